/** How words and blocks look: colours, alignment, indentation, and taking all that away. */

import type { MarkType, Node } from "prosemirror-model";
import { liftListItem, sinkListItem } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";

/** Marks that say how words look; links and comments say more than that. */
const LOOKS = ["strong", "em", "underline", "strike", "code", "sub", "sup", "text_color", "highlight"];
const STEP = 30;
const DEEPEST = 20 * STEP;

/** Whether the selected words, or those typed next, have a mark. */
export function isMarked(state: EditorState, type: MarkType): boolean {
    const { from, $from, to, empty } = state.selection;
    if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
    return state.doc.rangeHasMark(from, to, type);
}

/** Give the colour of the selected words, or "". */
export function colourAt(state: EditorState, type: MarkType): string {
    const { $from, empty } = state.selection;
    const marks = empty ? (state.storedMarks ?? $from.marks()) : ($from.nodeAfter?.marks ?? $from.marks());
    return (type.isInSet(marks)?.attrs.colour as string | undefined) ?? "";
}

/** Set the colour of the selected words, or of what is typed next; an empty one takes it away. */
export function setColour(type: MarkType, colour: string): Command {
    return (state, dispatch) => {
        const { empty, ranges } = state.selection;
        const transaction = state.tr;
        if (empty) {
            if (colour) transaction.addStoredMark(type.create({ colour }));
            else transaction.removeStoredMark(type);
        }
        for (const { $from, $to } of ranges) {
            transaction.removeMark($from.pos, $to.pos, type);
            if (colour && !empty) transaction.addMark($from.pos, $to.pos, type.create({ colour }));
        }
        dispatch?.(transaction.scrollIntoView());
        return true;
    };
}

/** Take every look from the selected words, and alignment and indentation from their blocks. */
export const clearLooks: Command = (state, dispatch) => {
    const transaction = state.tr;
    const { ranges, empty } = state.selection;
    for (const name of LOOKS) {
        const type = state.schema.marks[name]!;
        if (empty) transaction.removeStoredMark(type);
        for (const { $from, $to } of ranges) transaction.removeMark($from.pos, $to.pos, type);
    }
    eachTextBlock(state, (node, position) => {
        if (node.attrs.align || node.attrs.indent)
            transaction.setNodeMarkup(position, null, { ...node.attrs, align: "", indent: 0 }, node.marks);
    });
    dispatch?.(transaction);
    return true;
};

function eachTextBlock(state: EditorState, visit: (node: Node, position: number) => void): void {
    for (const { $from, $to } of state.selection.ranges)
        state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
            if (node.type.name === "paragraph" || node.type.name === "heading") visit(node, position);
        });
}

/** Align the selected blocks: left, center, right or justify. Left is what a page does by itself. */
export function setAlign(align: string): Command {
    const wanted = align === "left" ? "" : align;
    return changeBlocks((node) => ({ ...node.attrs, align: wanted }));
}

/** The alignment of the block at the cursor. */
export function alignAt(state: EditorState): string {
    return (state.selection.$from.parent.attrs.align as string | undefined) || "left";
}

/** Move the selected blocks in or out by a step; in a list the item goes a level deeper or higher. */
export function changeIndent(step: 1 | -1): Command {
    return (state, dispatch) => {
        for (const name of ["list_item", "task_item"]) {
            const type = state.schema.nodes[name]!;
            if (!isInside(state, name)) continue;
            return (step > 0 ? sinkListItem(type) : liftListItem(type))(state, dispatch);
        }
        return changeBlocks((node) => {
            const indent = Math.min(DEEPEST, Math.max(0, Number(node.attrs.indent) + step * STEP));
            return { ...node.attrs, indent };
        })(state, dispatch);
    };
}

function changeBlocks(change: (node: Node) => Record<string, unknown>): Command {
    return (state, dispatch) => {
        const transaction = state.tr;
        let any = false;
        eachTextBlock(state, (node, position) => {
            any = true;
            transaction.setNodeMarkup(position, null, change(node), node.marks);
        });
        if (any) dispatch?.(transaction.scrollIntoView());
        return any;
    };
}

/** Whether the cursor stands in a node of this name. */
export function isInside(state: EditorState, name: string): boolean {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === name) return true;
    return false;
}
