/** Writes tables: the rows of a table keep their places in head and body. */

import type { Node } from "prosemirror-model";
import { sourceOf, type Source } from "./source";
import { retag, startTag } from "./tags";
import { writeInline } from "./write-inline";

/** Write a table.
 *
 * `inside` writes rows with what stood between them, `writeRow` a row alone.
 */
export function tableLead(
    node: Node,
    source: Source | null,
    inside: (node: Node, source: Source | null) => string,
    writeRow: (row: Node) => string,
): string {
    const open = tableTag(node, source);
    const close = source?.close ?? "</table>";
    const widths = widthsOf(node);
    const was = source?.node ? widthsOf(source.node) : [];
    const sameWidths = source !== null && JSON.stringify(widths) === JSON.stringify(was);
    if (sameWidths && sameRows(node, source)) return open + inside(node, source) + close;
    const columns = source && sameWidths ? columnsOf(source) : columnGroup(widths, hasColumns(source));
    return open + columns + sections(node, writeRow) + close;
}

/** Write a table with its caption, which stands behind the start tag; a caption without a table is a paragraph. */
export function captionedTable(node: Node, source: Source | null, writeNode: (node: Node) => string): string {
    const [caption, table] = [node.child(0), node.maybeChild(1)];
    if (!table) return `<p>${writeInline(caption.content)}</p>`;
    const written = writeNode(table);
    const open = /^<table(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(written)?.[0] ?? "";
    return open + (source?.gaps[0] ?? "") + writeNode(caption) + written.slice(open.length);
}

function tableTag(node: Node, source: Source | null): string {
    const { classes, layout } = node.attrs as { classes: string; layout: string };
    if (!source) return startTag("table", { class: classes, "data-layout": layout });
    const was = source.node?.attrs;
    const changes: Record<string, string> = {};
    if (was?.classes !== classes) changes.class = classes;
    if (was?.layout !== layout) changes["data-layout"] = layout;
    return retag(source.open, changes);
}

/** Whether the rows are those that were read, in their order. */
function sameRows(node: Node, source: Source): boolean {
    if (node.childCount !== source.children.length) return false;
    for (let index = 0; index < node.childCount; index++) {
        if (sourceOf(node.child(index)) !== source.children[index]) return false;
    }
    return true;
}

/** The widths of the columns in pixels, as the first row tells them. */
function widthsOf(table: Node): (number | null)[] {
    const widths: (number | null)[] = [];
    table.firstChild?.forEach((cell) => {
        const own = cell.attrs.colwidth as number[] | null;
        for (let place = 0; place < (cell.attrs.colspan as number); place++) widths.push(own?.[place] || null);
    });
    return widths;
}

function hasColumns(source: Source | null): boolean {
    return columnsOf(source).includes("<col");
}

/** What was read before the rows and their sections: the columns. */
function columnsOf(source: Source | null): string {
    return (source?.gaps[0] ?? "").replace(/<(thead|tbody|tfoot)\b[^>]*>\s*$/, "");
}

function columnGroup(widths: readonly (number | null)[], always: boolean): string {
    if (!always && !widths.some(Boolean)) return "";
    const columns = widths.map((width) => (width ? `<col style="width: ${width}.0px;" />` : "<col />"));
    return `<colgroup>${columns.join("")}</colgroup>`;
}

/** Write rows in their sections; a row that is new belongs to the section before it. */
function sections(node: Node, writeRow: (row: Node) => string): string {
    let written = "";
    let current = "";
    let begun = false;
    node.forEach((row) => {
        const own = row.attrs.section as string | null;
        const section = own ?? (begun ? current : "tbody");
        if (!begun || section !== current) {
            if (begun && current) written += `</${current}>`;
            if (section) written += `<${section}>`;
        }
        [begun, current] = [true, section];
        written += writeRow(row);
    });
    return current ? `${written}</${current}>` : written;
}

/** The start tag of a cell. */
export function writeCellTag(node: Node, source: Source | null, tag: string): string {
    const open = source?.open.replace(/^<t[dh]/, `<${tag}`) ?? `<${tag}>`;
    const was = source?.node?.attrs ?? { colspan: 1, rowspan: 1, background: "" };
    const { colspan, rowspan, background } = node.attrs as { colspan: number; rowspan: number; background: string };
    const changes: Record<string, string | null> = {};
    if (was.colspan !== colspan) changes.colspan = colspan > 1 ? String(colspan) : null;
    if (was.rowspan !== rowspan) changes.rowspan = rowspan > 1 ? String(rowspan) : null;
    if (was.background !== background) {
        const written = /\sclass\s*=\s*("[^"]*"|'[^']*')/.exec(open)?.[1]?.slice(1, -1) ?? "";
        const others = written.split(/\s+/).filter((each) => each && !each.startsWith("highlight-"));
        if (background) others.push(`highlight-${background}`);
        changes.class = others.join(" ") || null;
        changes["data-highlight-colour"] = background || null;
    }
    return Object.keys(changes).length ? retag(open, changes) : open;
}
