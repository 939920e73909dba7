/** The small toolbar beside what the cursor stands in: a table, an image, a link, a macro, columns. */

import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { choice, button, element } from "./parts/element";
import { icon } from "./parts/icons";
import { placeAt, signature, type Place, type Tool } from "./places";

const GAP = 6;

/** Shows the tools of the place of the cursor; Alt-F9 goes to them. */
export function placeBarPlugin(): Plugin {
    let bar: PlaceBar | null = null;
    return new Plugin({
        view(view) {
            bar = new PlaceBar(view);
            return bar;
        },
        props: {
            handleKeyDown(_view, event) {
                return event.key === "F9" && event.altKey && (bar?.focus() ?? false);
            },
        },
    });
}

class PlaceBar {
    private readonly shown = element("div", { class: "place-bar", role: "toolbar", hidden: true });
    private place: Place | null = null;
    private said = "";
    private readonly stops = new AbortController();

    constructor(private readonly view: EditorView) {
        document.body.append(this.shown);
        const listen = { signal: this.stops.signal };
        this.shown.addEventListener("keydown", (event) => this.key(event));
        this.shown.addEventListener("mousedown", (event) => {
            if (!(event.target instanceof HTMLSelectElement)) event.preventDefault();
        });
        // What is chosen here is told by the change of the text.
        for (const name of ["input", "change"]) this.shown.addEventListener(name, (event) => event.stopPropagation());
        window.addEventListener("scroll", () => this.move(), { ...listen, capture: true, passive: true });
        window.addEventListener("resize", () => this.move(), listen);
        document.addEventListener("focusin", () => this.update(), listen);
    }

    update(): void {
        const { view } = this;
        const active = document.activeElement;
        const isHere =
            view.hasFocus() ||
            this.shown.contains(active) ||
            Boolean(active?.closest(".editor-popover, .image-handle"));
        this.place = isHere && view.dom.offsetParent ? placeAt(view) : null;
        this.shown.hidden = !this.place;
        if (!this.place) {
            this.said = "";
            return;
        }
        const said = signature(this.place, view.state);
        if (said !== this.said) this.fill(this.place);
        this.said = said;
        this.move();
    }

    /** Put the focus on the tools, if there are any. */
    focus(): boolean {
        const first = this.stopsOfTab()[0];
        first?.focus();
        return Boolean(first);
    }

    destroy(): void {
        this.stops.abort();
        this.shown.remove();
    }

    private fill(place: Place): void {
        const focused = this.stopsOfTab().indexOf(document.activeElement as HTMLElement);
        this.shown.setAttribute("aria-label", place.label);
        this.shown.replaceChildren(
            element("span", { class: "place-name" }, place.label),
            ...place.tools.map((tool) => this.make(tool)),
        );
        if (focused >= 0) this.stopsOfTab()[focused]?.focus();
    }

    private make(tool: Tool): HTMLElement {
        if (tool.note) {
            const { text, href } = tool.note;
            if (!href) return element("span", { class: "place-note", title: text }, text);
            return element(
                "a",
                { class: "place-note", href, target: "_blank", rel: "noopener noreferrer", title: text },
                text,
            );
        }
        if (tool.options) {
            const { all, chosen, choose } = tool.options;
            const select = choice(all, chosen, { "aria-label": tool.label, title: tool.label });
            select.addEventListener("change", () => choose(select.value));
            return select;
        }
        const made = button(
            tool.label,
            {
                class: `bar-button${tool.words ? " has-words" : ""}${tool.danger ? " is-danger" : ""}`,
                "aria-label": tool.label,
                title: tool.label,
                "aria-pressed": tool.isActive === undefined ? null : String(tool.isActive),
                "aria-disabled": tool.isOff ? "true" : null,
                "aria-haspopup": tool.opens ?? null,
            },
            tool.icon ? icon(tool.icon) : null,
            tool.words ? element("span", {}, tool.words) : null,
        );
        made.addEventListener("click", () => {
            if (!tool.isOff) tool.press?.(made);
        });
        return made;
    }

    private stopsOfTab(): HTMLElement[] {
        return [...this.shown.querySelectorAll<HTMLElement>("button, select, a")];
    }

    /** Stand below what it belongs to, and in sight while that is; on a phone the style sheet puts it at the bottom. */
    private move(): void {
        if (!this.place || this.shown.hidden) return;
        const dom = this.view.nodeDOM(this.place.position);
        const node = dom instanceof HTMLElement ? dom : dom?.parentElement;
        if (!node) return;
        const box =
            this.place.kind === "link" ? this.view.coordsAtPos(this.place.position) : node.getBoundingClientRect();
        const bar = document.querySelector(".editor-bar")?.getBoundingClientRect();
        const top = (bar?.bottom ?? 0) + GAP;
        const foot = document.querySelector(".editor-foot");
        const isSticky = foot !== null && getComputedStyle(foot).position === "sticky";
        const floor = isSticky ? foot.getBoundingClientRect().top : window.innerHeight;
        const height = this.shown.offsetHeight + GAP;
        const below = box.bottom + GAP;
        const above = box.top - height;
        // What ends below the window has its tools above, if it begins in sight; below a caption is its table.
        const isAbove = above >= top && (this.place.kind === "caption" || below + height > floor);
        const wanted = isAbove ? above : Math.min(below, floor - height);
        const right = document.documentElement.clientWidth - this.shown.offsetWidth - GAP;
        this.shown.style.top = `${wanted}px`;
        this.shown.style.left = `${Math.max(GAP, Math.min(box.left, right))}px`;
        this.shown.classList.toggle("is-away", box.bottom < top || box.top > window.innerHeight);
    }

    private key(event: KeyboardEvent): void {
        const all = this.stopsOfTab();
        const at = all.indexOf(document.activeElement as HTMLElement);
        let next: HTMLElement | undefined;
        if (event.key === "ArrowRight") next = all[(at + 1) % all.length];
        else if (event.key === "ArrowLeft") next = all[(at - 1 + all.length) % all.length];
        else if (event.key === "Escape") this.view.focus();
        else return;
        event.preventDefault();
        next?.focus();
    }
}
