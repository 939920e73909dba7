/**
 * Shows a screen over the page: links with `data-dialog` open the part of their screen that is marked with
 * `data-dialog-part`. Its forms are sent from there. Without this the links lead to the screens.
 */

import { bringToLife } from "./forms";
import { piece, script, token } from "./server";

const PART = "[data-dialog-part]";

function makeDialog(): HTMLDialogElement {
    const dialog = document.createElement("dialog");
    dialog.className = "page-dialog";
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => {
        if (!(event.target as Element).closest("[data-close]")) return;
        event.preventDefault();
        dialog.close();
    });
    document.body.append(dialog);
    return dialog;
}

function show(dialog: HTMLDialogElement, part: Element): void {
    const head = part.querySelector("h1");
    if (head) {
        head.id = "page-dialog-head";
        dialog.setAttribute("aria-labelledby", head.id);
    }
    dialog.replaceChildren(part);
    bringToLife(dialog);
    const told = part.querySelector<HTMLElement>("[role=alert]");
    if (told) told.tabIndex = -1;
    (told ?? part.querySelector<HTMLElement>("input:not([type=hidden]), select"))?.focus();
}

/** Send a form of the dialog: what was taken leads on, and what is asked or refused shows in its place. */
async function send(dialog: HTMLDialogElement, form: HTMLFormElement, address: string, by: HTMLElement | null) {
    const body = new FormData(form, by);
    dialog.ariaBusy = "true";
    try {
        const headers = { ...script, "X-CSRFToken": token() };
        const answer = await fetch(address, { method: "POST", headers, body });
        if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
            const { location: next } = (await answer.json()) as { location: string };
            leave(next);
            return;
        }
        const template = document.createElement("template");
        template.innerHTML = await answer.text();
        const part = template.content.querySelector(PART);
        if (part) show(dialog, part);
        else form.submit();
    } catch {
        form.submit();
    } finally {
        dialog.ariaBusy = "false";
    }
}

/** Go where the form leads; a dialog that leads back to its own screen leaves its page as it is now. */
function leave(address: string): void {
    const next = new URL(address, location.href);
    const isScreen = [...document.querySelectorAll<HTMLAnchorElement>("a[data-dialog]")].some(
        (link) => link.href === next.href,
    );
    if (isScreen || next.href === location.href) location.reload();
    else location.assign(next);
}

async function open(link: HTMLAnchorElement): Promise<void> {
    const part = (await piece(link.href).catch(() => null))?.querySelector(PART);
    if (!part) return location.assign(link.href);
    const dialog = makeDialog();
    dialog.addEventListener("submit", (event) => {
        const form = event.target as HTMLFormElement;
        if (form.method !== "post" || event.defaultPrevented) return;
        event.preventDefault();
        void send(dialog, form, form.getAttribute("action") || link.href, event.submitter);
    });
    dialog.addEventListener("close", () => link.closest("body") && link.focus());
    dialog.showModal();
    show(dialog, part);
}

document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-dialog][href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.closest("details")?.removeAttribute("open");
    void open(link);
});
