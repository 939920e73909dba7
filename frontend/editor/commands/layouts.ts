/** Layouts: sections with columns, added, changed, moved and taken away. */

import { Fragment, type Node } from "prosemirror-model";
import { TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { SECTION_TYPES } from "../schema/nodes/layout";

interface Section {
    node: Node;
    position: number;
    layout: Node;
    layoutPosition: number;
    index: number;
}

/** The section at the cursor. */
export function sectionAt(state: EditorState): Section | null {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 1; depth -= 1)
        if ($from.node(depth).type.name === "layout_section")
            return {
                node: $from.node(depth),
                position: $from.before(depth),
                layout: $from.node(depth - 1),
                layoutPosition: $from.before(depth - 1),
                index: $from.index(depth - 1),
            };
    return null;
}

/**
 * Add a section: behind the one of the cursor. A page without a layout gets one, and what stood there becomes its first
 * section, as a layout is the whole page.
 */
export function addSection(type: string): Command {
    return (state, dispatch) => {
        const section = newSection(state, type);
        const here = sectionAt(state);
        const transaction = state.tr;
        let start: number;
        if (here) {
            start = here.position + here.node.nodeSize;
            transaction.insert(start, section);
        } else {
            const { doc, schema } = state;
            const { layout, layout_section: sectionType, layout_cell: cell } = schema.nodes;
            const last = doc.lastChild;
            if (last?.type === layout && doc.childCount === 1) {
                start = doc.content.size - 1;
                transaction.insert(start, section);
            } else if (holdsLayout(doc)) return false;
            else {
                const isEmpty = doc.childCount === 1 && doc.firstChild?.content.size === 0;
                const old = isEmpty ? [] : [sectionType!.create({ type: "single" }, cell!.create(null, doc.content))];
                start = 1 + (old[0]?.nodeSize ?? 0);
                transaction.replaceWith(0, doc.content.size, layout!.create(null, [...old, section]));
            }
        }
        dispatch?.(cursorInto(transaction, start).scrollIntoView());
        return true;
    };
}

function newSection(state: EditorState, type: string): Node {
    const { layout_section: section, layout_cell: cell, paragraph } = state.schema.nodes;
    const cells = Array.from({ length: SECTION_TYPES[type] ?? 1 }, () => cell!.create(null, paragraph!.create()));
    return section!.create({ type }, cells);
}

function holdsLayout(doc: Node): boolean {
    let found = false;
    doc.forEach((node) => (found ||= node.type.name === "layout"));
    return found;
}

function cursorInto(transaction: Transaction, position: number): Transaction {
    return transaction.setSelection(TextSelection.near(transaction.doc.resolve(position + 1), 1));
}

/** Give the section another type; what stands in columns that go comes behind that of the last one. */
export function setSectionType(type: string): Command {
    return (state, dispatch) => {
        const here = sectionAt(state);
        if (!here) return false;
        const { layout_cell: cell, paragraph } = state.schema.nodes;
        const wanted = SECTION_TYPES[type] ?? 1;
        const cells = here.node.content.content.slice(0, wanted);
        const rest = here.node.content.content.slice(wanted).filter((one) => one.textContent || one.childCount > 1);
        const last = cells.at(-1);
        if (rest.length && last) {
            const content = rest.reduce((sum, one) => sum.append(one.content), last.content);
            cells[cells.length - 1] = last.copy(content);
        }
        while (cells.length < wanted) cells.push(cell!.create(null, paragraph!.create()));
        const made = here.node.type.create({ ...here.node.attrs, type }, cells);
        const transaction = state.tr.replaceWith(here.position, here.position + here.node.nodeSize, made);
        dispatch?.(cursorInto(transaction, here.position));
        return true;
    };
}

/** Move the section up or down. */
export function moveSection(step: 1 | -1): Command {
    return (state, dispatch) => {
        const here = sectionAt(state);
        const other = here?.layout.maybeChild(here.index + step);
        if (!here || !other) return false;
        const offset = state.selection.from - here.position;
        const start = step > 0 ? here.position : here.position - other.nodeSize;
        const pair = step > 0 ? [other, here.node] : [here.node, other];
        const transaction = state.tr.replaceWith(
            start,
            start + other.nodeSize + here.node.nodeSize,
            Fragment.from(pair),
        );
        const moved = step > 0 ? start + other.nodeSize : start;
        transaction.setSelection(TextSelection.near(transaction.doc.resolve(moved + offset), 1));
        dispatch?.(transaction.scrollIntoView());
        return true;
    };
}

/** Take the section away with what stands in it; with the last one the layout goes. */
export const removeSection: Command = (state, dispatch) => {
    const here = sectionAt(state);
    if (!here) return false;
    const transaction = state.tr;
    if (here.layout.childCount > 1) transaction.delete(here.position, here.position + here.node.nodeSize);
    else {
        const empty = state.schema.nodes.paragraph!.create();
        transaction.replaceWith(here.layoutPosition, here.layoutPosition + here.layout.nodeSize, empty);
    }
    dispatch?.(transaction.scrollIntoView());
    return true;
};

/** Take the columns away and keep what stands in them, one after the other. */
export const dissolveLayout: Command = (state, dispatch) => {
    const here = sectionAt(state);
    if (!here) return false;
    let content = Fragment.empty;
    here.layout.forEach((section) => section.forEach((cell) => (content = content.append(cell.content))));
    const end = here.layoutPosition + here.layout.nodeSize;
    dispatch?.(state.tr.replaceWith(here.layoutPosition, end, content).scrollIntoView());
    return true;
};
