/** Commands of the toolbar on documents, seen as the storage format that they leave. */

import { EditorState, NodeSelection, TextSelection, type Command } from "prosemirror-state";
import { describe, expect, it } from "vitest";
import {
    dropEmptyCaption,
    goIntoTable,
    lonelyCaptions,
    removeTable,
    toggleCaption,
} from "../../editor/commands/captions";
import { dropEmptyTerm, newDefinitionList, nextDefinition } from "../../editor/commands/definitions";
import { newTable, withBlock } from "../../editor/commands/insert";
import { addSection, dissolveLayout, moveSection, removeSection, setSectionType } from "../../editor/commands/layouts";
import { linkAt, linkToTarget, withLink, withoutLink } from "../../editor/commands/links";
import { toggleList } from "../../editor/commands/lists";
import { clearLooks, setAlign, setColour } from "../../editor/commands/looks";
import { moveColumn, moveRow, numberRows } from "../../editor/commands/tables";
import type { MacroDescription, Target } from "../../editor/lookups";
import { matching } from "../../editor/macros/browser";
import { changedMacro, macroNode, parametersOf } from "../../editor/macros/nodes";
import { schema } from "../../editor/schema/schema";
import { readDocument } from "../../editor/storage/read";
import { writeDocument } from "../../editor/storage/write";

/** A document with the cursor before the first "|", or from there to a second one; the signs are taken away. */
function at(storage: string): EditorState {
    let state = EditorState.create({ doc: readDocument(storage) });
    const places: number[] = [];
    for (let count = 0; count < 2; count += 1) {
        let place = -1;
        state.doc.descendants((node, position) => {
            const index = place < 0 && node.isText ? node.text!.indexOf("|") : -1;
            if (index >= 0) place = position + index;
        });
        if (place < 0) break;
        places.push(place);
        state = state.apply(state.tr.delete(place, place + 1));
    }
    const [from, to = from] = places;
    return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from!, to)));
}

function after(storage: string, ...commands: Command[]): string {
    let state = at(storage);
    for (const command of commands)
        expect(command(state, (transaction) => (state = state.apply(transaction)))).toBe(true);
    return writeDocument(state.doc);
}

describe("looks", () => {
    it("are set on the selected words only, and cleared", () => {
        const red = setColour(schema.marks.text_color, "rgb(191,38,0)");
        expect(after("<p>a |b| c</p>", red)).toBe('<p>a <span style="color: rgb(191,38,0);">b</span> c</p>');
        const storage = '<p style="text-align: center;">|<strong>a</strong> <a href="https://example.org">b</a>|</p>';
        expect(after(storage, clearLooks)).toBe('<p>a <a href="https://example.org">b</a></p>');
        expect(after("<p>a|</p><p>b</p>", setAlign("right"))).toBe('<p style="text-align: right;">a</p><p>b</p>');
    });
});

describe("lists", () => {
    it("are made, turned into others, and left", () => {
        expect(after("<p>a|</p>", toggleList("bullet_list"))).toContain("<ul><li>");
        expect(after("<ul><li>a|</li><li>b</li></ul>", toggleList("ordered_list"))).toBe(
            "<ol><li>a</li><li>b</li></ol>",
        );
        expect(after("<ul><li>a|</li></ul>", toggleList("task_list"))).toContain("<ac:task-status>incomplete");
        expect(after("<ul><li>a|</li></ul>", toggleList("bullet_list"))).toBe("<p>a</p>");
    });
});

describe("links", () => {
    it("cover all of their words, are changed and taken away", () => {
        const state = at('<p>x <a href="https://example.org">to|<em>there</em></a> y</p>');
        const here = linkAt(state)!;
        expect(here.text).toBe("tothere");
        expect(writeDocument(state.apply(withoutLink(state, here)).doc)).toBe("<p>x to<em>there</em> y</p>");
        const changed = state.apply(withLink(state, here, { kind: "url", href: "https://example.com" }, "other"));
        expect(writeDocument(changed.doc)).toBe('<p>x <a href="https://example.com">other</a> y</p>');
        expect(linkAt(at('<p>|x <a href="https://example.org">there</a></p>'))).toBeNull();
    });

    it("name the space only of another one", () => {
        const target = { kind: "page", title: "T", spaceKey: "DOCS", anchor: "" } as Target;
        expect(linkToTarget(target, "DOCS", "1")?.attributes).toEqual({ kind: "page", title: "T" });
        expect(linkToTarget(target, "TEAM", "1")?.attributes).toEqual({ kind: "page", title: "T", spaceKey: "DOCS" });
        expect(linkToTarget({ ...target, kind: "user" }, "DOCS", "1")).toBeNull();
    });
});

