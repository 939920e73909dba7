/** Gives ids to macros and tasks that are new: each of a page has its own. */

import type { Node } from "prosemirror-model";
import { Plugin, type EditorState, type Transaction } from "prosemirror-state";

const MACROS = new Set(["macro_block", "macro_rich", "macro_inline", "code_block", "status"]);

/** Make a random id in the form of a UUID. */
export function newMacroId(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const digits = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return [8, 12, 16, 20, 32].map((end, place) => digits.slice([0, 8, 12, 16, 20][place], end)).join("-");
}

function needsMacroId(node: Node): boolean {
    return MACROS.has(node.type.name) && !node.attrs.source && !node.attrs.macroId && node.attrs.name !== "pre";
}

/** Give ids where they are missing; null when there is nothing to do. */
function withIds(state: EditorState): Transaction | null {
    const transaction = state.tr;
    const taken = new Set<string>();
    const tasks: { node: Node; place: number }[] = [];
    state.doc.descendants((node, place) => {
        if (needsMacroId(node)) transaction.setNodeAttribute(place, "macroId", newMacroId());
        if (node.type.name !== "task_item") return;
        const id = node.attrs.id as string;
        if (!id || taken.has(id)) tasks.push({ node, place });
        taken.add(id);
    });
    let last = Math.max(0, ...[...taken].map(Number).filter(Number.isSafeInteger));
    for (const { place } of tasks) transaction.setNodeAttribute(place, "id", String(++last));
    return transaction.docChanged ? transaction.setMeta("addToHistory", false) : null;
}

/** The ids as a plugin. */
export function identities(): Plugin {
    return new Plugin({
        appendTransaction: (transactions, _before, state) =>
            transactions.some((each) => each.docChanged) ? withIds(state) : null,
    });
}
