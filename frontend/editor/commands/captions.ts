/** Captions of tables: a table and its caption stand together in one node. */

import type { Node, ResolvedPos } from "prosemirror-model";
import { Plugin, Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { deleteTable } from "prosemirror-tables";

/** The table at the cursor, or the one whose caption the cursor stands in. */
interface CaptionedTable {
    /** Where the table begins, or with its caption both. */
    position: number;
    /** The table, or both. */
    node: Node;
}

function tableAt($place: ResolvedPos): CaptionedTable | null {
    for (let depth = $place.depth; depth > 0; depth -= 1) {
        const { name } = $place.node(depth).type;
        if (name !== "table" && name !== "table_figure") continue;
        const outer = name === "table" && $place.node(depth - 1).type.name === "table_figure" ? depth - 1 : depth;
        return { position: $place.before(outer), node: $place.node(outer) };
    }
    return null;
}

/** Whether the table at the cursor has a caption. */
export function hasCaption(state: EditorState): boolean {
    return tableAt(state.selection.$from)?.node.type.name === "table_figure";
}

/** Give the table at the cursor a caption and go there, or take the caption away. */
export const toggleCaption: Command = (state, dispatch) => {
    const found = tableAt(state.selection.$from);
    if (!found) return false;
    const { position, node } = found;
    const { table_figure: figure, table_caption: caption } = state.schema.nodes;
    const transaction = state.tr;
    if (node.type === figure) {
        transaction.replaceWith(position, position + node.nodeSize, node.childCount > 1 ? node.child(1) : []);
    } else {
        const both = figure!.create(null, [caption!.create(), node]);
        transaction.replaceWith(position, position + node.nodeSize, both);
    }
    transaction.setSelection(Selection.near(transaction.doc.resolve(position + 1), 1));
    dispatch?.(transaction.scrollIntoView());
    return true;
};

/** Take the table at the cursor away, and its caption with it. */
export const removeTable: Command = (state, dispatch) => {
    const found = tableAt(state.selection.$from);
    if (found?.node.type.name !== "table_figure") return deleteTable(state, dispatch);
    dispatch?.(state.tr.delete(found.position, found.position + found.node.nodeSize).scrollIntoView());
    return true;
};

/** From the caption into the first cell. */
export const goIntoTable: Command = (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.parent.type.name !== "table_caption") return false;
    const next = Selection.findFrom(state.doc.resolve($from.after()), 1, true);
    if (next instanceof TextSelection) dispatch?.(state.tr.setSelection(next).scrollIntoView());
    return true;
};

/** Backspace in an empty caption takes it away; at the beginning of another one it does nothing. */
export const dropEmptyCaption: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type.name !== "table_caption" || $from.parentOffset > 0) return false;
    return $from.parent.content.size > 0 || toggleCaption(state, dispatch);
};

/** Makes paragraphs of captions whose table was taken away. */
export function lonelyCaptions(): Plugin {
    return new Plugin({
        appendTransaction: (transactions, _before, state) =>
            transactions.some((each) => each.docChanged) ? withoutLonely(state) : null,
    });
}

function withoutLonely(state: EditorState): Transaction | null {
    const lonely: [Node, number][] = [];
    state.doc.descendants((node, position) => {
        if (node.type.name === "table_figure" && node.childCount === 1) lonely.push([node, position]);
        return !node.isTextblock;
    });
    if (!lonely.length) return null;
    const transaction = state.tr;
    for (const [node, position] of lonely.reverse()) {
        const words = state.schema.nodes.paragraph!.create(null, node.firstChild!.content);
        transaction.replaceWith(position, position + node.nodeSize, words);
    }
    return transaction;
}