describe("captions of tables", () => {
    const table = '<table class="wrapped"><tbody><tr><td>a|</td></tr></tbody></table>';
    const captioned =
        '<table class="wrapped">\n<caption id="c">One</caption>\n<tbody><tr><td>a|</td></tr></tbody></table>';

    it("are put on and taken away, the table staying as it was written", () => {
        const type: Command = (state, dispatch) => {
            dispatch?.(state.tr.insertText("Costs"));
            return true;
        };
        expect(after(table, toggleCaption, type)).toBe(
            '<table class="wrapped"><caption>Costs</caption><tbody><tr><td>a</td></tr></tbody></table>',
        );
        expect(after(captioned, toggleCaption)).toBe(
            '<table class="wrapped">\n<tbody><tr><td>a</td></tr></tbody></table>',
        );
        expect(after(captioned.replace("a|", "a").replace("One", "|"), dropEmptyCaption)).not.toContain("caption");
        expect(after(captioned.replace("a|", "a").replace("One", "|One"), dropEmptyCaption)).toContain("One");
    });

    it("lead into the table, and leave nothing behind when it goes", () => {
        const state = at(captioned.replace("a|", "a").replace("One", "One|"));
        let went = state;
        expect(goIntoTable(state, (transaction) => (went = state.apply(transaction)))).toBe(true);
        expect(went.selection.$from.parent.textContent).toBe("a");
        expect(after(`<p>x</p>${captioned}`, removeTable)).toBe("<p>x</p>");
    });

    it("become a paragraph when only their table is taken away", () => {
        const doc = readDocument(captioned);
        const state = EditorState.create({ doc, plugins: [lonelyCaptions()] });
        const figure = doc.firstChild!;
        const place = 1 + figure.firstChild!.nodeSize;
        const left = state.apply(state.tr.delete(place, place + figure.child(1).nodeSize));
        expect(writeDocument(left.doc)).toBe("<p>One</p>");
    });
});

describe("lists of terms", () => {
    it("go from term to description to term, and out at an empty term", () => {
        expect(after("<dl><dt>a|b</dt></dl>", nextDefinition)).toBe("<dl><dt>a</dt><dd>b</dd></dl>");
        expect(after("<dl><dt>a</dt><dd>b|</dd></dl>", nextDefinition)).toBe("<dl><dt>a</dt><dd>b</dd><dt></dt></dl>");
        expect(after('<dl id="d"><dt>a</dt><dd>b|</dd></dl>', nextDefinition, nextDefinition)).toBe(
            '<dl id="d"><dt>a</dt><dd>b</dd></dl><p><br /></p>',
        );
        expect(after("<dl><dt>a</dt><dd>b</dd><dt>|</dt></dl>", dropEmptyTerm)).toBe("<dl><dt>a</dt><dd>b</dd></dl>");
        expect(after("<dl><dt>|</dt></dl>", dropEmptyTerm)).toBe("<p><br /></p>");
    });

    it("are put in with the cursor in the first term", () => {
        const state = at("<p>x|</p>");
        const put = state.apply(withBlock(state, newDefinitionList(schema)));
        const written = writeDocument(put.apply(put.tr.insertText("term")).doc);
        expect(written).toBe("<p>x</p><dl><dt>term</dt><dd><br /></dd></dl><p><br /></p>");
    });
});

