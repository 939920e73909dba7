/** Storage format to the document of the editor; each node remembers its source. */

import { Fragment, type Attrs, type Node, type NodeType } from "prosemirror-model";
import { schema } from "../schema/schema";
import { readBlock } from "./read-blocks";
import { isInline, readInline, trimmed } from "./read-inline";
import { Source } from "./source";
import { isBlank, parse, StorageError, type Element, type Item } from "./tokens";

/** Something has a shape that the schema can't hold; whoever catches it keeps the text as it is. */
export class Unfit extends Error {}

/** Read a document.
 *
 * Throws StorageError where the text is not well formed.
 */
export function readDocument(text: string): Node {
    const { nodes, pieces } = new Reader(text).blocks(parse(text), 0, text.length, false);
    const source = new Source({ slice: text, ...pieces });
    return source.made(schema.node("doc", { source }, nodes));
}

/** Read a piece of a document: a single paragraph of bare text gives its inline nodes. Null where it is not well formed. */
export function readFragment(text: string): Fragment | null {
    try {
        const { content, childCount, firstChild } = readDocument(text);
        return childCount === 1 && firstChild?.attrs.bare ? firstChild.content : content;
    } catch (error) {
        if (error instanceof StorageError) return null;
        throw error;
    }
}

/** What the children of a node were read from. */
export interface Inside {
    nodes: Node[];
    pieces: { gaps: string[]; children: (Source | null)[] };
}

/** Reads one text. */
export class Reader {
    constructor(readonly text: string) {}

    /** The source text of an item. */
    sliceOf(item: Item): string {
        return this.text.slice(item.start, item.end);
    }

    /** The start tag of an element, written so that something can follow in it. */
    openOf(element: Element): string {
        const open = this.text.slice(element.start, element.openEnd);
        return element.alone ? `${open.slice(0, -2).trimEnd()}>` : open;
    }

    /** The end tag of an element. */
    closeOf(element: Element): string {
        return element.alone ? `</${element.tag}>` : this.text.slice(element.closeStart, element.end);
    }

    /** Make a node that remembers an element.
     *
     * Throws Unfit when the schema does not allow what stands in it.
     */
    node(type: NodeType, element: Element, attrs: Attrs, inside: Inside | Node[]): Node {
        return this.wrapping(type, element, attrs, inside, this.openOf(element), this.closeOf(element));
    }

    /** Make a node that remembers an element, and what stands before and behind its content. */
    wrapping(
        type: NodeType,
        element: Element,
        attrs: Attrs,
        inside: Inside | Node[],
        open: string,
        close: string,
        slice = this.sliceOf(element),
    ): Node {
        const { nodes, pieces } = Array.isArray(inside) ? { nodes: inside, pieces: undefined } : inside;
        const content = Fragment.from(nodes);
        if (!type.validContent(content)) throw new Unfit(element.tag);
        const source = new Source({ slice, open, close, ...pieces });
        return source.made(type.create({ ...attrs, source }, content));
    }

    /** Keep an item as it is, as a block. */
    kept(item: Item): Node {
        const xml = this.sliceOf(item);
        const source = new Source({ slice: xml });
        return source.made(schema.node("opaque_block", { xml, label: labelOf(item), source }));
    }

    /** Read the blocks of an element; where it has none there is an empty paragraph to write in. */
    blocksOf(element: Element, bare: boolean): Inside {
        return this.blocks(element.children, element.openEnd, element.closeStart, bare);
    }

    /** Read blocks; text among them makes paragraphs without tags. */
    blocks(items: readonly Item[], start: number, end: number, bare: boolean): Inside {
        const inside = new Gathering(this.text, start);
        let run: Item[] = [];
        const flush = () => {
            if (run.length) this.readRun(run, inside);
            run = [];
        };
        for (const item of items) {
            if (isInline(item, this.text)) run.push(item);
            else {
                flush();
                inside.add(readBlock(this, item as Element), item.start, item.end);
            }
        }
        flush();
        return inside.finished(end, bare);
    }

    /** Read the items of a structure that holds nothing else: white space and comments between them are gaps. */
    only(element: Element, read: (child: Element) => Node): Inside {
        const inside = new Gathering(this.text, element.openEnd);
        for (const item of element.children) {
            if (item.kind === "element") inside.add(read(item), item.start, item.end);
            else if (item.kind !== "comment" && !isBlank(item)) throw new Unfit(element.tag);
        }
        if (!inside.nodes.length) throw new Unfit(element.tag);
        return inside.finished(element.closeStart, false);
    }

    private readRun(run: readonly Item[], inside: Gathering): void {
        if (run.every((item) => item.kind === "comment" || isBlank(item))) {
            for (const item of run) if (item.kind === "comment") inside.add(this.kept(item), item.start, item.end);
            return;
        }
        const first = run[0]!.start;
        const whole = this.text.slice(first, run.at(-1)!.end);
        const start = first + (whole.length - whole.replace(/^[ \t\r\n]+/, "").length);
        const slice = whole.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
        const source = new Source({ slice });
        const paragraph = schema.node("paragraph", { bare: true, source }, trimmed(readInline(this, run, [])));
        inside.add(source.made(paragraph), start, start + slice.length);
    }
}

/** Collects children and what stands between them. */
class Gathering {
    readonly nodes: Node[] = [];
    private readonly gaps: string[] = [];

    constructor(
        private readonly text: string,
        private last: number,
    ) {}

    add(node: Node, start: number, end: number): void {
        this.gaps.push(this.text.slice(this.last, start));
        this.nodes.push(node);
        this.last = end;
    }

    finished(end: number, bare: boolean): Inside {
        this.gaps.push(this.text.slice(this.last, end));
        if (!this.nodes.length) {
            this.nodes.push(schema.node("paragraph", { bare }));
            this.gaps.push("");
        }
        return {
            nodes: this.nodes,
            pieces: { gaps: this.gaps, children: this.nodes.map((node) => node.attrs.source as Source | null) },
        };
    }
}

/** What a card says of an item. */
export function labelOf(item: Item): string {
    if (item.kind === "element") return item.attributes.get("ac:name") || item.tag.replace(/^\w+:/, "");
    return item.kind === "cdata" ? "CDATA" : item.kind;
}
