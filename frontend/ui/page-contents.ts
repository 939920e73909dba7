/** The contents of a long page: beside it on a wide screen, where they follow the reader, else behind a button. */

import { keep, kept } from "./kept";

const FEWEST = 3;
const MOST = 300;
const KEPT = "oxbow-contents";
const WIDE = "(min-width: 90rem)";

export interface Entry {
    id: string;
    text: string;
    /** How deep below the highest heading of the page, from 0. */
    depth: number;
}

/** The headings of a page that a link can lead to; levels that the page passes over are not counted. */
export function entriesOf(body: Element): Entry[] {
    const headings = [...body.querySelectorAll<HTMLElement>("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]")];
    const shown = headings.filter((heading) => heading.textContent?.trim()).slice(0, MOST);
    const levels = [...new Set(shown.map((heading) => Number(heading.tagName[1])))].sort((one, other) => one - other);
    return shown.map((heading) => ({
        id: heading.id,
        text: heading.textContent!.trim().replace(/\s+/g, " "),
        depth: levels.indexOf(Number(heading.tagName[1])),
    }));
}

/** Which of some places, from the top down, a reader has got to. */
export function reached(tops: number[], line: number): number {
    let found = 0;
    tops.forEach((top, number) => {
        if (top <= line) found = number;
    });
    return found;
}

function listOf(entries: Entry[]): HTMLOListElement {
    const list = document.createElement("ol");
    for (const { id, text, depth } of entries) {
        const item = document.createElement("li");
        item.className = `depth-${Math.min(depth, 3)}`;
        const link = document.createElement("a");
        link.href = `#${encodeURIComponent(id)}`;
        link.textContent = text;
        item.append(link);
        list.append(item);
    }
    return list;
}

function show(body: HTMLElement, entries: Entry[]): void {
    const title = body.closest<HTMLElement>("[data-contents]")?.dataset.contents ?? "";
    const place = document.createElement("aside");
    place.className = "page-contents";
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = title;
    const nav = document.createElement("nav");
    nav.setAttribute("aria-label", title);
    nav.append(listOf(entries));
    details.append(summary, nav);
    place.append(details);
    body.before(place);

    const wide = matchMedia(WIDE);
    const fit = () => {
        details.open = wide.matches && kept(KEPT) !== "closed";
    };
    wide.addEventListener("change", fit);
    fit();
    summary.addEventListener("click", () => {
        if (wide.matches) keep(KEPT, details.open ? "closed" : "open");
    });
    nav.addEventListener("click", () => {
        if (!wide.matches) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || wide.matches) return;
        details.open = false;
        summary.focus();
    });
    follow(body, entries, nav);
}

/** Mark the part of the page that is being read. */
function follow(body: HTMLElement, entries: Entry[], nav: HTMLElement): void {
    const links = [...nav.querySelectorAll("a")];
    const headings = entries.map(({ id }) => document.getElementById(id) ?? body);
    let waiting = false;
    const mark = () => {
        waiting = false;
        const place = reached(
            headings.map((heading) => heading.getBoundingClientRect().top),
            innerHeight / 4,
        );
        links.forEach((link, number) => {
            if (number === place) link.setAttribute("aria-current", "location");
            else link.removeAttribute("aria-current");
        });
        const link = links[place];
        if (link && nav.scrollHeight > nav.clientHeight) {
            const middle = link.offsetTop - nav.clientHeight / 2;
            nav.scrollTop = middle;
        }
    };
    const later = () => {
        if (!waiting) requestAnimationFrame(mark);
        waiting = true;
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later, { passive: true });
    mark();
}

const body = document.querySelector<HTMLElement>("[data-contents] #main-content");
if (body) {
    const entries = entriesOf(body);
    if (entries.length >= FEWEST) show(body, entries);
}
