/** Keys in lists of terms and descriptions: Enter goes from one to the other, and out of the list. */

import { Selection, TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import type { Node, Schema } from "prosemirror-model";

/** An empty list, to begin with. */
export function newDefinitionList(schema: Schema): Node {
    const { definition_list: list, definition_term: term, definition_description: description } = schema.nodes;
    return list!.create(null, [term!.create(), description!.createAndFill()!]);
}

/** Behind a term comes its description, behind a description the next term; an empty term at the end leaves the list. */
export const nextDefinition: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || !$from.depth) return false;
    if ($from.parent.type.name === "definition_term") return behindTerm(state, dispatch);
    if ($from.node(-1).type.name === "definition_description") return behindDescription(state, dispatch);
    return false;
};

type Dispatch = ((transaction: Transaction) => void) | undefined;

function behindTerm(state: EditorState, dispatch: Dispatch): boolean {
    const { $from } = state.selection;
    const { definition_description: description, paragraph } = state.schema.nodes;
    const transaction = state.tr;
    const isLast = $from.indexAfter(-1) === $from.node(-1).childCount;
    const next = isLast ? null : $from.node(-1).child($from.indexAfter(-1));
    const atEnd = $from.parentOffset === $from.parent.content.size;
    if (!$from.parent.content.size && isLast) leaveList(state, transaction);
    else if (atEnd && next?.type === description) goTo(transaction, $from.after() + 1);
    else {
        const rest = $from.parent.content.cut($from.parentOffset);
        transaction.delete($from.pos, $from.end());
        const after = transaction.mapping.map($from.after());
        transaction.insert(after, description!.create(null, paragraph!.create(null, rest)));
        goTo(transaction, after + 1);
    }
    dispatch?.(transaction.scrollIntoView());
    return true;
}

function behindDescription(state: EditorState, dispatch: Dispatch): boolean {
    const { $from } = state.selection;
    const { definition_term: term, paragraph } = state.schema.nodes;
    const description = $from.node(-1);
    const isAtEnd = $from.parentOffset === $from.parent.content.size && $from.indexAfter(-1) === description.childCount;
    if ($from.parent.type !== paragraph || !isAtEnd) return false;
    const transaction = state.tr;
    const isEmpty = description.childCount === 1 && !$from.parent.content.size;
    const [start, end] = [$from.before(-1), $from.after(-1)];
    if (isEmpty) transaction.replaceWith(start, end, term!.create());
    else transaction.insert(end, term!.create());
    goTo(transaction, isEmpty ? start : end);
    dispatch?.(transaction.scrollIntoView());
    return true;
}

/** Put a paragraph behind the list in the place of its last, empty term. */
function leaveList(state: EditorState, transaction: Transaction): void {
    const { $from } = state.selection;
    const isOnly = $from.node(-1).childCount === 1;
    const behind = $from.after(-1);
    const below = state.schema.nodes.paragraph!.create();
    if (isOnly) transaction.replaceWith($from.before(-1), behind, below);
    else transaction.insert(behind, below).delete($from.before(), $from.after());
    goTo(transaction, isOnly ? $from.before(-1) : transaction.mapping.map(behind, -1));
}

function goTo(transaction: Transaction, position: number): void {
    transaction.setSelection(Selection.near(transaction.doc.resolve(position), 1));
}

/** Backspace at the beginning of a term takes an empty one away, and does nothing in another one. */
export const dropEmptyTerm: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type.name !== "definition_term" || $from.parentOffset > 0) return false;
    if ($from.parent.content.size) return true;
    const isOnly = $from.node(-1).childCount === 1;
    const [start, end] = isOnly ? [$from.before(-1), $from.after(-1)] : [$from.before(), $from.after()];
    const transaction = state.tr;
    if (isOnly) transaction.replaceWith(start, end, state.schema.nodes.paragraph!.create());
    else transaction.delete(start, end);
    const before = Selection.findFrom(transaction.doc.resolve(start), isOnly ? 1 : -1, true);
    if (before instanceof TextSelection) transaction.setSelection(before);
    dispatch?.(transaction.scrollIntoView());
    return true;
};
