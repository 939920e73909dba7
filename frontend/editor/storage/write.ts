/** The document of the editor to storage format: what was not changed is written as it was read. */

import type { Fragment, Node } from "prosemirror-model";
import { schema } from "../schema/schema";
import { encodeText } from "./entities";
import { sourceOf, type Source } from "./source";
import { restyle, retag } from "./tags";
import { writeInline } from "./write-inline";
import { macroHead, writeMacroBlock, writeCode } from "./write-macros";
import { captionedTable, tableLead, writeCellTag } from "./write-tables";

/** Write a document. */
export function writeDocument(doc: Node): string {
    const source = sourceOf(doc);
    if (source?.isStill(doc)) return source.slice;
    const only = doc.childCount === 1 ? doc.firstChild : null;
    if (!source && only?.type === schema.nodes.paragraph && isPlainAndEmpty(only)) return "";
    return inside(doc, source);
}

/** Write some nodes: blocks, or what stands in a line. */
export function writeFragment(fragment: Fragment): string {
    if (fragment.firstChild?.isInline) return writeInline(fragment);
    let written = "";
    fragment.forEach((node) => (written += writeNode(node)));
    return written;
}

/** Write a block. */
export function writeNode(node: Node): string {
    const source = sourceOf(node);
    if (source?.isStill(node)) return source.slice;
    const write = WRITERS[node.type.name];
    if (!write) throw new Error(`there is no way to write ${node.type.name}`);
    return write(node, source);
}

type Writer = (node: Node, source: Source | null) => string;

const WRITERS: Record<string, Writer> = {
    paragraph: (node, source) => line(node, source, "p"),
    heading: (node, source) => line(node, source, `h${node.attrs.level as number}`),
    blockquote: container("blockquote"),
    division: container("div"),
    horizontal_rule: () => "<hr />",
    bullet_list: container("ul"),
    ordered_list: (node, source) => {
        const start = node.attrs.start as number;
        const was = source?.node?.attrs.start as number | undefined;
        const open = retag(source?.open ?? "<ol>", start === was ? {} : { start: start === 1 ? null : String(start) });
        return open + inside(node, source) + (source?.close ?? "</ol>");
    },
    list_item: container("li"),
    task_list: (node, source) => {
        if (source) return source.open + inside(node, source) + source.close;
        let written = "<ac:task-list>\n";
        node.forEach((task) => (written += `${writeNode(task)}\n`));
        return `${written}</ac:task-list>`;
    },
    task_item: writeTask,
    definition_list: container("dl"),
    definition_term: wordsIn("dt"),
    definition_description: container("dd"),
    table_figure: (node, source) => captionedTable(node, source, writeNode),
    table_caption: wordsIn("caption"),
    table: (node, source) => tableLead(node, source, inside, writeNode),
    table_row: container("tr"),
    table_cell: (node, source) => writeCellTag(node, source, "td") + inside(node, source) + "</td>",
    table_header: (node, source) => writeCellTag(node, source, "th") + inside(node, source) + "</th>",
    layout: container("ac:layout"),
    layout_section: (node, source) => {
        const open = source?.open ?? "<ac:layout-section>";
        const same = source?.node?.attrs.type === node.attrs.type;
        const tag = same ? open : retag(open, { "ac:type": node.attrs.type as string });
        return tag + inside(node, source) + (source?.close ?? "</ac:layout-section>");
    },
    layout_cell: container("ac:layout-cell"),
    macro_rich: (node, source) => {
        const { head, body, close } = macroHead(node, source);
        return head + body + inside(node, source) + close;
    },
    macro_block: writeMacroBlock,
    code_block: writeCode,
    opaque_block: (node) => node.attrs.xml as string,
};

function container(tag: string): Writer {
    return (node, source) => (source?.open ?? `<${tag}>`) + inside(node, source) + (source?.close ?? `</${tag}>`);
}

/** Writes an element that holds a line of text and has no look of its own. */
function wordsIn(tag: string): Writer {
    return (node, source) => (source?.open ?? `<${tag}>`) + writeInline(node.content) + (source?.close ?? `</${tag}>`);
}

/** The start tag of a paragraph or heading, with its look. */
function lineTag(node: Node, source: Source | null, tag: string): string {
    const open = source?.open.replace(/^<[^\s/>]+/, `<${tag}`) ?? `<${tag}>`;
    const was = source?.node?.attrs ?? { align: "", indent: 0 };
    const { align, indent } = node.attrs as { align: string; indent: number };
    if (was.align === align && was.indent === indent) return open;
    const style = /\sstyle\s*=\s*("[^"]*"|'[^']*')/.exec(open)?.[1]?.slice(1, -1) ?? "";
    const changes = { "text-align": align, "margin-left": indent ? `${indent}.0px` : "" };
    return retag(open, { style: restyle(style, changes) || null });
}

