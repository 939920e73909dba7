import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { canJoin, canSplit, Transform } from "prosemirror-transform";
import { describe, expect, it } from "vitest";
import { schema } from "../../editor/schema/schema";
import { readDocument } from "../../editor/storage/read";
import { sourceOf } from "../../editor/storage/source";
import { parse, StorageError } from "../../editor/storage/tokens";
import { writeDocument, writeNode } from "../../editor/storage/write";
import { corpus } from "./corpus";
import { documents } from "./generated";

/** A document without any memory of its text. */
function forgotten(node: Node): Node {
    if (node.isText) return node.mark(node.marks.map((mark) => mark.type.create({ ...mark.attrs, resource: "" })));
    const children: Node[] = [];
    node.forEach((child) => children.push(forgotten(child)));
    return node.type.create({ ...node.attrs, source: null }, children, node.marks);
}

/** The part of a text in which another differs from it. */
function differing(text: string, other: string): string {
    let start = 0;
    while (start < text.length && text[start] === other[start]) start++;
    let end = 0;
    const most = Math.min(text.length, other.length) - start;
    while (end < most && text.at(-1 - end) === other.at(-1 - end)) end++;
    return text.slice(start, text.length - end);
}

function comesBack(text: string): void {
    const doc = readDocument(text);
    doc.check();
    expect(writeDocument(doc)).toBe(text);
}

/** Put a word into some texts, one after the other, and see that nothing around its line changes. */
function oneWordChangesOneLine(doc: Node, text: string): void {
    let left = 12;
    doc.descendants((node, place, parent) => {
        if (!node.isText || !parent || left-- <= 0) return;
        const changed = new Transform(doc).insert(place, schema.text("Zz", node.marks)).doc;
        const written = writeDocument(changed);
        parse(written);
        expect(written).toContain("Zz");
        expect(sourceOf(parent)!.slice).toContain(differing(text, written));
    });
}

function saysTheSame(doc: Node): void {
    const anew = writeDocument(forgotten(doc));
    parse(anew);
    expect(writeDocument(forgotten(readDocument(anew)))).toBe(anew);
}

describe.each(corpus())("%s", (_name, text) => {
    it("comes back byte for byte", () => {
        comesBack(text);
    });

    it("changes only the line in which a word changes", () => {
        oneWordChangesOneLine(readDocument(text), text);
    });

    it("is well formed when all is written anew, and then says the same", () => {
        saysTheSame(readDocument(text));
    });
});

describe("any document", () => {
    it("comes back byte for byte", () => {
        fc.assert(fc.property(documents, comesBack), { numRuns: 100 });
    });

    it("changes only the line in which a word changes", () => {
        fc.assert(
            fc.property(documents, (text) => oneWordChangesOneLine(readDocument(text), text)),
            { numRuns: 60 },
        );
    });

    it("is well formed when all is written anew, and then says the same", () => {
        fc.assert(
            fc.property(documents, (text) => saysTheSame(readDocument(text))),
            { numRuns: 60 },
        );
    });

    it("keeps all other blocks when one is split, joined, taken away or moved", () => {
        const steps = fc.array(fc.tuple(fc.constantFrom("split", "join", "delete", "move"), fc.nat(), fc.nat()), {
            maxLength: 4,
        });
        fc.assert(
            fc.property(documents, steps, (text, chosen) => {
                const doc = readDocument(text);
                const work = new Transform(doc);
                for (const [what, first, second] of chosen) change(work, what, first, second);
                const written = writeDocument(work.doc);
                parse(written);
                const slices: string[] = [];
                work.doc.forEach((node) => {
                    const source = sourceOf(node);
                    if (source?.isStill(node)) slices.push(source.slice);
                });
                let from = 0;
                for (const slice of slices) {
                    const found = written.indexOf(slice, from);
                    expect(found).toBeGreaterThanOrEqual(from);
                    from = found + slice.length;
                }
                expect(writeDocument(readDocument(written))).toBe(written);
            }),
            { numRuns: 100 },
        );
    });
});