describe("tables", () => {
    const table =
        "<table><tbody><tr><th>H</th><th>I</th></tr><tr><td>a|</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>";

    it("are put in the place of an empty paragraph, with somewhere to go on", () => {
        const state = at("<p>x|</p>");
        const doc = state.apply(withBlock(state, newTable(schema, 2, 2))).doc;
        expect(doc.content.content.map((node) => node.type.name)).toEqual(["paragraph", "table", "paragraph"]);
    });

    it("have their rows and columns moved", () => {
        expect(at(table).selection.$from.parent.textContent).toBe("a");
        expect(after(table, moveRow(1))).toMatch(/c.*d.*a.*b/);
        expect(after(table, moveColumn(1))).toMatch(/I.*H.*b.*a/);
        expect(moveColumn(-1)(at(table))).toBe(false);
    });

    it("have their rows numbered, and not any more", () => {
        const numbered = after(table, numberRows);
        expect(readDocument(numbered).firstChild!.child(1).firstChild!.textContent).toBe("1");
        expect(after(table, numberRows, numberRows)).toBe(table.replace("|", ""));
    });
});

describe("layouts", () => {
    it("take what is there as their first section", () => {
        const storage = after("<p>a|</p>", addSection("two_equal"));
        expect(storage).toMatch(/ac:type="single"><ac:layout-cell><p>a<\/p>.*ac:type="two_equal"/);
        expect(after("<p>a|</p>", addSection("two_equal"), removeSection)).toContain("<p>a</p>");
    });

    it("lose no text with fewer columns, and none when they go", () => {
        const cells = "<ac:layout-cell><p>a|</p></ac:layout-cell><ac:layout-cell><p>b</p></ac:layout-cell>";
        const layout = `<ac:layout><ac:layout-section ac:type="two_equal">${cells}</ac:layout-section></ac:layout>`;
        expect(after(layout, setSectionType("single"))).toMatch(
            /single"><ac:layout-cell><p>a<\/p><p>b<\/p><\/ac:layout-cell></,
        );
        expect(after(layout, dissolveLayout)).toBe("<p>a</p><p>b</p>");
        expect(moveSection(1)(at(layout))).toBe(false);
    });
});

describe("macros", () => {
    const macro = (more: Partial<MacroDescription>): MacroDescription => ({
        name: "toc",
        title: "Table of contents",
        summary: "Lists the headings.",
        family: "navigation",
        icon: "",
        body: "none",
        display: "block",
        aliases: [],
        parameters: [],
        ...more,
    });

    it("become the node of their kind", () => {
        const kind = (more: Partial<MacroDescription>) => macroNode(schema, macro(more), { parameters: [] }).type.name;
        expect(kind({})).toBe("macro_block");
        expect(kind({ display: "inline" })).toBe("macro_inline");
        expect(kind({ name: "info", body: "rich" })).toBe("macro_rich");
        expect(kind({ name: "code", body: "plain" })).toBe("code_block");
        expect(kind({ name: "status", display: "inline" })).toBe("status");
    });

    it("keep what their form does not change, byte for byte", () => {
        const storage =
            '<ac:structured-macro ac:name="toc" ac:schema-version="1"><ac:parameter ac:name="maxLevel">2</ac:parameter>' +
            '<ac:parameter ac:name="root"><ac:link><ri:page ri:content-title="P" /></ac:link></ac:parameter></ac:structured-macro>';
        const state = EditorState.create({ doc: readDocument(storage) });
        const node = state.doc.firstChild!;
        const same = changedMacro(node, { parameters: parametersOf(node) });
        const level = parametersOf(node).map((each) =>
            each.name === "maxLevel" ? { name: "maxLevel", value: "3" } : each,
        );
        const set = (made: typeof node) => {
            const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, 0)));
            return writeDocument(selected.apply(selected.tr.replaceWith(0, node.nodeSize, made)).doc);
        };
        expect(set(same)).toBe(storage);
        expect(set(changedMacro(node, { parameters: level }))).toBe(storage.replace(">2<", ">3<"));
    });

    it("are found by title, name and what they do", () => {
        const all = [macro({}), macro({ name: "info", title: "Info", summary: "A box with contents." })];
        expect(matching(all, "toc").map((each) => each.name)).toEqual(["toc"]);
        expect(matching(all, "contents").map((each) => each.name)).toEqual(["toc", "info"]);
        expect(matching(all, "nothing")).toEqual([]);
    });
});
