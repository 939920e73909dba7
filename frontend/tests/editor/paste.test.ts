/** What other programs put on the clipboard, and what becomes of it. */

import { describe, expect, it } from "vitest";
import { addressFor, isWebAddress } from "../../editor/paste/addresses";
import { cleanPasted } from "../../editor/paste/clean";
import { fileOf } from "../../editor/paste/images";
import { isMarkdown } from "../../editor/paste/markdown";
import { readCells } from "../../editor/paste/sheets";

const clean = (html: string) => cleanPasted(html).html;
const word = (level: number, marker: string, text: string) =>
    `<p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level${level} lfo1'><![if !supportLists]>` +
    `<span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7pt "Times"'>&nbsp;&nbsp;</span>` +
    `</span></span><![endif]>${text}<o:p></o:p></p>`;

describe("Word", () => {
    it("gives lists with their levels", () => {
        const html = word(1, "·", "One") + word(2, "o", "Deeper") + word(1, "·", "Two");
        expect(clean(html)).toBe("<ul><li><p>One</p><ul><li><p>Deeper</p></li></ul></li><li><p>Two</p></li></ul>");
    });

    it("tells numbers from bullets, and two lists apart", () => {
        const html = `${word(1, "1.", "First")}${word(1, "2.", "Second")}<p class=MsoNormal>Between</p>${word(1, "·", "Dot")}`;
        expect(clean(html)).toBe(
            "<ol><li><p>First</p></li><li><p>Second</p></li></ol><p>Between</p><ul><li><p>Dot</p></li></ul>",
        );
    });

    it("loses its styles, comments and own elements", () => {
        const html =
            "<html><head><style>p{color:red}</style></head><body><!--StartFragment--><p class=MsoTitle>Report</p>" +
            "<p class=MsoNormal style='margin:0'><b>Bold</b> <span style='color:red'>red</span><o:p>&nbsp;</o:p></p>" +
            "<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>";
        expect(clean(html)).toMatch(/^<h1>Report<\/h1><p><strong>Bold<\/strong> red(&nbsp;|\u00a0)?<\/p>$/);
    });

    it("counts the pictures that did not come along", () => {
        const { html, lostImages } = cleanPasted("<p>Here <img src='file:///C:/clip_image001.png'></p>");
        expect(html).toBe("<p>Here </p>");
        expect(lostImages).toBe(1);
    });
});

describe("Google Docs", () => {
    it("says with styles what pages say with elements", () => {
        const html =
            '<b style="font-weight:normal" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Bold</span>' +
            '<span style="font-weight:400"> plain </span><span style="font-style:italic">italic</span></p></b>';
        expect(clean(html)).toBe("<p><strong>Bold</strong> plain <em>italic</em></p>");
    });

    it("nests its lists where they belong", () => {
        const html =
            '<ul><li dir="ltr" aria-level="1"><p role="presentation">One</p></li>' +
            '<ul><li aria-level="2"><p role="presentation">Deeper</p></li></ul><li><p>Two</p></li></ul>';
        expect(clean(html)).toBe("<ul><li><p>One</p><ul><li><p>Deeper</p></li></ul></li><li><p>Two</p></li></ul>");
    });

    it("leads links straight to their page", () => {
        const html = '<p><a href="https://www.google.com/url?q=https://example.org/a&sa=D">there</a></p>';
        expect(clean(html)).toBe('<p><a href="https://example.org/a">there</a></p>');
    });
});

describe("web pages", () => {
    it("bring no script, style, class, event or frame", () => {
        const html =
            '<div class="x" onclick="steal()"><script>alert(1)</script><style>p{}</style><object data="x"></object>' +
            '<p style="position:fixed" onmouseover="steal()">Text</p><svg onload="steal()"></svg><input value="x"></div>';
        expect(clean(html)).toBe("<p>Text</p>");
    });

    it("bring no address that runs something", () => {
        expect(clean('<p><a href="javascript:alert(1)">a</a><a href=" data:text/html,x">b</a></p>')).toBe("<p>ab</p>");
        expect(clean('<p>x<img src="data:image/svg+xml;base64,AAAA"><img src="javascript:1"></p>')).toBe("<p>x</p>");
    });

    it("keep headings, tables, code and pictures", () => {
        const html =
            "<section><h2>Head</h2><table class=a><thead><tr><th colspan=2 style='x:y'>A</th></tr></thead>" +
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table><pre>a\n  b</pre>" +
            '<p><img src="https://example.org/a.png" alt="A" width="20" srcset="x"></p></section>';
        expect(clean(html)).toBe(
            '<h2>Head</h2><table><tr><th colspan="2">A</th></tr><tbody><tr><td>1</td><td>2</td></tr></tbody></table>' +
                '<pre>a\n  b</pre><p><img src="https://example.org/a.png" alt="A" width="20"></p>',
        );
    });

    it("that nest without end do not break it", () => {
        expect(clean(`${"<div>".repeat(3000)}deep${"</div>".repeat(3000)}`)).toContain("deep");
    });
});

describe("addresses", () => {
    it("are told from text", () => {
        expect(isWebAddress("https://example.org/a?b=c#d")).toBe(true);
        expect(isWebAddress("see https://example.org")).toBe(false);
        expect(isWebAddress("javascript:alert(1)")).toBe(false);
        expect(addressFor("mailto:ann@example.org", "link")).toBe("mailto:ann@example.org");
        expect(addressFor("file:///etc/passwd", "link")).toBe("");
    });
});

describe("Markdown", () => {
    it.each([
        "# Title\n\n- one\n- two\n",
        "```python\nprint(1)\n```\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "- [ ] do\n- [x] done\n",
        "Some **bold** text\nand a [link](https://example.org).\n",
    ])("is recognised: %j", (text) => expect(isMarkdown(text)).toBe(true));

    it.each([
        "Just a sentence.",
        "Two lines\nof plain text.",
        "Dear Ann,\n\n- thanks\n- bye\n",
        "# just one line",
        "a * b * c\nx ** y ** z\n",
        "#!/bin/sh\necho hi\n",
    ])("is not seen in: %j", (text) => expect(isMarkdown(text)).toBe(false));
});

describe("spreadsheets", () => {
    it("give rows and cells, also with lines in a cell", () => {
        expect(readCells('a\tb\r\n1\t"two\nlines ""here"""\r\n')).toEqual([
            ["a", "b"],
            ["1", 'two\nlines "here"'],
        ]);
    });

    it.each(["no tabs\nhere", "one\trow", "ragged\trow\nalone", "\tindented\n\tcode", "a\tb\nc\td\te"])(
        "are not seen in %j",
        (text) => expect(readCells(text)).toBeNull(),
    );
});

describe("images in the text", () => {
    it("become files", async () => {
        const file = fileOf("data:image/png;base64,aGVsbG8=")!;
        expect(file.type).toBe("image/png");
        expect(await file.text()).toBe("hello");
        expect(fileOf("data:text/html;base64,aGVsbG8=")).toBeNull();
    });
});