function change(work: Transform, what: string, first: number, second: number): void {
    const { doc } = work;
    const place = first % (doc.content.size + 1);
    if (what === "split") {
        if (canSplit(doc, place)) work.split(place);
    } else if (what === "join") {
        if (canJoin(doc, place) && doc.resolve(place).nodeBefore?.type === doc.resolve(place).nodeAfter?.type)
            work.join(place);
    } else if (doc.childCount > 1) {
        const at = doc.resolve(0).posAtIndex(first % doc.childCount, 0);
        const node = doc.nodeAt(at)!;
        work.delete(at, at + node.nodeSize);
        if (what === "move") work.insert(work.doc.resolve(0).posAtIndex(second % (work.doc.childCount + 1), 0), node);
    }
}

describe("new nodes", () => {
    const { nodes, marks } = schema;
    const paragraph = (text: string) => nodes.paragraph.create(null, text ? schema.text(text) : null);
    const item = (text: string) => nodes.list_item.create(null, paragraph(text));

    it.each<[Node, string]>([
        [paragraph("a < b & \u00a0c  d"), "<p>a &lt; b &amp; &nbsp;c&nbsp; d</p>"],
        [paragraph(""), "<p><br /></p>"],
        [
            nodes.paragraph.create({ align: "center", indent: 60 }),
            '<p style="text-align: center;margin-left: 60.0px;"><br /></p>',
        ],
        [nodes.bullet_list.create(null, [item("a"), item("")]), "<ul><li>a</li><li><br /></li></ul>"],
        [nodes.ordered_list.create({ start: 3 }, [item("a")]), '<ol start="3"><li>a</li></ol>'],
        [
            nodes.code_block.create(
                { parameters: [{ name: "language", value: "c" }], macroId: "1" },
                schema.text("a]]>b"),
            ),
            '<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="1"><ac:parameter ac:name="language">c</ac:parameter>' +
                "<ac:plain-text-body><![CDATA[a]]]]><![CDATA[>b]]></ac:plain-text-body></ac:structured-macro>",
        ],
        [
            nodes.macro_rich.create({ name: "info" }, paragraph("x")),
            '<ac:structured-macro ac:name="info" ac:schema-version="1"><ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>',
        ],
        [
            nodes.macro_block.create({ name: "toc", body: null }),
            '<ac:structured-macro ac:name="toc" ac:schema-version="1" />',
        ],
        [
            nodes.task_list.create(null, nodes.task_item.create({ id: "1", done: true }, paragraph("t"))),
            "<ac:task-list>\n<ac:task>\n<ac:task-id>1</ac:task-id>\n<ac:task-status>complete</ac:task-status>\n<ac:task-body>t</ac:task-body>\n</ac:task>\n</ac:task-list>",
        ],
        [
            nodes.table.create(
                null,
                nodes.table_row.create(
                    null,
                    nodes.table_cell.create({ colwidth: [120], background: "red" }, paragraph("c")),
                ),
            ),
            '<table><colgroup><col style="width: 120.0px;" /></colgroup><tbody><tr><td class="highlight-red" data-highlight-colour="red">c</td></tr></tbody></table>',
        ],
        [
            nodes.paragraph.create(
                null,
                schema.text("T", [marks.link.create({ kind: "page", title: "T", spaceKey: "K" })]),
            ),
            '<p><ac:link><ri:page ri:space-key="K" ri:content-title="T" /><ac:plain-text-link-body><![CDATA[T]]></ac:plain-text-link-body></ac:link></p>',
        ],
        [
            nodes.paragraph.create(null, nodes.status.create({ title: "Done", colour: "Green" })),
            '<p><ac:structured-macro ac:name="status" ac:schema-version="1"><ac:parameter ac:name="colour">Green</ac:parameter>' +
                '<ac:parameter ac:name="title">Done</ac:parameter></ac:structured-macro></p>',
        ],
        [
            nodes.paragraph.create(
                null,
                nodes.image.create({ filename: "a.png", width: "20", page: { title: "P", spaceKey: "" } }),
            ),
            '<p><ac:image ac:width="20"><ri:attachment ri:filename="a.png"><ri:page ri:content-title="P" /></ri:attachment></ac:image></p>',
        ],
        [
            nodes.paragraph.create(null, nodes.mention.create({ userKey: "k" })),
            '<p><ac:link><ri:user ri:userkey="k" /></ac:link></p>',
        ],
        [
            nodes.paragraph.create(null, nodes.date.create({ date: "2026-01-02" })),
            '<p><time datetime="2026-01-02" /></p>',
        ],
    ])("are written as the original does: %s", (node, written) => {
        expect(writeNode(node)).toBe(written);
    });
});

