import { beforeEach, describe, expect, it } from "vitest";
import { PageTree } from "../../ui/tree/levels";
import { recall, remember } from "../../ui/tree/memory";
import { positionAt, targetOf } from "../../ui/tree/moving";

const node = (id: number, below = "", classes = "") =>
    `<li class="tree-node ${classes}" data-page="${id}"><span class="tree-row">${below ? '<button class="tree-toggle" aria-expanded="true"></button>' : ""}<a href="/${id}">Page ${id}</a></span>${below && `<ul class="tree-level">${below}</ul>`}</li>`;

function tree(): PageTree {
    document.body.innerHTML = `<nav class="page-tree" data-space="DOCS"><ul class="tree-level">${node(1, node(2, node(3) + node(4)) + node(5), "is-home")}</ul></nav>`;
    return new PageTree(document.querySelector<HTMLElement>(".page-tree")!);
}

describe("the page tree", () => {
    beforeEach(() => localStorage.clear());

    it("tells screen readers its shape, with one stop for Tab", () => {
        const shown = tree();
        shown.dress();
        const link = (id: number) => shown.node(id)!.querySelector("a")!;
        expect(link(2).getAttribute("role")).toBe("treeitem");
        expect(link(2).getAttribute("aria-expanded")).toBe("true");
        expect(link(5).hasAttribute("aria-expanded")).toBe(false);
        expect(document.getElementById(link(2).getAttribute("aria-owns")!)?.getAttribute("role")).toBe("group");
        expect(shown.nav.querySelectorAll('a[tabindex="0"]')).toHaveLength(1);
    });

    it("knows where each step brings a page", () => {
        const shown = tree();
        const at = (id: number) => shown.node(id)!;
        expect(targetOf(at(5), "up")).toEqual({ targetId: 2, position: "above" });
        expect(targetOf(at(2), "down")).toEqual({ targetId: 5, position: "below" });
        expect(targetOf(at(5), "in")).toEqual({ targetId: 2, position: "append" });
        expect(targetOf(at(4), "out")).toEqual({ targetId: 2, position: "below" });
        expect(targetOf(at(2), "up")).toBeNull();
        expect(targetOf(at(2), "out")).toBeNull();
        expect(targetOf(at(1), "down")).toBeNull();
    });

    it("takes a page above, into or below another by where it is dropped", () => {
        const shown = tree();
        expect([0.1, 0.5, 0.9].map((height) => positionAt(shown.node(5)!, height))).toEqual([
            "above",
            "append",
            "below",
        ]);
        // Below an open page its children begin.
        expect(positionAt(shown.node(2)!, 0.9)).toBe("append");
        expect(positionAt(shown.node(1)!, 0.1)).toBe("append");
    });

    it("remembers what is open, and reads nothing else from what a browser kept", () => {
        remember("DOCS", { open: [7, 8], top: 120 });
        expect(recall("DOCS")).toEqual({ open: [7, 8], top: 120 });
        expect(recall("OTHER")).toEqual({ open: [], top: 0 });
        localStorage.setItem("oxbow-tree:DOCS", '{"open":[1,"x",-2,{}],"top":"far"}');
        expect(recall("DOCS")).toEqual({ open: [1], top: 0 });
        localStorage.setItem("oxbow-tree:DOCS", "nonsense");
        expect(recall("DOCS")).toEqual({ open: [], top: 0 });
    });
});
