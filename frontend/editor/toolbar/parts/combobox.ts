/** A field that suggests while one types; the arrow keys go through the list, Enter takes, Escape closes it. */

import { gettext } from "../../texts";
import { element, newId, type Attributes } from "./element";
import { icon } from "./icons";

export interface Option<Value> {
    label: string;
    detail?: string;
    icon?: string;
    picture?: string;
    value: Value;
}

export interface Combobox {
    readonly element: HTMLElement;
    readonly input: HTMLInputElement;
}

export interface ComboboxParts<Value> {
    attributes: Attributes;
    /** Gives what fits what was typed. */
    find: (query: string, signal: AbortSignal) => Promise<Option<Value>[]>;
    /** What is done with the one that was chosen. */
    chosen: (option: Option<Value>, input: HTMLInputElement) => void;
    /** Show the list also before anything is typed. */
    opensEmpty?: boolean;
    /** Let the list stand in the dialog, instead of over it. */
    isOpenList?: boolean;
}

const PAUSE = 120;

/** Make such a field. */
export function combobox<Value>(parts: ComboboxParts<Value>): Combobox {
    const list = element("div", { role: "listbox", id: newId("options"), class: "combobox-list", hidden: true });
    const input = element("input", {
        type: "text",
        autocomplete: "off",
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-controls": list.id,
        "aria-expanded": "false",
        ...parts.attributes,
    });
    list.setAttribute("aria-label", input.getAttribute("aria-label") ?? gettext("Suggestions"));
    const box = element("div", { class: parts.isOpenList ? "combobox is-open-list" : "combobox" }, input, list);
    let found: Option<Value>[] = [];
    let at = -1;
    let waiting = 0;
    let request: AbortController | null = null;

    const show = (visible: boolean) => {
        list.hidden = !visible;
        input.setAttribute("aria-expanded", String(visible));
        if (!visible) input.removeAttribute("aria-activedescendant");
    };
    const mark = () => {
        for (const [place, shown] of [...list.children].entries()) {
            shown.setAttribute("aria-selected", String(place === at));
            if (place === at) shown.scrollIntoView({ block: "nearest" });
        }
        if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
        else input.removeAttribute("aria-activedescendant");
    };
    const take = (place: number) => {
        const option = found[place];
        if (!option) return;
        show(false);
        // The next Enter is meant for the form.
        at = -1;
        parts.chosen(option, input);
        for (const [index, shown] of [...list.children].entries()) shown.classList.toggle("is-taken", index === place);
        if (parts.isOpenList) list.hidden = false;
    };
    const search = async () => {
        request?.abort();
        const query = input.value.trim();
        if (!query && !parts.opensEmpty) return show(false);
        request = new AbortController();
        const { signal } = request;
        try {
            const options = await parts.find(query, signal);
            if (signal.aborted) return;
            found = options;
            at = -1;
            list.replaceChildren(
                ...found.map((option, place) => row(option, `${list.id}-${place}`, () => take(place))),
            );
            show(found.length > 0 && (parts.isOpenList || document.activeElement === input));
        } catch {
            if (!signal.aborted) show(false);
        }
    };
    const later = (pause: number) => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => void search(), pause);
    };

    input.addEventListener("input", () => later(PAUSE));
    input.addEventListener("focus", () => {
        if (parts.opensEmpty && list.hidden) later(0);
    });
    input.addEventListener("blur", () => {
        window.clearTimeout(waiting);
        if (!parts.isOpenList) show(false);
    });
    input.addEventListener("keydown", (event) => {
        const isOpen = !list.hidden && found.length > 0;
        if (event.key === "ArrowDown" && !isOpen) later(0);
        else if (event.key === "ArrowDown") at = (at + 1) % found.length;
        else if (event.key === "ArrowUp" && isOpen) at = (at - 1 + found.length) % found.length;
        else if (event.key === "Enter" && isOpen && at >= 0) take(at);
        else if (event.key === "Escape" && isOpen && !parts.isOpenList) show(false);
        else return;
        event.preventDefault();
        event.stopPropagation();
        if (!list.hidden) mark();
    });
    return { element: box, input };
}

function row<Value>(option: Option<Value>, id: string, take: () => void): HTMLElement {
    const made = element(
        "div",
        { role: "option", id, class: "suggestion" },
        option.picture
            ? element("img", { src: option.picture, alt: "", width: 24, height: 24, class: "avatar" })
            : icon(option.icon ?? "page"),
        element(
            "span",
            { class: "suggestion-words" },
            element("span", {}, option.label),
            option.detail ? element("span", { class: "quiet" }, option.detail) : null,
        ),
    );
    // The field keeps the focus.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", take);
    return made;
}