describe("a change of attributes", () => {
    function withAttribute(text: string, type: string, changes: Record<string, unknown>): string {
        const doc = readDocument(text);
        const work = new Transform(doc);
        doc.descendants((node, place) => {
            if (node.type.name === type) work.setNodeMarkup(place, null, { ...node.attrs, ...changes }, node.marks);
        });
        return writeDocument(work.doc);
    }

    it.each<[string, string, Record<string, unknown>, string]>([
        [
            '<p id="a"  class="b">x</p>',
            "paragraph",
            { align: "right" },
            '<p id="a" class="b" style="text-align: right;">x</p>',
        ],
        ['<p style="color: red; text-align: left;">x</p>', "paragraph", { align: "" }, '<p style="color: red;">x</p>'],
        ['<h2 id="a">&rsquo;</h2>', "heading", { level: 3 }, '<h3 id="a">’</h3>'],
        [
            "<ac:task-list><ac:task><ac:task-id>1</ac:task-id> <ac:task-status>incomplete</ac:task-status><ac:task-body>&rsquo;</ac:task-body></ac:task></ac:task-list>",
            "task_item",
            { done: true },
            "<ac:task-list><ac:task><ac:task-id>1</ac:task-id> <ac:task-status>complete</ac:task-status><ac:task-body>&rsquo;</ac:task-body></ac:task></ac:task-list>",
        ],
        [
            '<ac:image ac:queryparams="q" ac:width="5"><ri:attachment ri:filename="a" ri:version-at-save="2" /><ac:caption><p>c <b>d</b></p></ac:caption></ac:image>',
            "image",
            { width: "7", alt: "x" },
            '<ac:image ac:queryparams="q" ac:width="7" ac:alt="x"><ri:attachment ri:filename="a" ri:version-at-save="2" /><ac:caption><p>c <b>d</b></p></ac:caption></ac:image>',
        ],
        [
            '<ac:macro ac:name="panel"><ac:default-parameter>d</ac:default-parameter> <ac:rich-text-body><p>&rsquo;</p></ac:rich-text-body></ac:macro>',
            "macro_rich",
            { parameters: [{ name: "title", value: "T" }] },
            '<ac:macro ac:name="panel"><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body><p>&rsquo;</p></ac:rich-text-body></ac:macro>',
        ],
    ])("changes only what it says: %s", (text, type, changes, expected) => {
        expect(withAttribute(text, type, changes)).toBe(expected);
    });
});

describe("what is no storage format", () => {
    it.each<[string, number, number]>([
        ["<p>a\n<b>b</p>", 2, 5],
        ["<p>a", 1, 1],
        ["a & b", 1, 3],
        ["<p>\n\n&nope;</p>", 3, 1],
        ["<p a=b>", 1, 6],
        ["<p a='1' a='2'/>", 1, 10],
        ["</p>", 1, 1],
        ["<x:y />", 1, 1],
        ["a ]]> b", 1, 3],
        ["<!DOCTYPE html>", 1, 1],
        ["<?php ?>", 1, 2],
        ["\u0001", 1, 1],
        ["<![CDATA[", 1, 1],
        ["<!-- a -- b -->", 1, 8],
    ])("is refused with its place: %j", (text, line, column) => {
        let found: unknown;
        try {
            parse(text);
        } catch (error) {
            found = error;
        }
        expect(found).toBeInstanceOf(StorageError);
        const { line: foundLine, column: foundColumn } = found as StorageError;
        expect([foundLine, foundColumn]).toEqual([line, column]);
    });

    it("is read in linear time", () => {
        const big = "<p>a &amp; <b x='1' y='2'>b</b></p>\n".repeat(20_000) + "<p";
        const start = performance.now();
        expect(() => parse(big)).toThrow(StorageError);
        expect(performance.now() - start).toBeLessThan(3000);
    });
});
