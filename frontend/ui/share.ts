/** The short link of a page: a button copies it, and who comes to its field has it chosen whole. */

import { gettext } from "./texts";

async function copy(field: HTMLInputElement, told: Element | null): Promise<void> {
    field.select();
    try {
        await navigator.clipboard.writeText(field.value);
        if (told) told.textContent = gettext("The link is copied.");
    } catch {
        // Without leave for the clipboard the link is chosen, and the reader's own keys copy it.
        if (told) told.textContent = gettext("The link is chosen: copy it with your keys.");
    }
}

/** Bring the short links of a screen or dialog to life. */
export function startShortLinks(root: ParentNode): void {
    for (const place of root.querySelectorAll(".share-link")) {
        const field = place.querySelector("input");
        const button = place.querySelector<HTMLButtonElement>("button[hidden]");
        if (!field || !button) continue;
        button.hidden = false;
        button.addEventListener("click", () => void copy(field, place.querySelector("[role=status]")));
        field.addEventListener("focus", () => field.select());
    }
}
