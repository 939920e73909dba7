/**
 * Talking below a page: comments are written with a small rich editor, answered and changed where they stand, and sent
 * without leaving the page. What was begun is kept in this browser. Without this script plain forms do the same.
 */

import { draftsOf, keepDraft, type Draft } from "./comment-drafts";
import { takeIn, rememberClosed } from "./comment-threads";
import { beginAnew, editorOf, flush, pageOf, purposeOf, tellPeople, wasSent, writeRichly } from "./comment-writing";
import { freshToken, piece, script } from "./server";
import { gettext } from "./texts";
import { toast } from "./toast";

const FORM = "form.comment-form[data-rich]";

const comments = document.querySelector<HTMLElement>("#comments");

if (comments) rememberClosed(document);
if (comments || document.querySelector(FORM)) listen();
if (comments && pageOf()) void goOn();

function listen(): void {
    document.addEventListener("focusin", (event) => {
        const form = (event.target as Element).closest<HTMLFormElement>(FORM);
        if (form && event.target instanceof HTMLTextAreaElement) void writeRichly(form);
    });
    const focused = document.activeElement?.closest<HTMLFormElement>(FORM);
    if (focused && document.activeElement instanceof HTMLTextAreaElement) void writeRichly(focused);
    document.addEventListener("click", (event) => {
        const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-reply], a[data-edit]");
        const comment = link?.closest<HTMLElement>("li.comment");
        if (!plain || !link || !comment || !pageOf()) return;
        event.preventDefault();
        if (link.dataset.reply !== undefined) void reply(comment, link);
        else void edit(comment, link);
    });
    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (!(form instanceof HTMLFormElement) || !form.matches(FORM)) return;
        flush(form);
        const editor = editorOf(form);
        if (editor?.isEmpty()) {
            event.preventDefault();
            editor.focus();
        } else if (comments && purposeOf(form)) {
            event.preventDefault();
            void store(form);
        } else wasSent(form);
    });
}

/** Open what was begun before the page was left. */
async function goOn(): Promise<void> {
    for (const [purpose, draft] of Object.entries(draftsOf(pageOf()))) {
        const [kind, id] = purpose.split("-");
        const comment = id ? document.getElementById(`comment-${id}`) : null;
        const link = comment?.querySelector<HTMLAnchorElement>(`:scope > .comment-box a[data-${kind}]`);
        let form: HTMLFormElement | null = null;
        if (kind === "new") form = document.querySelector<HTMLFormElement>(`#comments > ${FORM}`);
        else if (comment && link) form = await (kind === "reply" ? reply : edit)(comment, link, draft);
        if (!form) continue;
        await writeRichly(form, draft);
        offerToDrop(form, purpose);
    }
}

function offerToDrop(form: HTMLFormElement, purpose: string): void {
    const told = document.createElement("p");
    told.className = "help";
    told.dataset.kept = "";
    const drop = button(gettext("Drop it"), "link-button", () => {
        keepDraft(pageOf(), purpose, null);
        told.remove();
        if (purpose === "new") beginAnew(form);
        else close(form);
    });
    told.append(gettext("This browser kept what you had begun to write."), " ", drop);
    form.prepend(told);
}

function button(label: string, kind: string, run: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = label;
    made.addEventListener("click", run);
    return made;
}

/** Show a form for an answer below a comment. */
async function reply(
    comment: HTMLElement,
    link: HTMLAnchorElement,
    draft: Draft | null = null,
): Promise<HTMLFormElement> {
    const id = comment.id.replace("comment-", "");
    let form = comment.querySelector<HTMLFormElement>(`:scope > ${FORM}`);
    if (!form) {
        form = document.createElement("form");
        form.method = "post";
        form.action = link.pathname;
        form.className = "comment-form";
        form.dataset.rich = "";
        const like = document.querySelector<HTMLFormElement>(`#comments > ${FORM}`);
        for (const name of ["csrfmiddlewaretoken", "writer", "pageId"]) {
            const field = like?.elements.namedItem(name);
            if (field instanceof HTMLInputElement) form.append(hidden(name, field.value));
        }
        form.append(hidden("parentId", id));
        const field = document.createElement("textarea");
        Object.assign(field, { name: "content", rows: 3, required: true });
        field.setAttribute("aria-label", gettext("Your reply"));
        form.append(field, buttons(form, gettext("Reply")));
        comment.querySelector(":scope > .comment-box")?.after(form);
    }
    if (!draft) await focus(form);
    return form;
}

