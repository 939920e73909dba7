import { describe, expect, it } from "vitest";
import { entriesOf, reached } from "../../ui/page-contents";

function body(html: string): HTMLElement {
    const element = document.createElement("div");
    element.innerHTML = html;
    return element;
}

describe("the contents of a page", () => {
    it("count only the levels that the page has", () => {
        const entries = entriesOf(
            body('<h2 id="a">A</h2><h4 id="b"> B\n c </h4><h2 id="d">D</h2><h3>no id</h3><h2 id="e"></h2>'),
        );
        expect(entries).toEqual([
            { id: "a", text: "A", depth: 0 },
            { id: "b", text: "B c", depth: 1 },
            { id: "d", text: "D", depth: 0 },
        ]);
    });

    it("know how far a reader has got", () => {
        expect(reached([100, 400, 900], 50)).toBe(0);
        expect(reached([-500, 20, 900], 200)).toBe(1);
        expect(reached([-900, -500, -20], 200)).toBe(2);
    });
});
