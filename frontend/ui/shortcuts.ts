/**
 * Keys for what people do often. A key presses the link or button that carries it in `data-key`, so only what is on the
 * page can be done; fields get the focus. Single keys can be switched off, because voice control types them by chance.
 */

import { keep, kept } from "./kept";
import { piece } from "./server";
import { toast } from "./toast";

const OFF = "oxbow-shortcuts";
const SIDEBAR = "oxbow-sidebar";
const PAUSE = 1200;

export const areOff = () => kept(OFF) === "off";

/** Whether a key that is pressed at some element is meant for that element. */
export function isTyping(target: Element | null): boolean {
    const own =
        "input, textarea, select, [contenteditable], [role=tree], [role=menu], dialog, video, audio, .cm-editor";
    return Boolean(target?.closest(own));
}

/** The name of the shortcut after a key: `g d` where `g` came before it, else the key alone. */
export function named(key: string, before: string): string {
    return before ? `${before} ${key}` : key;
}

function press(element: HTMLElement): void {
    if (element.matches("input:not([type=submit]), textarea")) {
        element.scrollIntoView({ block: "center" });
        element.focus();
        if (element instanceof HTMLInputElement) element.select();
    } else element.click();
}

function toggleSidebar(): boolean {
    if (!document.querySelector(".sidebar")) return false;
    const small = document.querySelector<HTMLInputElement>("#sidebar-switch");
    if (small && getComputedStyle(small).display !== "none") {
        small.checked = !small.checked;
        return true;
    }
    const hidden = document.documentElement.classList.toggle("sidebar-hidden");
    keep(SIDEBAR, hidden ? "hidden" : "shown");
    return true;
}

function copyLink(): boolean {
    const link = document.querySelector<HTMLLinkElement>("link[rel=shortlink]");
    if (!link) return false;
    const said = (text: string) => toast(text, "done");
    const copying = navigator.clipboard?.writeText(link.href);
    if (copying) void copying.then(() => said(`${link.title}: ${link.href}`)).catch(() => said(link.href));
    else said(link.href);
    return true;
}

/** Show the list of keys in a dialog; without one, its page. */
async function showSheet(link: HTMLAnchorElement): Promise<void> {
    const open = document.querySelector<HTMLDialogElement>("dialog.shortcut-sheet");
    if (open) return open.close();
    const sheet = (await piece(link.href).catch(() => null))?.querySelector(".shortcuts");
    if (!sheet) return location.assign(link.href);
    const dialog = document.createElement("dialog");
    dialog.className = "shortcut-sheet";
    dialog.setAttribute("aria-labelledby", "shortcuts-head");
    dialog.append(sheet);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => {
        if (event.target === dialog || (event.target as Element).closest("[data-close]")) dialog.close();
    });
    document.body.append(dialog);
    listenToSwitch(dialog);
    dialog.showModal();
}

function listenToSwitch(root: ParentNode): void {
    const box = root.querySelector<HTMLInputElement>("[data-shortcut-switch]");
    if (!box) return;
    box.disabled = false;
    box.checked = !areOff();
    box.addEventListener("change", () => keep(OFF, box.checked ? "on" : "off"));
}

function run(name: string): boolean {
    if (name === "[") return toggleSidebar();
    if (name === "k") return copyLink();
    const element = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(name)}"]`);
    if (!element) return false;
    if (name === "?") void showSheet(element as HTMLAnchorElement);
    else press(element);
    return true;
}

let before = "";
let last = 0;

document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length !== 1 || areOff() || isTyping(event.target as Element)) return;
    const follows = performance.now() - last < PAUSE ? before : "";
    last = performance.now();
    const done = run(named(event.key, follows)) || (follows !== "" && run(event.key));
    before = !done && event.key === "g" ? "g" : "";
    if (done) event.preventDefault();
});

if (kept(SIDEBAR) === "hidden") document.documentElement.classList.add("sidebar-hidden");
listenToSwitch(document);
