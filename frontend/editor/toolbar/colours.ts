/** The colours of words and of what is behind them. */

import type { EditorView } from "prosemirror-view";
import { colourAt, setColour } from "../commands/looks";
import { gettext } from "../texts";
import { button, element } from "./parts/element";
import { openPopover } from "./parts/popover";
import { run } from "./things";

/** Dark enough to be read on a light page, and known to pages as `rgb(…)`. */
function textColours(): [colour: string, name: string][] {
    return [
        ["rgb(23,43,77)", gettext("Black")],
        ["rgb(101,84,192)", gettext("Purple")],
        ["rgb(7,71,166)", gettext("Blue")],
        ["rgb(0,102,68)", gettext("Green")],
        ["rgb(0,101,122)", gettext("Teal")],
        ["rgb(151,79,12)", gettext("Orange")],
        ["rgb(191,38,0)", gettext("Red")],
        ["rgb(94,108,132)", gettext("Grey")],
    ];
}

function highlights(): [colour: string, name: string][] {
    return [
        ["rgb(255,240,179)", gettext("Yellow")],
        ["rgb(255,216,168)", gettext("Orange")],
        ["rgb(255,202,191)", gettext("Red")],
        ["rgb(204,240,214)", gettext("Green")],
        ["rgb(190,235,240)", gettext("Teal")],
        ["rgb(204,224,255)", gettext("Blue")],
        ["rgb(224,216,250)", gettext("Purple")],
        ["rgb(225,228,233)", gettext("Grey")],
    ];
}

/** Show the colours under a button. */
export function openColours(view: EditorView, anchor: HTMLElement, name: "text_color" | "highlight"): void {
    const type = view.state.schema.marks[name]!;
    const current = colourAt(view.state, type).replace(/\s/g, "");
    const isText = name === "text_color";
    const label = isText ? gettext("Text colour") : gettext("Highlight");
    const set = (colour: string) => {
        popover.close();
        run(view, setColour(type, colour));
    };
    const grid = element("div", { class: "colour-grid", role: "group", "aria-label": label });
    for (const [colour, words] of isText ? textColours() : highlights()) {
        const swatch = button(
            words,
            { class: "colour-swatch", "aria-label": words, title: words, "aria-pressed": String(colour === current) },
            "A",
        );
        if (isText) swatch.style.color = colour;
        else swatch.style.backgroundColor = colour;
        swatch.addEventListener("click", () => set(colour));
        grid.append(swatch);
    }
    const none = button(gettext("No colour"), { class: "button small" });
    none.addEventListener("click", () => set(""));
    const own = element("input", { type: "color", value: hexOf(current), "aria-label": gettext("Another colour") });
    own.addEventListener("change", () => set(rgbOf(own.value)));
    const row = element("label", { class: "colour-own" }, own, gettext("Another colour"));
    const popover = openPopover({
        label,
        kind: "colour-picker",
        children: [grid, row, none],
        anchor,
        returnTo: anchor,
    });
    grid.addEventListener("keydown", (event) => {
        const all = [...grid.querySelectorAll("button")];
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 4, ArrowUp: -4 }[event.key];
        const next = step && all[all.indexOf(document.activeElement as HTMLButtonElement) + step];
        if (!next) return;
        event.preventDefault();
        next.focus();
    });
    (grid.querySelector<HTMLElement>("[aria-pressed=true]") ?? grid.querySelector("button"))?.focus();
}

/** A colour as pages write it. */
export function rgbOf(hex: string): string {
    const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    return `rgb(${parts.join(",")})`;
}

function hexOf(colour: string): string {
    const parts = /^rgb\((\d+),(\d+),(\d+)\)$/.exec(colour)?.slice(1) ?? [];
    if (parts.length !== 3) return /^#[0-9a-f]{6}$/i.test(colour) ? colour : "#000000";
    return `#${parts.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}
