/** What turns into formatting while one types, as in Markdown. */

import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import type { MarkType } from "prosemirror-model";
import type { Plugin } from "prosemirror-state";
import { schema } from "../schema/schema";

const { nodes, marks } = schema;

/** Give the words between two signs a mark. The first group of the pattern is the words with their signs, the second the words. */
function markRule(pattern: RegExp, type: MarkType): InputRule {
    return new InputRule(pattern, (state, match, start, end) => {
        const [whole, signed = "", words = ""] = match;
        const $start = state.doc.resolve(start);
        if (
            !$start.parent.type.allowsMarkType(type) ||
            $start.marksAcross(state.doc.resolve(end))?.some((each) => each.type === marks.code)
        ) {
            return null;
        }
        const from = start + whole.indexOf(signed);
        const open = signed.indexOf(words);
        const transaction = state.tr;
        const wordsEnd = from + open + words.length;
        if (wordsEnd < end) transaction.delete(wordsEnd, end);
        transaction.delete(from, from + open);
        transaction.addMark(from, from + words.length, type.create());
        return transaction.removeStoredMark(type);
    });
}

/** Three hyphens are a line. */
const rule = new InputRule(/^---$/, (state, _match, start) => {
    const $start = state.doc.resolve(start);
    if ($start.parent.type !== nodes.paragraph || $start.parent.content.size !== 2) return null;
    const transaction = state.tr.delete(start, start + 2);
    const before = $start.before();
    return transaction.insert(before, nodes.horizontal_rule.create());
});

/** The rules as a plugin. */
export function typingRules(): Plugin {
    const language = (match: RegExpMatchArray) => ({
        parameters: match[1] ? [{ name: "language", value: match[1] }] : [],
    });
    return inputRules({
        rules: [
            textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1]!.length })),
            wrappingInputRule(/^\s*[-*+]\s$/, nodes.bullet_list),
            wrappingInputRule(
                /^(\d{1,4})[.)]\s$/,
                nodes.ordered_list,
                (match) => ({ start: Number(match[1]) }),
                (match, node) => node.childCount + (node.attrs.start as number) === Number(match[1]),
            ),
            wrappingInputRule(/^\[ ?\]\s$/, nodes.task_list),
            wrappingInputRule(/^>\s$/, nodes.blockquote),
            textblockTypeInputRule(/^```([\w+#.-]{0,30})\s$/, nodes.code_block, language),
            rule,
            markRule(/(?:^|[^*\w])(\*\*([^*\s](?:[^*]*[^*\s])?)\*\*)$/, marks.strong),
            markRule(/(?:^|[^_\w])(__([^_\s](?:[^_]*[^_\s])?)__)$/, marks.strong),
            markRule(/(?:^|[^*\w])(\*([^*\s](?:[^*]*[^*\s])?)\*)$/, marks.em),
            markRule(/(?:^|[^_\w])(_([^_\s](?:[^_]*[^_\s])?)_)$/, marks.em),
            markRule(/(?:^|[^`])(`([^`]+)`)$/, marks.code),
            markRule(/(?:^|[^~])(~~([^~\s](?:[^~]*[^~\s])?)~~)$/, marks.strike),
        ],
    });
}
