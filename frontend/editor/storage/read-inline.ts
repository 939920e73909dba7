/** Reads what stands in a line: words and their marks, links, images and other small things. */

import type { Attrs, Mark, Node } from "prosemirror-model";
import { schema } from "../schema/schema";
import { labelOf, Unfit, type Reader } from "./read";
import { isInlineMacro, readMacroInline } from "./read-macros";
import { readImage, readLink } from "./read-resources";
import { Source } from "./source";
import { nameOf, stylesOf } from "./tags";
import { textOf, type Element, type Item } from "./tokens";

const { marks, nodes } = schema;

const WORDS = [
    "big",
    "small",
    "tt",
    "cite",
    "dfn",
    "kbd",
    "samp",
    "var",
    "q",
    "abbr",
    "acronym",
    "ins",
    "font",
    "mark",
    "bdo",
    "bdi",
];
type SimpleMark = "strong" | "em" | "underline" | "strike" | "sub" | "sup" | "code";
const SIMPLE: Record<string, SimpleMark> = {
    strong: "strong",
    b: "strong",
    em: "em",
    i: "em",
    u: "underline",
    s: "strike",
    del: "strike",
    strike: "strike",
    sub: "sub",
    sup: "sup",
    code: "code",
};
/** The tags that simple marks are written with. */
export const TAGS: Record<SimpleMark, string> = {
    strong: "strong",
    em: "em",
    underline: "u",
    strike: "s",
    sub: "sub",
    sup: "sup",
    code: "code",
};
const SMALL = [
    "br",
    "span",
    "a",
    "time",
    "img",
    "wbr",
    "math",
    "svg",
    "iframe",
    "object",
    "video",
    "audio",
    "input",
    "button",
];
const OWN = ["ac:link", "ac:image", "ac:emoticon", "ac:inline-comment-marker", "ac:placeholder", "at:var"];
const INLINE = new Set([...WORDS, ...Object.keys(SIMPLE), ...SMALL, ...OWN]);
const BLOCKS = new Set(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl table blockquote pre hr div section article details figure address center form ac:task-list ac:layout".split(
        " ",
    ),
);

/** Whether an item belongs to a line of text where blocks may stand, too. */
export function isInline(item: Item, text: string): boolean {
    if (item.kind !== "element") return true;
    return INLINE.has(item.tag) ? !holdsBlocks(item) : isInlineMacro(item, text);
}

/** Whether blocks stand in an element; what stands in images, links and macros is theirs. */
function holdsBlocks(element: Element): boolean {
    if (element.tag.startsWith("ac:") && element.tag !== "ac:inline-comment-marker") return false;
    return element.children.some((each) => each.kind === "element" && (BLOCKS.has(each.tag) || holdsBlocks(each)));
}

/** Whether a paragraph holds blocks, which only a damaged page has. */
export function holdsMarkup(element: Element): boolean {
    return element.children.some((each) => each.kind === "element" && BLOCKS.has(each.tag));
}

/** Read the items of a line. */
export function readInline(reader: Reader, items: readonly Item[], around: readonly Mark[]): Node[] {
    const found: Node[] = [];
    for (const item of items) {
        if (item.kind === "text") {
            const words = item.value.replace(/[ \t\r\n]+/g, " ");
            if (words) found.push(schema.text(words, around));
        } else if (item.kind === "element") found.push(...readElement(reader, item, around));
        else found.push(keptInline(reader, item, around));
    }
    return found;
}

/** Keep an item as it is, within a line. */
export function keptInline(reader: Reader, item: Item, around: readonly Mark[]): Node {
    const xml = reader.sliceOf(item);
    return atom(nodes.opaque_inline, { xml, label: labelOf(item) }, new Source({ slice: xml }), around);
}

/** Make a node of a line that remembers its source. */
export function atom(type: Node["type"], attrs: Attrs, source: Source, around: readonly Mark[]): Node {
    // Marks are no part of what an atom was read as: bold around a date leaves the date as it was.
    source.made(type.create({ ...attrs, source }));
    return type.create({ ...attrs, source }, null, around);
}

function readElement(reader: Reader, element: Element, around: readonly Mark[]): Node[] {
    try {
        return readKnown(reader, element, around) ?? [keptInline(reader, element, around)];
    } catch (error) {
        if (error instanceof Unfit) return [keptInline(reader, element, around)];
        throw error;
    }
}

