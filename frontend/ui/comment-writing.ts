/** The field of a comment becomes a small rich editor when somebody begins to write in it; where that fails it stays a plain field. */

import type { CommentEditor } from "../editor/comment";
import { keepDraft, type Draft } from "./comment-drafts";

const KEEP_AFTER = 300;

const editors = new WeakMap<HTMLFormElement, CommentEditor>();
const begun = new WeakSet<HTMLFormElement>();
const sent = new WeakSet<HTMLFormElement>();

/** The rich editor of a form, once there is one. */
export const editorOf = (form: HTMLFormElement) => editors.get(form);

const valueOf = (form: HTMLFormElement, name: string) =>
    (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";

/** What a form is to become, as its draft is called; nothing for comments on words, which are chosen anew. */
export function purposeOf(form: HTMLFormElement): string {
    if (form.id === "new-inline-comment" || form.elements.namedItem("words")) return "";
    if (valueOf(form, "commentId")) return `edit-${valueOf(form, "commentId")}`;
    return valueOf(form, "parentId") ? `reply-${valueOf(form, "parentId")}` : "new";
}

const home = () => document.querySelector<HTMLElement>("[data-editor-addresses]");

/** The page or blog post that is talked about. */
export const pageOf = () => home()?.dataset.page ?? "";

/** Give what was typed before the editor came as storage format. */
export function storageOfTyped(text: string): string {
    const written = text.replace(/\r\n?/g, "\n").trim();
    if (!written) return "";
    const escaped = written.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const paragraphs = escaped.split(/\n[ \t]*\n\s*/).map((one) => `<p>${one.split("\n").join("<br />")}</p>`);
    return paragraphs.join("");
}

let styles: Promise<void> | undefined;

/** Load what the editor wears; it is in no page before. */
function loadStyles(): Promise<void> {
    styles ??= new Promise((resolve, reject) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = home()?.dataset.styles ?? "";
        link.addEventListener("load", () => resolve());
        link.addEventListener("error", () => reject(new Error("the editor's style sheet can't be read")));
        document.head.append(link);
    });
    return styles;
}

/** Tell the editor how people are called whom a text mentions. */
export function tellPeople(people: Record<string, string>): void {
    let told = document.getElementById("editor-people");
    if (!told) {
        told = document.createElement("script");
        told.id = "editor-people";
        told.setAttribute("type", "application/json");
        told.textContent = "{}";
        document.body.append(told);
    }
    const known = JSON.parse(told.textContent || "{}") as Record<string, string>;
    told.textContent = JSON.stringify({ ...known, ...people });
}

function storageIn(form: HTMLFormElement, field: HTMLTextAreaElement): string {
    const source = field.dataset.storage;
    if (source !== undefined && field.value === field.defaultValue) return source;
    return valueOf(form, "storage") ? field.value : storageOfTyped(field.value);
}

/**
 * Put the rich editor in the place of a form's field.
 *
 * @param draft what this browser kept, to go on with.
 */
export async function writeRichly(form: HTMLFormElement, draft: Draft | null = null): Promise<void> {
    const field = form.elements.namedItem("content");
    if (begun.has(form) || !(field instanceof HTMLTextAreaElement)) return;
    begun.add(form);
    let editor: typeof import("../editor/comment");
    try {
        [editor] = await Promise.all([import("../editor/comment"), loadStyles()]);
    } catch {
        // Without a way to the server the plain field is what there is; the next visit tries again.
        begun.delete(form);
        styles = undefined;
        return;
    }
    if (draft) tellPeople(draft.people);
    const place = document.createElement("div");
    place.className = "comment-editor";
    field.before(place);
    const label = field.labels?.[0]?.textContent?.trim() || field.getAttribute("aria-label") || "";
    const hadFocus = document.activeElement === field;
    let timer: number | undefined;
    try {
        const made = new editor.CommentEditor({
            place,
            label,
            storage: draft?.storage ?? storageIn(form, field),
            changed: () => {
                clearTimeout(timer);
                timer = window.setTimeout(() => flush(form), KEEP_AFTER);
            },
            submit: () => form.requestSubmit(),
        });
        editors.set(form, made);
    } catch {
        // A text that is not well formed is changed as its source.
        place.remove();
        return;
    }
    handOver(form, field);
    if (hadFocus) editorOf(form)?.focus();
    if (draft) flush(form);
}

/** The field stays, out of sight, as what is sent; whoever comes to it is led to the editor. */
function handOver(form: HTMLFormElement, field: HTMLTextAreaElement): void {
    field.required = false;
    field.tabIndex = -1;
    field.setAttribute("aria-hidden", "true");
    field.classList.add("visually-hidden");
    field.addEventListener("focus", () => editorOf(form)?.focus());
    for (const help of form.querySelectorAll("p.help:not([data-kept])")) help.remove();
    if (!form.elements.namedItem("storage")) {
        const kind = document.createElement("input");
        Object.assign(kind, { type: "hidden", name: "storage", value: "1" });
        form.append(kind);
    }
}

/** Put what is written into the form, and keep a copy of it in this browser. */
export function flush(form: HTMLFormElement): void {
    const editor = editors.get(form);
    const field = form.elements.namedItem("content");
    if (!editor || !(field instanceof HTMLTextAreaElement)) return;
    field.value = editor.isEmpty() ? "" : editor.text();
    const purpose = purposeOf(form);
    if (!purpose || !form.isConnected || sent.has(form)) return;
    keepDraft(pageOf(), purpose, field.value ? { storage: field.value, people: editor.people() } : null);
}

/** A form was taken, or is sent by the browser itself: what was kept of it is not needed any more. */
export function wasSent(form: HTMLFormElement): void {
    sent.add(form);
    if (purposeOf(form)) keepDraft(pageOf(), purposeOf(form), null);
}

/** Take the editor away again: the form is empty, as it was when the page came. */
export function beginAnew(form: HTMLFormElement): void {
    const field = form.elements.namedItem("content");
    sent.delete(form);
    editors.get(form)?.clear();
    if (field instanceof HTMLTextAreaElement) field.value = "";
}
