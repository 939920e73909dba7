/** Tables that are wider than the window can be scrolled by the keyboard, and say what they are; others are no stop for Tab. */

const ROOM = 1;

function nameOf(box: HTMLElement): string {
    const caption = box.querySelector("caption")?.textContent?.trim();
    if (caption) return caption;
    const heads = [...document.querySelectorAll("main :is(h1, h2, h3)")];
    const before = heads.filter((head) => head.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
    return before.at(-1)?.textContent?.trim() ?? "";
}

export function mark(box: HTMLElement): void {
    if (box.scrollWidth > box.clientWidth + ROOM) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", nameOf(box));
    } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
}

const watcher = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target as HTMLElement);
});
for (const box of document.querySelectorAll<HTMLElement>(".table-scroll, .table-wrap")) watcher.observe(box);
