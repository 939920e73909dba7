/** Putting things into the text where the cursor stands. */

import { Fragment, type Node, type NodeType, type Schema } from "prosemirror-model";
import { NodeSelection, Selection, TextSelection, type EditorState, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** Put something into the line, with a blank behind it when words follow. */
export function insertInline(view: EditorView, node: Node): void {
    const { state } = view;
    const transaction = state.tr.replaceSelectionWith(node, true);
    const { $from } = transaction.selection;
    if ($from.parent.isTextblock && $from.parentOffset === $from.parent.content.size) transaction.insertText(" ");
    view.dispatch(transaction.scrollIntoView());
    view.focus();
}

/** Put a block in the place of an empty paragraph, or behind the block of the cursor, and go into it or on behind it. */
export function insertBlock(view: EditorView, node: Node): void {
    view.dispatch(withBlock(view.state, node).scrollIntoView());
    view.focus();
}

/** The change that `insertBlock` makes. */
export function withBlock(state: EditorState, node: Node): Transaction {
    const transaction = state.tr;
    if (!state.selection.empty && state.selection instanceof TextSelection) transaction.deleteSelection();
    const before = transaction.steps.length;
    transaction.replaceRangeWith(transaction.selection.from, transaction.selection.to, node);
    const changed = transaction.mapping.maps.slice(before);
    let start = -1;
    for (const map of changed) map.forEach((_from, _to, newFrom) => (start = start < 0 ? newFrom : start));
    const position = start < 0 ? -1 : positionOf(transaction.doc, start, node);
    if (position < 0) return transaction;
    return goInto(transaction, position);
}

function positionOf(doc: Node, from: number, node: Node): number {
    let position = -1;
    doc.nodesBetween(from, Math.min(doc.content.size, from + node.nodeSize + 2), (one, at) => {
        if (position < 0 && at >= from - 1 && one.type === node.type) position = at;
        return position < 0;
    });
    return position;
}

function goInto(transaction: Transaction, position: number): Transaction {
    const node = transaction.doc.nodeAt(position)!;
    const end = position + node.nodeSize;
    // Behind the last block of a page there has to be somewhere to go on writing.
    if (!transaction.doc.resolve(end).nodeAfter)
        transaction.insert(end, transaction.doc.type.schema.nodes.paragraph!.create());
    if (!node.isAtom && !node.isLeaf)
        return transaction.setSelection(Selection.near(transaction.doc.resolve(position + 1), 1));
    const next = Selection.findFrom(transaction.doc.resolve(end), 1);
    return next && !(next instanceof NodeSelection) ? transaction.setSelection(next) : transaction;
}

/** Replace the node at a place, or take it away with null; a cursor in what stays the same stays there. */
export function replaceNode(view: EditorView, position: number, node: Node | null): void {
    const old = view.state.doc.nodeAt(position);
    if (!old) return;
    if (node && node.type === old.type && node.content.eq(old.content)) setAttributes(view, position, node.attrs);
    else {
        const transaction = view.state.tr;
        if (node) transaction.replaceWith(position, position + old.nodeSize, node);
        else transaction.delete(position, position + old.nodeSize);
        if (node && !node.isInline) transaction.setSelection(Selection.near(transaction.doc.resolve(position + 1), 1));
        view.dispatch(transaction.scrollIntoView());
    }
    view.focus();
}

/** Change attributes of the node at a place; the others stay, and where it came from. */
export function setAttributes(view: EditorView, position: number, attributes: Record<string, unknown>): void {
    const node = view.state.doc.nodeAt(position);
    if (!node) return;
    const isSelected = view.state.selection instanceof NodeSelection && view.state.selection.from === position;
    const transaction = view.state.tr.setNodeMarkup(position, null, { ...node.attrs, ...attributes }, node.marks);
    if (isSelected) transaction.setSelection(NodeSelection.create(transaction.doc, position));
    view.dispatch(transaction);
}

/** An empty table; its first row heads the columns. */
export function newTable(schema: Schema, rows: number, columns: number): Node {
    const { table, table_row: row, table_cell: cell, table_header: head } = schema.nodes;
    const line = (type: NodeType) =>
        row!.create(
            null,
            Array.from({ length: columns }, () => type.createAndFill()!),
        );
    return table!.create(null, [line(head!), ...Array.from({ length: rows - 1 }, () => line(cell!))]);
}

/** A table of texts, such as a spreadsheet gives. */
export function tableOf(schema: Schema, rows: readonly (readonly string[])[]): Node {
    const { table, table_row: row, table_cell: cell, paragraph, hard_break: lineBreak } = schema.nodes;
    const content = (text: string) =>
        text
            .split("\n")
            .flatMap((line, at) => [...(at ? [lineBreak!.create()] : []), ...(line ? [schema.text(line)] : [])]);
    return table!.create(
        null,
        rows.map((texts) =>
            row!.create(
                null,
                texts.map((text) => cell!.create(null, paragraph!.create(null, Fragment.from(content(text))))),
            ),
        ),
    );
}
