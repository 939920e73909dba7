import { beforeAll, expect, test, vi } from "vitest";

let mark: (box: HTMLElement) => void;

beforeAll(async () => {
    vi.stubGlobal(
        "ResizeObserver",
        class {
            observe() {}
        },
    );
    ({ mark } = await import("../../ui/scrolling"));
});

function box(scrollWidth: number, html = "<table></table>"): HTMLElement {
    document.body.innerHTML = `<main><h1>Trash</h1><h2>Files</h2><div class="table-scroll">${html}</div><h2>After</h2></main>`;
    const made = document.querySelector<HTMLElement>(".table-scroll")!;
    Object.defineProperties(made, { scrollWidth: { value: scrollWidth }, clientWidth: { value: 300 } });
    return made;
}

test("a table that is wider than its place is a stop for Tab and is called by the heading above it", () => {
    const wide = box(400);
    mark(wide);
    expect(wide.tabIndex).toBe(0);
    expect(wide.getAttribute("role")).toBe("region");
    expect(wide.getAttribute("aria-label")).toBe("Files");
});

test("its caption says it better", () => {
    const wide = box(400, "<table><caption> Prices </caption></table>");
    mark(wide);
    expect(wide.getAttribute("aria-label")).toBe("Prices");
});

test("one that fits is none", () => {
    const narrow = box(300);
    narrow.tabIndex = 0;
    mark(narrow);
    expect(narrow.hasAttribute("tabindex")).toBe(false);
});
