/** The bar to find and replace words with. */

import type { EditorView } from "prosemirror-view";
import { gettext, interpolate, ngettext } from "../texts";
import { button, element, ticked } from "../toolbar/parts/element";
import { icon } from "../toolbar/parts/icons";
import { findState, goTo, lookFor, replaceAll, replaceHere } from "./plugin";

const open = new WeakMap<EditorView, FindBar>();

/** Open the bar, or go back to its field; selected words are what is looked for. */
export function openFind(view: EditorView, place: HTMLElement): void {
    const bar = open.get(view) ?? new FindBar(view, place);
    open.set(view, bar);
    const { from, to, empty } = view.state.selection;
    bar.begin(empty || to - from > 200 ? "" : view.state.doc.textBetween(from, to, " "));
}

class FindBar {
    private readonly shown: HTMLElement;
    private readonly text = element("input", {
        type: "search",
        "aria-label": gettext("Find"),
        placeholder: gettext("Find"),
    });
    private readonly other = element("input", {
        type: "text",
        "aria-label": gettext("Replace with"),
        placeholder: gettext("Replace with"),
    });
    private readonly matchCase = ticked(gettext("Same capitals"), "matchCase", false);
    private readonly wholeWord = ticked(gettext("Whole words"), "wholeWord", false);
    private readonly count = element("span", { role: "status", class: "quiet find-count" });

    constructor(
        private readonly view: EditorView,
        place: HTMLElement,
    ) {
        this.shown = element(
            "div",
            { class: "find-bar", role: "search", "aria-label": gettext("Find and replace") },
            element(
                "div",
                { class: "find-row" },
                this.text,
                this.count,
                this.step("next"),
                this.step("previous"),
                this.closer(),
            ),
            element("div", { class: "find-row" }, this.other, ...this.replacers()),
            element("div", { class: "find-row find-options" }, this.matchCase, this.wholeWord),
        );
        this.text.addEventListener("input", () => this.look());
        for (const label of [this.matchCase, this.wholeWord]) label.addEventListener("change", () => this.look());
        this.shown.addEventListener("keydown", (event) => this.key(event));
        // What is typed here is no change of the page.
        this.shown.addEventListener("input", (event) => event.stopPropagation());
        place.append(this.shown);
    }

    begin(text: string): void {
        this.shown.hidden = false;
        if (text) this.text.value = text;
        this.look();
        this.text.focus();
        this.text.select();
    }

    private look(): void {
        const isTicked = (label: HTMLLabelElement) => label.querySelector("input")!.checked;
        const text = this.text.value;
        lookFor(
            this.view,
            text ? { text, matchCase: isTicked(this.matchCase), wholeWord: isTicked(this.wholeWord) } : null,
        );
        this.tell();
    }

    private tell(): void {
        const { places, at, wanted } = findState(this.view.state);
        if (!wanted) this.count.textContent = "";
        else if (places.length === 0) this.count.textContent = gettext("Not found");
        else
            this.count.textContent = interpolate(gettext("%(place)s of %(count)s"), {
                place: at + 1,
                count: places.length,
            });
    }

    private step(which: "next" | "previous"): HTMLButtonElement {
        const label = which === "next" ? gettext("Next place") : gettext("Place before");
        const made = button(
            label,
            { class: `icon-button find-${which}`, "aria-label": label, title: label },
            icon("chevron"),
        );
        made.addEventListener("click", () => this.go(which === "next" ? 1 : -1));
        return made;
    }

    private go(step: 1 | -1): void {
        goTo(this.view, step);
        this.tell();
    }

    private replacers(): HTMLButtonElement[] {
        const one = button(gettext("Replace"), { class: "button small" });
        const all = button(gettext("Replace all"), { class: "button small" });
        one.addEventListener("click", () => {
            replaceHere(this.view, this.other.value);
            this.tell();
        });
        all.addEventListener("click", () => {
            const count = replaceAll(this.view, this.other.value);
            this.count.textContent = interpolate(
                ngettext("%(count)s place replaced", "%(count)s places replaced", count),
                {
                    count,
                },
            );
        });
        return [one, all];
    }

    private closer(): HTMLButtonElement {
        const label = gettext("Close");
        const made = button(label, { class: "icon-button", "aria-label": label, title: label }, icon("close"));
        made.addEventListener("click", () => this.close());
        return made;
    }

    private key(event: KeyboardEvent): void {
        event.stopPropagation();
        if (event.key === "Escape") {
            event.preventDefault();
            this.close();
        } else if (
            event.key === "Enter" &&
            event.target instanceof HTMLInputElement &&
            event.target.type !== "checkbox"
        ) {
            event.preventDefault();
            if (event.target === this.other) {
                replaceHere(this.view, this.other.value);
                this.tell();
            } else this.go(event.shiftKey ? -1 : 1);
        }
    }

    private close(): void {
        this.shown.hidden = true;
        lookFor(this.view, null);
        this.view.focus();
    }
}
