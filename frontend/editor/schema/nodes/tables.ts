/** Tables, in the shape that prosemirror-tables works on. */

import type { Node, NodeSpec } from "prosemirror-model";
import { gettext } from "../../texts";

const source = { source: { default: null } };
const cellAttributes = {
    colspan: { default: 1, validate: "number" },
    rowspan: { default: 1, validate: "number" },
    colwidth: { default: null },
    background: { default: "", validate: "string" },
    ...source,
};

function cellFrom(dom: HTMLElement) {
    const cell = dom as HTMLTableCellElement;
    const widths = dom.getAttribute("data-colwidth")?.split(",").map(Number);
    return {
        colspan: Math.min(cell.colSpan || 1, 100),
        rowspan: Math.min(cell.rowSpan || 1, 1000),
        colwidth: widths && widths.length === cell.colSpan && widths.every((each) => each > 0) ? widths : null,
        background: dom.getAttribute("data-highlight-colour") ?? "",
    };
}

function cellToDOM(tag: string, name: string) {
    return (node: Node) => {
        const attributes: Record<string, string> = { class: name };
        const { colspan, rowspan, colwidth, background } = node.attrs;
        if (colspan !== 1) attributes.colspan = String(colspan);
        if (rowspan !== 1) attributes.rowspan = String(rowspan);
        if (colwidth) attributes["data-colwidth"] = (colwidth as number[]).join(",");
        if (background) attributes["data-highlight-colour"] = background as string;
        if (/^#[0-9a-f]{6}$/i.test(background as string))
            attributes.style = `background-color: ${background as string}`;
        return [tag, attributes, 0] as const;
    };
}

export const tableNodes = {
    /** A table with its caption; one whose table was taken away becomes a paragraph (commands/captions.ts). */
    table_figure: {
        content: "table_caption table?",
        isolating: true,
        group: "block",
        attrs: source,
        parseDOM: [{ tag: "figure.table-figure" }],
        toDOM: () => ["figure", { class: "table-figure" }, 0],
    },
    table_caption: {
        content: "inline*",
        attrs: source,
        parseDOM: [{ tag: "figcaption" }],
        toDOM: () => ["figcaption", { class: "table-caption", "data-empty": gettext("Caption of the table") }, 0],
    },
    table: {
        content: "table_row+",
        tableRole: "table",
        isolating: true,
        group: "block",
        attrs: { classes: { default: "", validate: "string" }, layout: { default: "", validate: "string" }, ...source },
        parseDOM: [{ tag: "table" }],
        toDOM: () => ["div", { class: "table-wrap" }, ["table", { class: "confluenceTable" }, ["tbody", 0]]],
    },
    table_row: {
        content: "(table_cell | table_header)*",
        tableRole: "row",
        attrs: { section: { default: null }, ...source },
        parseDOM: [{ tag: "tr" }],
        toDOM: () => ["tr", 0],
    },
    table_cell: {
        content: "block+",
        tableRole: "cell",
        isolating: true,
        attrs: cellAttributes,
        parseDOM: [{ tag: "td", getAttrs: cellFrom }],
        toDOM: cellToDOM("td", "confluenceTd"),
    },
    table_header: {
        content: "block+",
        tableRole: "header_cell",
        isolating: true,
        attrs: cellAttributes,
        parseDOM: [{ tag: "th", getAttrs: cellFrom }],
        toDOM: cellToDOM("th", "confluenceTh"),
    },
} satisfies Record<string, NodeSpec>;
