/** Suggestions while typing: a sign such as `/` or `@` opens a list beside the cursor, which what follows narrows. */

import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { ReplaceStep } from "prosemirror-transform";
import type { EditorView } from "prosemirror-view";
import { SuggestionList } from "./list";

export interface Suggestion {
    label: string;
    /** What tells it from others of the same name. */
    detail?: string;
    icon?: string;
    /** A character shown instead of an icon. */
    glyph?: string;
    /** The address of a picture shown instead of an icon. */
    picture?: string;
    /** Does it; the sign and what was typed after it are gone by then. */
    run: (view: EditorView) => void;
}

export interface Source {
    /** The signs that open the list. */
    sign: string;
    /** What the list is called. */
    label: string;
    /** How much has to stand after the sign. */
    least?: number;
    /** Whether the server is asked, so that a pause in the typing is waited for. */
    isRemote?: boolean;
    /** Whether what is typed may hold blanks. */
    takesBlanks?: boolean;
    /** Give what fits what was typed, the best first. */
    find: (query: string, signal: AbortSignal) => Suggestion[] | Promise<Suggestion[]>;
}

/** The list that is open: where its sign stands, and what was typed after that. */
export interface Typing {
    source: Source;
    from: number;
    to: number;
    query: string;
}

const LONGEST_QUERY = 60;
const typeaheadKey = new PluginKey<Typing | null>("typeahead");

/** Make the plugin for these sources; of two whose signs fit, the one with the longer sign is taken. */
export function typeahead(sources: readonly Source[]): Plugin<Typing | null> {
    const byLength = [...sources].sort((one, other) => other.sign.length - one.sign.length);
    let list: SuggestionList | null = null;
    return new Plugin<Typing | null>({
        key: typeaheadKey,
        state: {
            init: () => null,
            apply(transaction, value, _old, state) {
                if (transaction.getMeta(typeaheadKey) === "close") return null;
                return opened(transaction, state, byLength) ?? continued(transaction, state, value);
            },
        },
        view(view) {
            list = new SuggestionList(view, (typing, suggestion) => take(view, typing, suggestion));
            return {
                update: () => list?.show(typeaheadKey.getState(view.state) ?? null),
                destroy: () => {
                    list?.destroy();
                    list = null;
                },
            };
        },
        props: {
            handleKeyDown(view, event) {
                if (!typeaheadKey.getState(view.state) || event.isComposing) return false;
                if (event.key === "Escape") {
                    view.dispatch(view.state.tr.setMeta(typeaheadKey, "close"));
                    return true;
                }
                return list?.key(event) ?? false;
            },
            handleDOMEvents: {
                blur(view) {
                    if (typeaheadKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(typeaheadKey, "close"));
                    return false;
                },
            },
        },
    });
}

/** Begin a list as if its sign had been typed at the cursor. */
export function beginTypeahead(view: EditorView, sign: string): void {
    view.focus();
    const { $from, from, to } = view.state.selection;
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc").slice(-1);
    if (/\S/.test(before)) view.dispatch(view.state.tr.insertText(" ", from, to));
    for (const letter of sign) view.dispatch(view.state.tr.insertText(letter));
}

function opened(transaction: Transaction, state: EditorState, sources: readonly Source[]): Typing | null {
    const typed = lastTyped(transaction);
    const { empty, $from, from } = state.selection;
    if (!typed || !empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null;
    if (state.storedMarks?.some((mark) => mark.type.spec.code) || $from.marks().some((mark) => mark.type.spec.code))
        return null;
    const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc");
    for (const source of sources) {
        if (!source.sign.endsWith(typed) || !before.endsWith(source.sign)) continue;
        const ahead = before.at(-source.sign.length - 1) ?? " ";
        if (/[\s(\ufffc\u00a0]/.test(ahead)) return { source, from: from - source.sign.length, to: from, query: "" };
    }
    return null;
}

/** The one letter that a step put into the text; pasted text and what undo brings back open nothing. */
function lastTyped(transaction: Transaction): string {
    const step = transaction.steps[0];
    if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep) || transaction.getMeta("uiEvent")) return "";
    if (transaction.getMeta("history$")) return "";
    const text = step.slice.content.firstChild?.text ?? "";
    return step.slice.content.size <= 2 ? text.slice(-1) : "";
}

function continued(transaction: Transaction, state: EditorState, value: Typing | null): Typing | null {
    if (!value) return null;
    const mapped = transaction.mapping.mapResult(value.from, 1);
    const { empty, from, $from } = state.selection;
    const start = mapped.pos + value.source.sign.length;
    if (mapped.deleted || !empty || from < start || mapped.pos < $from.start()) return null;
    const text = state.doc.textBetween(mapped.pos, from, "\n", "\ufffc");
    if (!text.startsWith(value.source.sign)) return null;
    const query = text.slice(value.source.sign.length);
    if (query.length > LONGEST_QUERY || /[\n\ufffc]|^\s|\s\s$/.test(query)) return null;
    if (!value.source.takesBlanks && /\s/.test(query)) return null;
    if (value.source.sign === "[" && query.includes("]")) return null;
    return { source: value.source, from: mapped.pos, to: from, query };
}

function take(view: EditorView, typing: Typing, suggestion: Suggestion): void {
    view.dispatch(view.state.tr.delete(typing.from, typing.to).setMeta(typeaheadKey, "close"));
    view.focus();
    suggestion.run(view);
}
