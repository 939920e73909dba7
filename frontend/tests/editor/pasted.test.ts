/** Whole clipboards of other programs, and the page that becomes of each. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "prosemirror-model";
import { expect, it } from "vitest";
import { cleanPasted } from "../../editor/paste/clean";
import { schema } from "../../editor/schema/schema";
import { writeDocument } from "../../editor/storage/write";

/** What a page holds after the clipboard of a program was pasted. */
function pasted(program: string): string {
    const html = readFileSync(join(import.meta.dirname, "clipboard", `${program}.html`), "utf-8");
    const place = document.createElement("div");
    place.innerHTML = cleanPasted(html).html;
    return writeDocument(DOMParser.fromSchema(schema).parse(place));
}

const coloured = (colour: string, text: string) =>
    `<td class="highlight-${colour}" data-highlight-colour="${colour}">${text}</td>`;
const bold = (text: string) => `<strong>${text}</strong>`;
const task = (status: string, text: string) =>
    `<ac:task>\n<ac:task-id></ac:task-id>\n<ac:task-status>${status}</ac:task-status>\n<ac:task-body>${text}</ac:task-body>\n</ac:task>\n`;

it.each([
    [
        "excel",
        `<table><tbody><tr>${coloured("#ffc000", bold("Item"))}${coloured("#ffc000", bold("Ordered"))}${coloured("#ffc000", bold("Price"))}</tr>` +
            "<tr><td><em>Chairs &amp; desks</em></td><td>01/03/2026</td><td>1,250.50</td></tr>" +
            '<tr><td colspan="2">See <a href="https://example.org/list">the list</a><br />of March</td><td><br /></td></tr></tbody></table>',
    ],
    [
        "libreoffice-calc",
        `<table><tbody><tr>${coloured("#81d41a", bold("City"))}${coloured("#81d41a", bold("People"))}</tr>` +
            "<tr><td>Bremen</td><td>569,396</td></tr><tr><td><br /></td><td><em>unknown</em></td></tr></tbody></table>",
    ],
    [
        "google-sheets",
        `<table><tbody><tr>${coloured("#fff2cc", bold("Who"))}${coloured("#fff2cc", bold("What"))}</tr>` +
            '<tr><td rowspan="2">Ann</td><td><a href="https://example.org/">Plan</a></td></tr><tr><td>42</td></tr></tbody></table>',
    ],
    [
        "word",
        "<h1>Travel report</h1><h1>In Paris</h1>" +
            '<p style="text-align: center;"><strong>Read me</strong> first please</p>' +
            "<ul><li>Ticket<ol><li>There</li><li>Back</li></ol></li><li>Hotel</li></ul>" +
            `<table><tbody><tr>${coloured("#d9e2f3", bold("Day"))}<td>Monday</td></tr></tbody></table>`,
    ],
    ["word-online", "<h1>To bring</h1><ul><li>Tent<ul><li>Pegs</li></ul></li><li>Map</li></ul>"],
    [
        "google-docs",
        '<h1>Offsite</h1><p style="text-align: center;"><strong><em>June</em></strong><sup>1</sup></p>' +
            `<ac:task-list>\n${task("complete", "<s>Book</s>")}${task("incomplete", "Pack")}</ac:task-list>` +
            `<table><tbody><tr>${coloured("#d9ead3", "cell")}</tr></tbody></table>`,
    ],
    [
        "web-page",
        `<h2>Install</h2><ac:task-list>\n${task("complete", "Node")}${task("incomplete", "Python")}</ac:task-list>` +
            '<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">shell</ac:parameter>' +
            "<ac:plain-text-body><![CDATA[npm ci\n  npm test]]></ac:plain-text-body></ac:structured-macro>" +
            "<dl><dt>Node</dt><dd>20 or <em>newer</em></dd></dl>" +
            `<table><caption>Versions</caption><tbody><tr><th>Name</th></tr><tr>${coloured("#ff0000", "x")}</tr></tbody></table>` +
            '<p><ac:image ac:alt="A"><ri:url ri:value="https://example.org/a.png" /></ac:image></p><p>Seen from above</p>',
    ],
])("what %s gives becomes a page", (program, storage) => {
    expect(pasted(program)).toBe(storage);
});

it("rows without their table are a table", () => {
    expect(cleanPasted("<meta charset='utf-8'><tr><td>1</td><td>2</td></tr>").html).toBe(
        "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    );
});
