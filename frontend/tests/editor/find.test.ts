/** Finding and replacing in a document, and counting its words. */

import { EditorState } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import { countWords, findAll, replaceEverywhere } from "../../editor/find/search";
import { readDocument } from "../../editor/storage/read";
import { writeDocument } from "../../editor/storage/write";

const plain = { matchCase: false, wholeWord: false };
const found = (storage: string, text: string, options = plain) => {
    const doc = readDocument(storage);
    return findAll(doc, { text, ...options }).map(({ from, to }) => doc.textBetween(from, to));
};

describe("finding", () => {
    it("sees words through their marks, and in every kind of block", () => {
        const storage =
            "<h1>One</h1><p>o<strong>n</strong>e</p><ul><li>one</li></ul><table><tbody><tr><td>ONE</td></tr></tbody></table>" +
            '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[one]]></ac:plain-text-body></ac:structured-macro>';
        expect(found(storage, "one")).toEqual(["One", "one", "one", "ONE", "one"]);
    });

    it("asks for capitals and whole words when it shall", () => {
        const storage = "<p>One one Onesie &eacute;one</p>";
        expect(found(storage, "one")).toHaveLength(4);
        expect(found(storage, "one", { matchCase: true, wholeWord: false })).toEqual(["one", "one"]);
        expect(found(storage, "one", { matchCase: false, wholeWord: true })).toEqual(["One", "one"]);
    });

    it("does not go past an image, and takes signs as they are", () => {
        const image = '<ac:image><ri:attachment ri:filename="a.png" /></ac:image>';
        expect(found(`<p>ab${image}ab (a.b) axb</p>`, "abab")).toEqual([]);
        expect(found(`<p>ab${image}ab (a.b) axb</p>`, "(a.b)")).toEqual(["(a.b)"]);
        expect(found("<p>a&nbsp;b</p>", "a b")).toHaveLength(1);
    });
});

describe("replacing", () => {
    it("changes every place at once and keeps looks and all other bytes", () => {
        const doc = readDocument('<p class="x">kept  as is</p><p>old <em>old</em> text</p>');
        const state = EditorState.create({ doc });
        const changed = state.apply(replaceEverywhere(state, findAll(doc, { text: "old", ...plain }), "new"));
        expect(writeDocument(changed.doc)).toBe('<p class="x">kept  as is</p><p>new <em>new</em> text</p>');
        const emptied = state.apply(replaceEverywhere(state, findAll(doc, { text: "old", ...plain }), ""));
        expect(emptied.doc.textContent).not.toContain("old");
    });
});

it("counts words as readers do", () => {
    expect(countWords(readDocument("<p>Don't count: twenty-one words.</p><p>3.5 more</p>"))).toBe(6);
    expect(countWords(readDocument(""))).toBe(0);
});