/** Show a comment in a form where it stands. */
async function edit(
    comment: HTMLElement,
    link: HTMLAnchorElement,
    draft: Draft | null = null,
): Promise<HTMLFormElement | null> {
    const box = comment.querySelector<HTMLElement>(":scope > .comment-box")!;
    let form = box.querySelector<HTMLFormElement>(`:scope > ${FORM}`);
    if (!form) {
        const page = await piece(link.href).catch(() => null);
        form = page?.querySelector<HTMLFormElement>(FORM) ?? null;
        if (!page || !form) {
            if (!draft) location.assign(link.href);
            return null;
        }
        tellPeople(JSON.parse(page.querySelector("#editor-people")?.textContent || "{}") as Record<string, string>);
        form.action = link.pathname;
        // The addresses of the page that is open count.
        delete form.dataset.editorAddresses;
        for (const one of form.querySelectorAll("[id]")) one.id += comment.id;
        for (const one of form.querySelectorAll("label")) one.htmlFor += comment.id;
        form.querySelector(".buttons")?.replaceWith(buttons(form, gettext("Save")));
        box.classList.add("is-edited");
        box.append(form);
    }
    if (!draft) await focus(form);
    return form;
}

async function focus(form: HTMLFormElement): Promise<void> {
    form.querySelector("textarea")?.focus();
    await writeRichly(form);
    editorOf(form)?.focus();
}

function hidden(name: string, value: string): HTMLInputElement {
    const made = document.createElement("input");
    Object.assign(made, { type: "hidden", name, value });
    return made;
}

function buttons(form: HTMLFormElement, label: string): HTMLElement {
    const row = document.createElement("div");
    row.className = "buttons";
    const send = document.createElement("button");
    send.className = "button primary";
    send.textContent = label;
    const cancel = button(gettext("Cancel"), "link-button", () => {
        const opener = form.closest(".comment")?.querySelector<HTMLElement>("a[data-reply], a[data-edit]");
        keepDraft(pageOf(), purposeOf(form), null);
        close(form);
        opener?.focus();
    });
    row.append(send, cancel);
    return row;
}

/** Take away a form that was opened in place. */
function close(form: HTMLFormElement): void {
    form.parentElement?.classList.remove("is-edited");
    editorOf(form)?.destroy();
    form.remove();
}

/** Send a comment, and bring it into the page; where that can't be, say why and keep all as it is. */
async function store(form: HTMLFormElement): Promise<void> {
    const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    body.set("csrfmiddlewaretoken", freshToken());
    const purpose = purposeOf(form);
    const send = form.querySelector<HTMLButtonElement>("button:not([type=button])");
    let answer: Response | null = null;
    if (send) send.disabled = true;
    try {
        answer = await fetch(form.action, { method: "POST", headers: script, body });
    } catch {
        return complain(form, gettext("The wiki can't be reached. Your text is kept here."));
    } finally {
        if (send) send.disabled = false;
    }
    const told = (await answer.json().catch(() => null)) as { id?: number; message?: string; login?: string } | null;
    if (!answer.ok || !told?.id)
        return complain(
            form,
            told?.message ?? gettext("The wiki did not take it. Your text is kept here."),
            told?.login,
        );
    wasSent(form);
    await show(form, purpose, told.id);
}

async function show(form: HTMLFormElement, purpose: string, id: number): Promise<void> {
    const page = await piece(location.pathname + location.search).catch(() => null);
    if (!page) return location.reload();
    if (form.closest("li.comment")) close(form);
    else beginAnew(form);
    for (const told of form.querySelectorAll("[data-kept], .comment-problem")) told.remove();
    takeIn(page, purpose.startsWith("edit-") ? id : 0);
    const comment = document.getElementById(`comment-${id}`);
    if (!comment) return location.reload();
    location.replace(`#comment-${id}`);
    comment.tabIndex = -1;
    comment.focus({ preventScroll: true });
    toast(
        purpose.startsWith("edit-") ? gettext("Your comment was saved.") : gettext("Your comment was added."),
        "done",
    );
}

function complain(form: HTMLFormElement, message: string, login = ""): void {
    for (const former of form.querySelectorAll(".comment-problem")) former.remove();
    const told = document.createElement("p");
    told.className = "message error comment-problem";
    told.setAttribute("role", "alert");
    told.textContent = message;
    if (login) {
        const link = document.createElement("a");
        Object.assign(link, { href: login, target: "_blank", textContent: gettext("Log in, in another tab") });
        told.append(" ", link);
    }
    form.append(told);
}
