/** Reads storage format into a tree that knows where each piece stands: strict, in one pass, without a DTD. */

import { gettext, interpolate } from "../texts";
import { badReference, decode, isAllowed } from "./entities";

const MAX_DEPTH = 500;
const PREFIXES = new Set(["ac", "ri", "at", "xml", "xmlns"]);
const NAME = /[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?/uy;

/** Text that is no storage format, and where. */
export class StorageError extends Error {
    readonly line: number;
    readonly column: number;

    constructor(
        text: string,
        readonly offset: number,
        message: string,
    ) {
        super(message);
        const before = text.slice(0, offset);
        const lastLine = before.lastIndexOf("\n");
        this.line = before.split("\n").length;
        this.column = offset - lastLine;
    }
}

/** Text, a CDATA section or a comment. `start` and `end` are offsets in the document. */
export interface Piece {
    kind: "text" | "cdata" | "comment";
    start: number;
    end: number;
    /** The characters: entities resolved, without the marks of the section. */
    value: string;
}

/** An element with the offsets of its tags. */
export interface Element {
    kind: "element";
    tag: string;
    attributes: Map<string, string>;
    children: Item[];
    start: number;
    /** Behind the start tag. */
    openEnd: number;
    /** Before the end tag; the same as `openEnd` for an element that closes itself. */
    closeStart: number;
    end: number;
    alone: boolean;
}

export type Item = Piece | Element;

/** Read a document.
 *
 * Throws StorageError where it is not well formed.
 */
export function parse(text: string): Item[] {
    return new Parser(text).parse();
}

class Parser {
    private position = 0;
    private readonly open: Element[] = [];
    private readonly top: Item[] = [];
    private children: Item[] = this.top;

    constructor(private readonly text: string) {}

    parse(): Item[] {
        const { text } = this;
        this.checkCharacters();
        while (this.position < text.length) {
            if (text.charCodeAt(this.position) !== 60) this.readText();
            else if (text.startsWith("</", this.position)) this.readEnd();
            else if (text.startsWith("<!", this.position)) this.readSection();
            else this.readStart();
        }
        const left = this.open.at(-1);
        if (left) this.fail(left.start, gettext("<%(tag)s> is never closed"), { tag: left.tag });
        return this.top;
    }

    private checkCharacters(): void {
        for (let place = 0; place < this.text.length; place++) {
            const unit = this.text.charCodeAt(place);
            if (unit >= 0x20 && unit < 0xd800) continue;
            const code = this.text.codePointAt(place)!;
            if (!isAllowed(code)) this.fail(place, gettext("a character that XML can't carry stands here"));
            if (code > 0xffff) place++;
        }
    }

    private readText(): void {
        const start = this.position;
        const found = this.text.indexOf("<", start);
        const end = found < 0 ? this.text.length : found;
        const source = this.text.slice(start, end);
        this.checkReferences(source, start);
        const section = source.indexOf("]]>");
        if (section >= 0) this.fail(start + section, gettext("']]>' can't stand in text; write ]]&gt;"));
        this.children.push({ kind: "text", start, end, value: decode(source) });
        this.position = end;
    }

    private checkReferences(source: string, start: number): void {
        const bad = badReference(source);
        if (bad >= 0) this.fail(start + bad, gettext("'&' starts no known entity here; write &amp; for an ampersand"));
    }

    private readSection(): void {
        const start = this.position;
        if (this.text.startsWith("<![CDATA[", start)) {
            const found = this.text.indexOf("]]>", start + 9);
            if (found < 0) this.fail(start, gettext("the CDATA section is never closed; expected ]]>"));
            this.position = found + 3;
            this.children.push({ kind: "cdata", start, end: this.position, value: this.text.slice(start + 9, found) });
            return;
        }
        if (!this.text.startsWith("<!--", start)) this.fail(start, gettext("a declaration is not allowed here"));
        const found = this.text.indexOf("--", start + 4);
        if (found < 0) this.fail(start, gettext("the comment is never closed; expected -->"));
        if (this.text[found + 2] !== ">") this.fail(found, gettext("'--' can't stand in a comment; expected -->"));
        this.position = found + 3;
        this.children.push({ kind: "comment", start, end: this.position, value: this.text.slice(start + 4, found) });
    }

    private readEnd(): void {
        const start = this.position;
        this.position += 2;
        const tag = this.readName();
        this.skipSpace();
        if (this.text[this.position] !== ">")
            this.fail(start, gettext("the end tag </%(tag)s> is not finished"), { tag });
        this.position++;
        const element = this.open.pop();
        if (!element) this.fail(start, gettext("</%(tag)s> closes nothing"), { tag });
        if (element.tag !== tag) {
            this.fail(start, gettext("</%(tag)s> closes <%(open)s>; expected </%(open)s>"), { tag, open: element.tag });
        }
        element.closeStart = start;
        element.end = this.position;
        this.children = this.open.at(-1)?.children ?? this.top;
    }

    private readStart(): void {
        const start = this.position;
        this.position++;
        const tag = this.readName();
        const attributes = this.readAttributes(tag);
        const alone = this.text[this.position] === "/";
        if (alone) this.position++;
        if (this.text[this.position] !== ">")
            this.fail(this.position, gettext("the tag <%(tag)s is not finished"), { tag });
        this.position++;
        this.checkPrefixes(tag, attributes, start);
        const end = this.position;
        const element: Element = {
            kind: "element",
            tag,
            attributes,
            children: [],
            start,
            openEnd: end,
            closeStart: end,
            end,
            alone,
        };
        this.children.push(element);
        if (alone) return;
        this.open.push(element);
        if (this.open.length > MAX_DEPTH) this.fail(start, gettext("elements nest too deep"));
        this.children = element.children;
    }

    private readAttributes(tag: string): Map<string, string> {
        const attributes = new Map<string, string>();
        for (;;) {
            const before = this.position;
            this.skipSpace();
            const next = this.text[this.position];
            if (next === undefined || next === ">" || next === "/") return attributes;
            if (before === this.position)
                this.fail(before, gettext("in the tag <%(tag)s>: expected an attribute or '>'"), { tag });
            const start = this.position;
            const name = this.readName();
            this.skipSpace();
            if (this.text[this.position] !== "=")
                this.fail(start, gettext("the attribute %(name)s has no value"), { name });
            this.position++;
            this.skipSpace();
            const value = this.readValue(name);
            if (attributes.has(name)) this.fail(start, gettext("the attribute %(name)s is given twice"), { name });
            attributes.set(name, value);
        }
    }

    private readValue(name: string): string {
        const start = this.position;
        const quote = this.text[start];
        if (quote !== '"' && quote !== "'")
            this.fail(start, gettext("the value of %(name)s must stand in quotes"), { name });
        const end = this.text.indexOf(quote, start + 1);
        if (end < 0) this.fail(start, gettext("the value of %(name)s is never closed"), { name });
        const source = this.text.slice(start + 1, end);
        if (source.includes("<")) this.fail(start, gettext("'<' can't stand in the value of %(name)s"), { name });
        this.checkReferences(source, start + 1);
        this.position = end + 1;
        return decode(source.replace(/[\t\r\n]/g, " "));
    }

    private readName(): string {
        NAME.lastIndex = this.position;
        const found = NAME.exec(this.text);
        if (!found) this.fail(this.position, gettext("expected a name after '<'; write &lt; for a less-than sign"));
        this.position = NAME.lastIndex;
        return found[0];
    }

    private skipSpace(): void {
        while (" \t\r\n".includes(this.text[this.position] ?? "x")) this.position++;
    }

    private checkPrefixes(tag: string, attributes: Map<string, string>, start: number): void {
        for (const name of [tag, ...attributes.keys()]) {
            const colon = name.indexOf(":");
            if (colon < 0) continue;
            const prefix = name.slice(0, colon);
            const declared = (each: Map<string, string>) => each.has(`xmlns:${prefix}`);
            if (PREFIXES.has(prefix) || declared(attributes) || this.open.some((each) => declared(each.attributes)))
                continue;
            this.fail(start, gettext("the prefix of %(name)s is not known"), { name });
        }
    }

    private fail(offset: number, message: string, values: Record<string, string> = {}): never {
        throw new StorageError(this.text, offset, interpolate(message, values));
    }
}

/** Whether a piece is white space that means nothing. */
export function isBlank(item: Item): boolean {
    return item.kind === "text" && /^[ \t\r\n]*$/.test(item.value);
}

/** The children that are elements. */
export function elementsOf(element: Element): Element[] {
    return element.children.filter((each) => each.kind === "element");
}

/** All characters in these items, markup left out. */
export function textOf(items: readonly Item[]): string {
    let found = "";
    for (const item of items) {
        if (item.kind === "element") found += textOf(item.children);
        else if (item.kind !== "comment") found += item.value;
    }
    return found;
}
