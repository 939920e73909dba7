/** Reads blocks: paragraphs, headings, lists, tasks, layouts. */

import type { Node } from "prosemirror-model";
import { schema } from "../schema/schema";
import { Unfit, type Reader } from "./read";
import { holdsMarkup, readInline, trimmed } from "./read-inline";
import { readMacroBlock } from "./read-macros";
import { readTable } from "./read-tables";
import { stylesOf } from "./tags";
import { elementsOf, isBlank, textOf, type Element } from "./tokens";

const { nodes } = schema;

type BlockReader = (reader: Reader, element: Element) => Node;

const READERS: Record<string, BlockReader> = {
    p: (reader, element) => readLine(reader, element, nodes.paragraph, {}),
    ul: (reader, element) =>
        reader.node(
            nodes.bullet_list,
            element,
            {},
            reader.only(element, (each) => readItem(reader, each)),
        ),
    ol: (reader, element) => {
        const start = Number(element.attributes.get("start") ?? "1");
        if (!Number.isInteger(start) || start < 0) throw new Unfit("ol");
        return reader.node(
            nodes.ordered_list,
            element,
            { start },
            reader.only(element, (each) => readItem(reader, each)),
        );
    },
    blockquote: (reader, element) => reader.node(nodes.blockquote, element, {}, reader.blocksOf(element, false)),
    div: (reader, element) => reader.node(nodes.division, element, {}, reader.blocksOf(element, false)),
    hr: (reader, element) => {
        if (element.children.length) throw new Unfit("hr");
        return reader.node(nodes.horizontal_rule, element, {}, []);
    },
    dl: (reader, element) =>
        reader.node(
            nodes.definition_list,
            element,
            {},
            reader.only(element, (each) => readDefinition(reader, each)),
        ),
    pre: readPreformatted,
    table: readTable,
    "ac:structured-macro": readMacroBlock,
    "ac:macro": readMacroBlock,
    "ac:task-list": (reader, element) =>
        reader.node(
            nodes.task_list,
            element,
            {},
            reader.only(element, (each) => readTask(reader, each)),
        ),
    "ac:layout": (reader, element) =>
        reader.node(
            nodes.layout,
            element,
            {},
            reader.only(element, (each) => readSection(reader, each)),
        ),
};
for (const level of [1, 2, 3, 4, 5, 6]) {
    READERS[`h${level}`] = (reader, element) => readLine(reader, element, nodes.heading, { level });
}

/** Read a block; what the schema can't hold is kept as it is. */
export function readBlock(reader: Reader, element: Element): Node {
    const read = READERS[element.tag];
    if (!read) return reader.kept(element);
    try {
        return read(reader, element);
    } catch (error) {
        if (error instanceof Unfit) return reader.kept(element);
        throw error;
    }
}

function readLine(
    reader: Reader,
    element: Element,
    type: typeof nodes.paragraph | typeof nodes.heading,
    attrs: Record<string, number>,
): Node {
    if (holdsMarkup(element)) throw new Unfit(element.tag);
    const styles = stylesOf(element.attributes.get("style") ?? "");
    const align = styles.get("text-align") ?? "";
    const indent = /^(\d{1,3})(\.0)?px$/.exec(styles.get("margin-left") ?? "");
    const look = {
        align: ["left", "center", "right", "justify"].includes(align) ? align : "",
        indent: indent ? Number(indent[1]) : 0,
    };
    return reader.node(type, element, { ...attrs, ...look }, trimmed(readInline(reader, element.children, [])));
}

function readItem(reader: Reader, element: Element): Node {
    if (element.tag !== "li") throw new Unfit(element.tag);
    return reader.node(nodes.list_item, element, {}, reader.blocksOf(element, true));
}

function readDefinition(reader: Reader, element: Element): Node {
    if (element.tag === "dd")
        return reader.node(nodes.definition_description, element, {}, reader.blocksOf(element, true));
    if (element.tag !== "dt" || holdsMarkup(element)) throw new Unfit(element.tag);
    return reader.node(nodes.definition_term, element, {}, trimmed(readInline(reader, element.children, [])));
}

function readPreformatted(reader: Reader, element: Element): Node {
    if (element.children.some((each) => each.kind !== "text")) throw new Unfit("pre");
    const text = textOf(element.children);
    return reader.node(nodes.code_block, element, { name: "pre" }, text ? [schema.text(text)] : []);
}

function readTask(reader: Reader, element: Element): Node {
    const children = elementsOf(element);
    const body = children.at(-1);
    const isTask = element.tag === "ac:task" && body?.tag === "ac:task-body" && !element.alone;
    const others = children.slice(0, -1);
    const known = ["ac:task-id", "ac:task-uuid", "ac:task-status"];
    if (!isTask || others.some((each) => !known.includes(each.tag) || elementsOf(each).length))
        throw new Unfit(element.tag);
    if (element.children.some((each) => each.kind !== "element" && !isBlank(each))) throw new Unfit(element.tag);
    const valueOf = (tag: string) => textOf(others.find((each) => each.tag === tag)?.children ?? []).trim();
    const attrs = { done: valueOf("ac:task-status") === "complete", id: valueOf("ac:task-id") };
    return wrapped(reader, nodes.task_item, element, body, attrs, true);
}

/** Make a node of an element whose content stands in one of its children. */
export function wrapped(
    reader: Reader,
    type: typeof nodes.task_item | typeof nodes.macro_rich,
    element: Element,
    body: Element,
    attrs: Record<string, unknown>,
    bare: boolean,
): Node {
    const before = reader.text.slice(element.start, body.start) + reader.openOf(body);
    const after = reader.closeOf(body) + reader.text.slice(body.end, element.end);
    return reader.wrapping(type, element, attrs, reader.blocksOf(body, bare), before, after);
}

function readSection(reader: Reader, element: Element): Node {
    if (element.tag !== "ac:layout-section") throw new Unfit(element.tag);
    const attrs = { type: element.attributes.get("ac:type") ?? "single" };
    return reader.node(
        nodes.layout_section,
        element,
        attrs,
        reader.only(element, (each) => readCell(reader, each)),
    );
}

function readCell(reader: Reader, element: Element): Node {
    if (element.tag !== "ac:layout-cell") throw new Unfit(element.tag);
    return reader.node(nodes.layout_cell, element, {}, reader.blocksOf(element, false));
}
