/** Code: a button that copies it. Line numbers are no text, so they stay behind. */

import { onArrival } from "./arrivals";
import { gettext } from "./texts";

const SECONDS = 2;

function addButton(code: HTMLElement): void {
    const box = code.parentElement;
    if (!box || box.querySelector(":scope > .copy-code")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.textContent = gettext("Copy");
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = gettext("Copied");
        setTimeout(() => {
            button.textContent = gettext("Copy");
        }, SECONDS * 1000);
    });
    box.classList.add("has-copy-code");
    code.before(button);
}

// Browsers give the clipboard to pages over HTTPS and of the machine itself alone.
if ("clipboard" in navigator)
    onArrival((part) => {
        for (const code of part.querySelectorAll<HTMLElement>("pre.syntaxhighlighter-pre")) addButton(code);
    }, ".has-copy-code");
