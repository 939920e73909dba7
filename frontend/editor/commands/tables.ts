/** What tables can do beyond prosemirror-tables: moving, numbering and colouring. */

import type { Command, EditorState } from "prosemirror-state";
import {
    CellSelection,
    TableMap,
    addRowAfter,
    goToNextCell,
    isInTable,
    moveTableColumn,
    moveTableRow,
    selectedRect,
    setCellAttr,
} from "prosemirror-tables";

/** The colours that pages give to cells. */
export const CELL_COLOURS = ["grey", "red", "green", "yellow", "blue"];

/** Move the rows of the selection up or down by one. */
export function moveRow(step: 1 | -1): Command {
    return (state, dispatch) => {
        if (!isInTable(state)) return false;
        const { top, bottom, map } = selectedRect(state);
        const to = step > 0 ? bottom : top - 1;
        if (bottom - top !== 1 || to < 0 || to >= map.height) return false;
        return moveTableRow({ from: top, to })(state, dispatch);
    };
}

/** Move the column of the selection left or right by one. */
export function moveColumn(step: 1 | -1): Command {
    return (state, dispatch) => {
        if (!isInTable(state)) return false;
        const { left, right, map } = selectedRect(state);
        const to = step > 0 ? right : left - 1;
        if (right - left !== 1 || to < 0 || to >= map.width) return false;
        return moveTableColumn({ from: left, to })(state, dispatch);
    };
}

/** Colour the selected cells; an empty colour takes it away. */
export function colourCells(colour: string): Command {
    return setCellAttr("background", colour);
}

/** Go to the next cell; behind the last one comes a new row. */
export const nextCell: Command = (state, dispatch, view) => {
    if (!isInTable(state)) return false;
    if (goToNextCell(1)(state, dispatch)) return true;
    if (!dispatch || !view) return isInTable(state);
    addRowAfter(state, dispatch);
    return goToNextCell(1)(view.state, view.dispatch);
};

/** Go to the cell before. */
export const cellBefore: Command = (state, dispatch) => isInTable(state) && goToNextCell(-1)(state, dispatch);

/** Whether the first column holds the numbers of the rows. */
export function isNumbered(state: EditorState): boolean {
    if (!isInTable(state)) return false;
    const { table } = selectedRect(state);
    const texts: string[] = [];
    table.forEach((row) => texts.push(row.firstChild?.textContent.trim() ?? ""));
    const numbers = texts[0] === "" ? texts.slice(1) : texts;
    return numbers.length > 0 && numbers.every((text, at) => text === String(at + 1));
}

/** Put a column with the numbers of the rows before the others, or take it away. */
export const numberRows: Command = (state, dispatch) => {
    if (!isInTable(state)) return false;
    const { table, tableStart } = selectedRect(state);
    const { table_header: head, paragraph } = state.schema.nodes;
    const takeAway = isNumbered(state);
    const hasHead = isHeadRow(table.firstChild!);
    const transaction = state.tr;
    const map = TableMap.get(table);
    if (map.width < 2 && takeAway) return false;
    for (let row = table.childCount - 1; row >= 0; row -= 1) {
        let start = tableStart;
        for (let each = 0; each < row; each += 1) start += table.child(each).nodeSize;
        const first = table.child(row).firstChild;
        if (takeAway) {
            if (first && first.attrs.colspan === 1) transaction.delete(start + 1, start + 1 + first.nodeSize);
        } else {
            const number = hasHead ? row : row + 1;
            const text = number > 0 ? state.schema.text(String(number)) : null;
            transaction.insert(start + 1, head!.create(null, paragraph!.create(null, text)));
        }
    }
    dispatch?.(transaction);
    return true;
};

function isHeadRow(row: { forEach: (visit: (cell: { type: { name: string } }) => void) => void }): boolean {
    let all = true;
    row.forEach((cell) => (all &&= cell.type.name === "table_header"));
    return all;
}

/** Take the widths away that columns were given. */
export const forgetWidths: Command = (state, dispatch) => {
    if (!isInTable(state)) return false;
    const { table, tableStart } = selectedRect(state);
    const transaction = state.tr;
    table.descendants((node, position) => {
        if (node.attrs.colwidth) transaction.setNodeAttribute(tableStart + position, "colwidth", null);
        return node.type.name === "table_row";
    });
    dispatch?.(transaction);
    return transaction.docChanged;
};

/** Whether several cells are selected, which can be merged. */
export function hasCells(state: EditorState): boolean {
    return state.selection instanceof CellSelection && state.selection.ranges.length > 1;
}