function line(node: Node, source: Source | null, tag: string): string {
    const open = node.attrs.bare && !source?.open ? lineTag(node, null, tag) : lineTag(node, source, tag);
    return `${open}${writeInline(node.content) || (tag === "p" ? "<br />" : "")}</${tag}>`;
}

function isPlainAndEmpty(paragraph: Node): boolean {
    return !paragraph.childCount && !paragraph.attrs.align && !paragraph.attrs.indent;
}

const CELLS = new Set(["table_cell", "table_header"]);

/** Containers where text stands without tags of a paragraph. */
const HOLDS_TEXT = new Set([...CELLS, "list_item", "task_item", "definition_description"]);

function holds(node: Node, name: string): boolean {
    let found = false;
    node.forEach((child) => (found ||= child.type.name === name));
    return found;
}

/** Whether a container is new, or began with text without a paragraph when it was read. */
function holdsText(source: Source | null): boolean {
    return !source || source.node?.firstChild?.attrs.bare === true;
}

/** Whether a paragraph is written without its tags: it was so, or it is the only one of a small container that is new. */
function isBare(node: Node, source: Source | null, child: Node, index: number): boolean {
    if (child.type !== schema.nodes.paragraph || child.attrs.align || child.attrs.indent) return false;
    if (child.attrs.bare && source && source.placeOf(sourceOf(child)) >= 0) return true;
    if (!HOLDS_TEXT.has(node.type.name)) return false;
    if (child.attrs.bare) return true;
    // A macro without a paragraph around it would be a block of its own.
    if (holds(child, "macro_inline") || holds(child, "opaque_inline")) return false;
    const next = index + 1 < node.childCount ? node.child(index + 1) : null;
    const open = sourceOf(child)?.open ?? "";
    const isFirst = index === 0 && next?.type !== schema.nodes.paragraph;
    return isFirst && holdsText(source) && (open === "" || open === "<p>");
}

function writeBare(container: Node, paragraph: Node): string {
    const source = sourceOf(paragraph);
    if (source?.isStill(paragraph) && source.slice.startsWith(source.open) && source.slice.endsWith(source.close)) {
        return source.slice.slice(source.open.length, source.slice.length - source.close.length);
    }
    return writeInline(paragraph.content) || (isLineKept(container) ? "<br />" : "");
}

/** Whether an empty line without tags is written: an item of a list may begin with one that was never there. */
function isLineKept(container: Node): boolean {
    return CELLS.has(container.type.name) || (container.childCount === 1 && HOLDS_TEXT.has(container.type.name));
}

/** Write the children of a node with what stood between them. */
export function inside(node: Node, source: Source | null): string {
    const gaps = source?.gaps ?? [];
    const between = gaps.length > 2 ? gaps[1]! : "";
    let written = "";
    let afterText = false;
    node.forEach((child, _offset, index) => {
        const place = source?.placeOf(sourceOf(child)) ?? -1;
        const gap = index === 0 ? gaps[0] : place > 0 ? gaps[place] : between;
        written += gap ?? "";
        const bare = isBare(node, source, child, index);
        if (!bare) written += writeNode(child);
        else if (afterText) written += `<p>${writeBare(node, child) || "<br />"}</p>`;
        else written += writeBare(node, child);
        afterText = bare && !afterText;
    });
    return written + (gaps.at(-1) ?? "");
}

function writeTask(node: Node, source: Source | null): string {
    const { id, done } = node.attrs as { id: string; done: boolean };
    const status = done ? "complete" : "incomplete";
    if (source) {
        const was = source.node?.attrs;
        let open = source.open;
        if (was?.done !== done) open = withTaskField(open, "ac:task-status", status);
        if (was?.id !== id) open = withTaskField(open, "ac:task-id", id);
        return open + inside(node, source) + source.close;
    }
    const head = `<ac:task>\n<ac:task-id>${encodeText(id)}</ac:task-id>\n<ac:task-status>${status}</ac:task-status>\n`;
    return `${head}<ac:task-body>${inside(node, null)}</ac:task-body>\n</ac:task>`;
}

/** Give a field of a task another value. */
function withTaskField(open: string, tag: string, value: string): string {
    const field = new RegExp(`<${tag}\\s*(/>|>[^<]*</${tag}\\s*>)`);
    const written = `<${tag}>${encodeText(value)}</${tag}>`;
    return field.test(open)
        ? open.replace(field, () => written)
        : open.replace("<ac:task-body", () => `${written}<ac:task-body`);
}
