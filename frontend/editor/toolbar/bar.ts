/** The toolbar itself: one stop of the Tab key, the arrow keys inside; it tells what is on where the cursor stands. */

import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { countWords } from "../find/search";
import type { ToolContext } from "../context";
import { gettext, interpolate, ngettext } from "../texts";
import { barItems, type BarItem } from "./bar-items";
import { shownKeys } from "./keys";
import { button, element } from "./parts/element";
import { icon } from "./parts/icons";
import { openMenu } from "./parts/menu";
import { closePopover } from "./parts/popover";
import { rememberContext } from "./open";

const COUNT_AFTER = 400;

/** Shows the toolbar above the text; Alt-F10 goes to it. */
export function barPlugin(context: ToolContext): Plugin {
    let bar: Bar | null = null;
    return new Plugin({
        view(view) {
            bar = new Bar(view, context);
            return bar;
        },
        props: {
            handleKeyDown(_view, event) {
                if (event.key !== "F10" || !event.altKey) return false;
                bar?.focus();
                return true;
            },
        },
    });
}

class Bar {
    private readonly shown = element("div", {
        class: "editor-bar",
        role: "toolbar",
        "aria-label": gettext("Formatting"),
    });
    private readonly buttons = new Map<HTMLButtonElement, BarItem>();
    private readonly words = element("span", { class: "quiet word-count", role: "status" });
    private readonly place: HTMLElement;
    private counting = 0;

    constructor(
        private readonly view: EditorView,
        context: ToolContext,
    ) {
        rememberContext(view, context);
        const groups = barItems(context, view.state.schema);
        for (const group of groups) {
            const box = element("div", { class: "editor-bar-group", role: "group" });
            for (const item of group) box.append(this.make(item));
            this.shown.append(box);
        }
        this.shown.append(this.more(groups.flat().filter((item) => item.isRare)), this.words);
        this.shown.addEventListener("keydown", (event) => this.key(event));
        // The cursor stays where it is while the mouse works here.
        this.shown.addEventListener("mousedown", (event) => event.preventDefault());
        this.place = context.place;
        this.place.append(this.shown);
        this.place.hidden = false;
        this.setStop(this.all()[0]);
        this.update(view);
        this.count();
    }

    update(view: EditorView, before?: EditorView["state"]): void {
        const { state } = view;
        for (const [made, item] of this.buttons) {
            if (item.isActive) made.setAttribute("aria-pressed", String(item.isActive(state)));
            if (item.isOff) made.setAttribute("aria-disabled", String(item.isOff(state)));
            const words = item.words?.(state);
            const shown = made.querySelector(".bar-words");
            if (shown && shown.textContent !== words) shown.textContent = words ?? "";
        }
        if (before && before.doc !== state.doc) {
            window.clearTimeout(this.counting);
            this.counting = window.setTimeout(() => this.count(), COUNT_AFTER);
        }
    }

    destroy(): void {
        window.clearTimeout(this.counting);
        closePopover();
        // The bar to find with stands here as well.
        this.place.replaceChildren();
        this.place.hidden = true;
    }

    /** Put the focus on the bar. */
    focus(): void {
        this.all()
            .find((one) => one.tabIndex === 0)
            ?.focus();
    }

    private make(item: BarItem): HTMLButtonElement {
        const keys = item.keys ? ` (${shownKeys(item.keys)})` : "";
        const made = button(
            item.label,
            {
                class: `bar-button${item.isRare ? " is-rare" : ""}${item.words ? " has-words" : ""}`,
                "aria-label": item.label,
                title: item.label + keys,
                tabindex: -1,
                "aria-haspopup": item.opens ?? null,
                "aria-expanded": item.opens === "menu" ? "false" : null,
            },
            item.words ? element("span", { class: "bar-words" }) : icon(item.icon),
            item.words ? icon("chevron") : null,
        );
        made.addEventListener("click", () => {
            if (made.getAttribute("aria-disabled") !== "true") item.press(this.view, made);
        });
        this.buttons.set(made, item);
        return made;
    }

    /** On a narrow screen the rarer ones are in a menu. */
    private more(items: BarItem[]): HTMLButtonElement {
        const label = gettext("More");
        const made = button(
            label,
            { class: "bar-button bar-more", "aria-label": label, title: label, tabindex: -1, "aria-haspopup": "menu" },
            icon("more"),
        );
        made.addEventListener("click", () => {
            const { state } = this.view;
            const entries = items.map((item) => ({
                label: item.label,
                icon: item.icon,
                run: () => item.press(this.view, made),
                ...(item.isActive ? { isActive: item.isActive(state) } : {}),
                ...(item.isOff ? { isOff: item.isOff(state) } : {}),
            }));
            openMenu(made, label, [{ title: this.words.textContent, items: entries }]);
        });
        return made;
    }

    private all(): HTMLButtonElement[] {
        return [...this.shown.querySelectorAll<HTMLButtonElement>("button")].filter((one) => one.offsetParent !== null);
    }

    private setStop(stop: HTMLButtonElement | undefined): void {
        for (const one of this.shown.querySelectorAll("button")) one.tabIndex = one === stop ? 0 : -1;
    }

    private key(event: KeyboardEvent): void {
        const all = this.all();
        const at = all.indexOf(document.activeElement as HTMLButtonElement);
        let next: HTMLButtonElement | undefined;
        if (event.key === "ArrowRight") next = all[(at + 1) % all.length];
        else if (event.key === "ArrowLeft") next = all[(at - 1 + all.length) % all.length];
        else if (event.key === "Home") next = all[0];
        else if (event.key === "End") next = all.at(-1);
        else if (event.key === "ArrowDown" && all[at]?.getAttribute("aria-haspopup") === "menu") all[at].click();
        else if (event.key === "Escape") this.view.focus();
        else return;
        event.preventDefault();
        if (!next) return;
        this.setStop(next);
        next.focus();
    }

    private count(): void {
        const count = countWords(this.view.state.doc);
        this.words.textContent = interpolate(ngettext("%(count)s word", "%(count)s words", count), {
            count: count.toLocaleString(),
        });
    }
}
