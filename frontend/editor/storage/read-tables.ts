/** Reads tables of rows and cells, with their caption; any other shape is kept as it is. */

import type { Node } from "prosemirror-model";
import { schema } from "../schema/schema";
import { Unfit, type Inside, type Reader } from "./read";
import { holdsMarkup, readInline, trimmed } from "./read-inline";
import type { Source } from "./source";
import { stylesOf } from "./tags";
import { elementsOf, isBlank, type Element } from "./tokens";

const { nodes } = schema;
const SECTIONS = ["thead", "tbody", "tfoot"];
const MOST_COLUMNS = 500;

/** Which columns are taken by cells of rows above, by the number of rows that they still reach down. */
type Reach = number[];

/** Read a table; one with a caption gives both in one node.
 *
 * Throws Unfit for one without cells, with spans that no table has, or with a caption of blocks.
 */
export function readTable(reader: Reader, element: Element): Node {
    const children = childrenOf(element);
    const caption = children[0]?.tag === "caption" ? children[0] : null;
    if (!caption) return readRows(reader, element, children, element.openEnd);
    const parts = [readCaption(reader, caption), readRows(reader, element, children.slice(1), caption.end)];
    const before = reader.text.slice(element.openEnd, caption.start);
    return reader.node(
        nodes.table_figure,
        element,
        {},
        {
            nodes: parts,
            pieces: { gaps: [before, "", ""], children: parts.map((part) => part.attrs.source as Source) },
        },
    );
}

/** Read a caption: a line of text, which may stand in a paragraph. */
function readCaption(reader: Reader, caption: Element): Node {
    const [only, ...others] = caption.children.filter((each) => !isBlank(each));
    const line = only?.kind === "element" && only.tag === "p" && !only.alone && !others.length ? only : caption;
    if (holdsMarkup(line)) throw new Unfit("caption");
    const words = trimmed(readInline(reader, line.children, []));
    if (line === caption) return reader.node(nodes.table_caption, caption, {}, words);
    const before = reader.text.slice(caption.start, line.openEnd);
    const behind = reader.text.slice(line.closeStart, caption.end);
    return reader.wrapping(nodes.table_caption, caption, {}, words, before, behind);
}

/** Read the rows and columns of a table; `start` is behind its caption, which is no part of what this node remembers. */
function readRows(reader: Reader, element: Element, children: readonly Element[], start: number): Node {
    const rows: { row: Element; section: string }[] = [];
    const widths: (number | null)[] = [];
    for (const child of children) {
        if (child.tag === "colgroup") widths.push(...widthsOf(child));
        else if (child.tag === "tr") rows.push({ row: child, section: "" });
        else if (SECTIONS.includes(child.tag))
            rows.push(...childrenOf(child).map((row) => ({ row, section: child.tag })));
        else throw new Unfit("table");
    }
    if (!rows.length) throw new Unfit("table");
    const reach: Reach = [];
    const inside: Inside = { nodes: [], pieces: { gaps: [], children: [] } };
    let last = start;
    for (const { row, section } of rows) {
        const node = readRow(reader, row, section, widths, reach);
        inside.nodes.push(node);
        inside.pieces.gaps.push(reader.text.slice(last, row.start));
        inside.pieces.children.push(node.attrs.source as Source);
        last = row.end;
    }
    inside.pieces.gaps.push(reader.text.slice(last, element.closeStart));
    const attrs = {
        classes: element.attributes.get("class") ?? "",
        layout: element.attributes.get("data-layout") ?? "",
    };
    const [open, close] = [reader.openOf(element), reader.closeOf(element)];
    const slice = open + reader.text.slice(start, element.closeStart) + close;
    return reader.wrapping(nodes.table, element, attrs, inside, open, close, slice);
}

/** The elements of a part of a table, which holds nothing else. */
function childrenOf(element: Element): Element[] {
    if (element.children.some((each) => each.kind !== "element" && each.kind !== "comment" && !isBlank(each)))
        throw new Unfit("table");
    return elementsOf(element);
}

function widthsOf(group: Element): (number | null)[] {
    const found: (number | null)[] = [];
    for (const column of childrenOf(group)) {
        if (column.tag !== "col") throw new Unfit("table");
        const width = /^(\d{1,4})(?:\.\d+)?px$/.exec(stylesOf(column.attributes.get("style") ?? "").get("width") ?? "");
        const span = spanOf(column, "span", MOST_COLUMNS);
        for (let each = 0; each < span; each++) found.push(width && Number(width[1]) > 0 ? Number(width[1]) : null);
    }
    return found;
}

function spanOf(element: Element, name: string, most: number): number {
    const span = Number(element.attributes.get(name) ?? "1");
    if (!Number.isInteger(span) || span < 1 || span > most) throw new Unfit("table");
    return span;
}

function readRow(reader: Reader, element: Element, section: string, widths: (number | null)[], reach: Reach): Node {
    if (element.tag !== "tr") throw new Unfit(element.tag);
    let column = 0;
    const taken: [number, number, number][] = [];
    const inside = reader.only(element, (cell) => {
        if (cell.tag !== "td" && cell.tag !== "th") throw new Unfit(cell.tag);
        while ((reach[column] ?? 0) > 0) column++;
        const colspan = spanOf(cell, "colspan", MOST_COLUMNS);
        const rowspan = spanOf(cell, "rowspan", 2000);
        const own = Array.from({ length: colspan }, (_, place) => widths[column + place] ?? 0);
        taken.push([column, colspan, rowspan]);
        column += colspan;
        if (column > MOST_COLUMNS) throw new Unfit("table");
        const attrs = {
            colspan,
            rowspan,
            colwidth: own.some(Boolean) ? own : null,
            background: cell.attributes.get("data-highlight-colour") ?? "",
        };
        const type = cell.tag === "th" ? nodes.table_header : nodes.table_cell;
        return reader.node(type, cell, attrs, reader.blocksOf(cell, true));
    });
    for (let place = 0; place < reach.length; place++) reach[place] = Math.max(0, (reach[place] ?? 0) - 1);
    for (const [start, colspan, rowspan] of taken) {
        for (let place = start; place < start + colspan; place++) reach[place] = rowspan - 1;
    }
    return reader.node(nodes.table_row, element, { section }, inside);
}
