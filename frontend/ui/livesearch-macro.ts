/** Search fields inside pages: suggest pages while somebody types. Without this the form leads to a page of results. */

import { script } from "./server";
import { leaves, walkLinks } from "./suggestions";

const PAUSE = 200;

function attach(form: HTMLFormElement, field: HTMLInputElement): void {
    const list = document.createElement("div");
    list.className = "livesearch-drop";
    list.hidden = true;
    list.setAttribute("aria-live", "polite");
    form.append(list);
    field.autocomplete = "off";
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let asked = "";

    async function suggest(): Promise<void> {
        const text = field.value.trim();
        asked = text;
        if (!text) {
            list.hidden = true;
            return;
        }
        const query = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
        try {
            const answer = await fetch(`${form.action}?${query}`, { headers: script });
            if (!answer.ok || answer.redirected || asked !== text) return;
            list.innerHTML = await answer.text();
            list.hidden = false;
        } catch {
            list.hidden = true;
        }
    }

    field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => void suggest(), PAUSE);
    });
    field.addEventListener("focus", () => {
        list.hidden = !list.childElementCount || !field.value.trim();
    });
    form.addEventListener("keydown", (event) => {
        if (event.key === "Escape") {
            field.focus();
            list.hidden = true;
        } else {
            walkLinks(event, field, list);
        }
    });
    form.addEventListener("focusout", (event) => {
        if (leaves(form, event)) list.hidden = true;
    });
}

for (const box of document.querySelectorAll("[data-livesearch]")) {
    const form = box.querySelector("form");
    const field = box.querySelector<HTMLInputElement>('input[type="search"]');
    if (form && field) attach(form, field);
}
