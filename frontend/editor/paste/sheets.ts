/** Cells of a spreadsheet, pasted as text with tabs between them. */

const MOST_CELLS = 20_000;

/**
 * Read rows and cells from text with tabs; cells in quotes may have lines and tabs of their own.
 *
 * @param text plain text of the clipboard.
 * @returns the rows, all of the same length; null where it is no table: one column, one row, or ragged lines.
 */
export function readCells(text: string): string[][] | null {
    if (!text.includes("\t") || text.length > 2_000_000) return null;
    const rows = split(text.replace(/\r\n?/g, "\n").replace(/\n$/, ""));
    const width = rows[0]?.length ?? 0;
    if (rows.length < 2 || width < 2 || rows.length * width > MOST_CELLS) return null;
    // Indented lines are code and no column.
    const isIndented = rows.every((row) => row[0] === "");
    return !isIndented && rows.every((row) => row.length === width) ? rows : null;
}

function split(text: string): string[][] {
    const rows: string[][] = [[]];
    const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y;
    let at = 0;
    for (;;) {
        cell.lastIndex = at;
        const found = cell.exec(text)!;
        rows.at(-1)!.push(found[1] === undefined ? found[0] : found[1].replace(/""/g, '"'));
        at = cell.lastIndex;
        if (at >= text.length) return rows;
        if (text[at] === "\n") rows.push([]);
        at += 1;
    }
}
