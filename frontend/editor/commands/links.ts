/** Links: where one stands, and setting it to lead elsewhere. */

import type { Mark, Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";
import type { FoundPage, Target } from "../lookups";

export type LinkAttributes = Record<string, string>;

export interface LinkHere {
    mark: Mark;
    from: number;
    to: number;
    text: string;
}

/** The link at the cursor, with all of its words. */
export function linkAt(state: EditorState, position = state.selection.from): LinkHere | null {
    const $at = state.doc.resolve(position);
    const { parent } = $at;
    if (!parent.isTextblock) return null;
    const type = state.schema.marks.link!;
    const at = $at.parentOffset;
    const mark = type.isInSet($at.marks()) ?? (($at.nodeAfter && type.isInSet($at.nodeAfter.marks)) || undefined);
    if (!mark) return null;
    let from = -1;
    let to = -1;
    parent.forEach((child, offset) => {
        const isSame = mark.isInSet(child.marks);
        const end = offset + child.nodeSize;
        if (isSame && (to === offset || from < 0)) {
            if (from < 0) from = offset;
            to = end;
        } else if (!isSame && to <= at && end <= at) from = to = -1;
    });
    if (from < 0 || at < from || at > to) return null;
    const start = $at.start();
    return { mark, from: start + from, to: start + to, text: state.doc.textBetween(start + from, start + to) };
}

/** Set a link over a range; with words, these take the place of what stands there. */
export function withLink(
    state: EditorState,
    range: { from: number; to: number },
    attributes: LinkAttributes,
    words = "",
): Transaction {
    const type = state.schema.marks.link!;
    const mark = type.create(attributes);
    const transaction = state.tr;
    let { to } = range;
    const old = state.doc.textBetween(range.from, range.to);
    if (words && words !== old) {
        const kept = inlineMarks(state, range.from).filter((each) => each.type !== type);
        transaction.replaceWith(range.from, range.to, state.schema.text(words, kept));
        to = range.from + words.length;
    }
    transaction.removeMark(range.from, to, type).addMark(range.from, to, mark);
    return transaction.removeStoredMark(type).scrollIntoView();
}

function inlineMarks(state: EditorState, position: number): readonly Mark[] {
    const after: Node | null = state.doc.resolve(position).nodeAfter;
    return after?.isText ? after.marks : state.doc.resolve(position).marks();
}

/** Take the link away and keep its words. */
export function withoutLink(state: EditorState, { from, to }: { from: number; to: number }): Transaction {
    return state.tr.removeMark(from, to, state.schema.marks.link);
}

/** What a link to a page or blog post holds. The space is named also for pages of the same one when it is another. */
export function linkToPage(page: FoundPage, ownSpace: string): LinkAttributes {
    const attributes: LinkAttributes = { kind: page.kind, title: page.title };
    if (page.spaceKey !== ownSpace) attributes.spaceKey = page.spaceKey;
    if (page.kind === "blogpost" && page.postingDay) attributes.postingDay = page.postingDay;
    return attributes;
}

/** What a link to something of this wiki holds, and the words for it; null where no link leads there. */
export function linkToTarget(
    target: Target,
    ownSpace: string,
    ownPage: string,
): { attributes: LinkAttributes; words: string } | null {
    const space: LinkAttributes = target.spaceKey && target.spaceKey !== ownSpace ? { spaceKey: target.spaceKey } : {};
    const anchor: LinkAttributes = target.anchor ? { anchor: target.anchor } : {};
    switch (target.kind) {
        case "page":
            return { attributes: { kind: "page", title: target.title, ...space, ...anchor }, words: target.title };
        case "blogpost": {
            const day: LinkAttributes = { postingDay: target.postingDay };
            return {
                attributes: { kind: "blogpost", title: target.title, ...day, ...space, ...anchor },
                words: target.title,
            };
        }
        case "space":
            return { attributes: { kind: "space", spaceKey: target.spaceKey }, words: target.title };
        case "attachment": {
            const isHere = String(target.containerId) === ownPage;
            if (!isHere && target.containerKind !== "page") return null;
            const page: LinkAttributes = isHere ? {} : { title: target.containerTitle, ...space };
            return { attributes: { kind: "attachment", filename: target.fileName, ...page }, words: target.fileName };
        }
        default:
            return null;
    }
}
