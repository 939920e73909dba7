/** What every screen has: the switch between light and dark, menus that close, forms that ask before they act. */

import { contextPath } from "./site";
import { isDark } from "./theme";

const root = document.documentElement;

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-toggle]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        document.cookie = `oxbow_theme=${root.dataset.theme}; path=${contextPath}/; max-age=31536000; samesite=lax`;
    });
}

const openMenus = () => document.querySelectorAll<HTMLDetailsElement>("details.menu[open]");

document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target as Node)) menu.open = false;
});

function closeAll(): void {
    for (const menu of openMenus()) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
    }
    const sidebar = document.querySelector<HTMLInputElement>("#sidebar-switch");
    if (sidebar) sidebar.checked = false;
}

document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeAll();
});

document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm ?? (event.target as HTMLElement).dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
});

/* A text that was begun is not lost by leaving the page unasked. */
const WRITTEN = "textarea, input[type=text], input:not([type])";
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-unsaved]")) {
    const fields = () => [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(WRITTEN)];
    const written = () =>
        fields()
            .map((field) => field.value)
            .join("\0");
    const initial = written();
    let isSent = false;
    form.addEventListener("submit", () => {
        isSent = true;
    });
    addEventListener("beforeunload", (event) => {
        if (!isSent && written() !== initial) event.preventDefault();
    });
}

/* Files dropped on an upload form are the files of its field. */
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) {
    const field = form.querySelector<HTMLInputElement>('input[type="file"]');
    form.addEventListener("dragover", (event) => {
        event.preventDefault();
        form.classList.add("is-over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("is-over"));
    form.addEventListener("drop", (event) => {
        event.preventDefault();
        form.classList.remove("is-over");
        if (field && event.dataTransfer) field.files = event.dataTransfer.files;
    });
}
