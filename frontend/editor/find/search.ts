/** Finding words in a document: where they are, and what replacing them does. */

import type { Node } from "prosemirror-model";
import type { EditorState, Transaction } from "prosemirror-state";

export interface Wanted {
    text: string;
    matchCase: boolean;
    wholeWord: boolean;
}

export interface Found {
    from: number;
    to: number;
}

/** No text of a page has more places than anybody could look at. */
const MOST = 10_000;
const PLACEHOLDER = "\ufffc";

/**
 * Find every place of a text, in the order of the document. Marks in a word make no difference; an image or another
 * thing in the line ends it.
 *
 * @param doc the document.
 * @param wanted what to look for.
 */
export function findAll(doc: Node, wanted: Wanted): Found[] {
    const pattern = patternFor(wanted);
    if (!pattern) return [];
    const found: Found[] = [];
    doc.descendants((node, position) => {
        if (found.length >= MOST) return false;
        if (!node.isTextblock) return true;
        const text = node.textBetween(0, node.content.size, undefined, PLACEHOLDER);
        // Every leaf in a line is one place long, and so is what stands for it here; anything else can't be counted.
        if (text.length !== node.content.size) return true;
        for (const match of text.matchAll(pattern)) {
            const from = position + 1 + match.index;
            found.push({ from, to: from + match[0].length });
        }
        return false;
    });
    return found.slice(0, MOST);
}

function patternFor({ text, matchCase, wholeWord }: Wanted): RegExp | null {
    if (!text) return null;
    const plain = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "[ \\u00a0]");
    const edges = wholeWord ? ["(?<![\\p{L}\\p{N}_])", "(?![\\p{L}\\p{N}_])"] : ["", ""];
    return new RegExp(`${edges[0]}${plain}${edges[1]}`, matchCase ? "gu" : "giu");
}

/** Write another text at one place; it looks as the first letter there looked. */
export function replaceAt(state: EditorState, place: Found, text: string): Transaction {
    return write(state.tr, state, place, text);
}

/** Write another text at all places, as one step to undo. */
export function replaceEverywhere(state: EditorState, places: readonly Found[], text: string): Transaction {
    let changed = state.tr;
    for (const place of [...places].reverse()) changed = write(changed, state, place, text);
    return changed;
}

function write(transaction: Transaction, state: EditorState, { from, to }: Found, text: string): Transaction {
    if (!text) return transaction.delete(from, to);
    const marks = state.doc.nodeAt(from)?.marks ?? [];
    return transaction.replaceWith(from, to, state.schema.text(text, marks));
}

/** Count the words of a document, as many as a reader would. */
export function countWords(doc: Node): number {
    const text = doc.textBetween(0, doc.content.size, " ", " ");
    return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