function readKnown(reader: Reader, element: Element, around: readonly Mark[]): Node[] | null {
    const { tag, attributes } = element;
    const source = () =>
        new Source({ slice: reader.sliceOf(element), open: reader.openOf(element), close: reader.closeOf(element) });
    switch (tag) {
        case "br":
            return element.children.length ? null : [atom(nodes.hard_break, {}, source(), around)];
        case "ac:link":
            return readLink(reader, element, around);
        case "ac:image":
            return [readImage(reader, element, around)];
        case "ac:structured-macro":
        case "ac:macro":
            return [readMacroInline(reader, element, around)];
        case "time": {
            const date = attributes.get("datetime") ?? "";
            return !element.children.length && /^\d{4}-\d\d-\d\d$/.test(date)
                ? [atom(nodes.date, { date }, source(), around)]
                : null;
        }
        case "ac:emoticon": {
            const attrs = {
                name: attributes.get("ac:name") ?? "",
                fallback: attributes.get("ac:emoji-fallback") ?? "",
                shortname: attributes.get("ac:emoji-shortname") ?? "",
            };
            return element.children.length ? null : [atom(nodes.emoticon, attrs, source(), around)];
        }
    }
    const mark = markOf(reader, element);
    return mark && marked(reader, element.children, mark, around);
}

/** Read items under one more mark.
 *
 * Throws Unfit when nothing stands in them, or blocks do.
 */
export function marked(reader: Reader, items: readonly Item[], mark: Mark, around: readonly Mark[]): Node[] {
    if (items.some((each) => each.kind === "element" && (BLOCKS.has(each.tag) || holdsBlocks(each))))
        throw new Unfit(mark.type.name);
    const inside = readInline(reader, items, mark.addToSet(around));
    if (!inside.length) throw new Unfit(mark.type.name);
    return inside;
}

function markOf(reader: Reader, element: Element): Mark | null {
    const { tag, attributes } = element;
    const open = reader.openOf(element);
    const simple = SIMPLE[tag];
    if (simple) return marks[simple].create({ open: open === `<${TAGS[simple]}>` ? "" : open });
    if (tag === "span") return markOfSpan(attributes, open) ?? marks.kept.create({ tag, open });
    if (tag === "a") {
        const href = attributes.get("href");
        if (href === undefined) return marks.kept.create({ tag, open });
        return marks.link.create({ kind: "url", href, open });
    }
    if (tag === "ac:inline-comment-marker")
        return marks.comment_marker.create({ ref: attributes.get("ac:ref") ?? "", open });
    return WORDS.includes(tag) ? marks.kept.create({ tag: nameOf(open), open }) : null;
}

function markOfSpan(attributes: Map<string, string>, open: string): Mark | null {
    if (attributes.size !== 1) return null;
    const styles = stylesOf(attributes.get("style") ?? "");
    if (styles.size !== 1) return null;
    const [name, value] = [...styles][0]!;
    if (name === "color") return marks.text_color.create({ colour: value, open });
    if (name === "background-color") return marks.highlight.create({ colour: value, open });
    return name === "text-decoration" && value === "line-through" ? marks.strike.create({ open }) : null;
}

/** Take away the white space around a line and what is doubled in it; a lone break only fills an empty line. */
export function trimmed(line: readonly Node[]): Node[] {
    const kept: Node[] = [];
    let afterSpace = true;
    for (const node of line) {
        if (!node.isText) {
            kept.push(node);
            afterSpace = node.type === nodes.hard_break;
            continue;
        }
        const text = afterSpace ? node.text!.replace(/^ /, "") : node.text!;
        if (!text) continue;
        kept.push(text === node.text ? node : schema.text(text, node.marks));
        afterSpace = text.endsWith(" ");
    }
    const last = kept.at(-1);
    if (last?.isText && last.text!.endsWith(" ")) {
        kept.pop();
        if (last.text !== " ") kept.push(schema.text(last.text!.slice(0, -1), last.marks));
    }
    return kept.length === 1 && kept[0]!.type === nodes.hard_break ? [] : kept;
}

/** The text of a link's or a caption's body that holds nothing but words, or null. */
export function plainText(items: readonly Item[]): string | null {
    return items.every((each) => each.kind === "text" || each.kind === "cdata") ? textOf(items) : null;
}
