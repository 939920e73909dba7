/** The search field of the frame: suggests while somebody types. Without this it leads to the results page. */

import { leaves, walkLinks } from "./suggestions";
import { gettext } from "./texts";

const PAUSE = 120;

function makeList(form: HTMLFormElement): HTMLElement {
    const list = document.createElement("div");
    list.className = "quick-search-drop";
    list.id = "quick-search-drop";
    list.hidden = true;
    list.setAttribute("role", "region");
    list.setAttribute("aria-label", gettext("Suggestions"));
    list.setAttribute("aria-live", "polite");
    form.append(list);
    return list;
}

function attach(form: HTMLFormElement, field: HTMLInputElement, address: string): void {
    const list = makeList(form);
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let request: AbortController | null = null;

    function show(visible: boolean): void {
        list.hidden = !visible;
    }

    async function suggest(): Promise<void> {
        const text = field.value.trim();
        request?.abort();
        if (!text) return show(false);
        request = new AbortController();
        try {
            const answer = await fetch(`${address}?query=${encodeURIComponent(text)}`, { signal: request.signal });
            if (!answer.ok || answer.redirected) return;
            list.innerHTML = await answer.text();
            show(true);
        } catch (error) {
            if (!(error instanceof Error && error.name === "AbortError")) show(false);
        }
    }

    field.setAttribute("aria-controls", list.id);
    field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => void suggest(), PAUSE);
    });
    field.addEventListener("focus", () => show(list.childElementCount > 0 && Boolean(field.value.trim())));
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !list.hidden) {
            show(false);
            field.focus();
            event.stopPropagation();
        } else {
            walkLinks(event, field, list);
        }
    });
    form.addEventListener("focusout", (event) => {
        if (leaves(form, event)) show(false);
    });
    document.addEventListener("keydown", (event) => {
        const inEditor = event.target instanceof Element && event.target.closest("[contenteditable]");
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !inEditor) {
            event.preventDefault();
            field.focus();
            field.select();
        }
    });
}

const form = document.querySelector<HTMLFormElement>(".quick-search");
const field = document.querySelector<HTMLInputElement>("#quick-search");
if (form?.dataset.suggestions && field) attach(form, field, form.dataset.suggestions);
