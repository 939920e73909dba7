/** Threads of comments: which of them somebody has closed, and how new comments come into a page that is open. */

import { keep, kept } from "./kept";

const CLOSED = "oxbow-closed-threads";
const MOST = 300;

const idOf = (comment: Element | null) => comment?.id.replace("comment-", "") ?? "";
const closedIds = () => (kept(CLOSED) ?? "").split(",").filter((id) => /^\d+$/.test(id));

/** Close what somebody closed before, and remember what they close and open. */
export function rememberClosed(root: ParentNode): void {
    const closed = new Set(closedIds());
    for (const replies of root.querySelectorAll<HTMLDetailsElement>("details.replies"))
        if (closed.has(idOf(replies.closest(".comment")))) replies.open = false;
    openNamed();
    // The event does not rise, but it is seen on its way down.
    document.addEventListener(
        "toggle",
        (event) => {
            const replies = event.target;
            if (!(replies instanceof HTMLDetailsElement) || !replies.matches(".replies")) return;
            const id = idOf(replies.closest(".comment"));
            const others = closedIds().filter((other) => other !== id);
            keep(CLOSED, (replies.open ? others : [id, ...others]).slice(0, MOST).join(","));
        },
        { capture: true },
    );
    window.addEventListener("hashchange", openNamed);
}

/** Open all that hides the comment which the address names. */
function openNamed(): void {
    const named = /^#comment-\d+$/.test(location.hash) ? document.querySelector(location.hash) : null;
    let hidden = named?.parentElement?.closest<HTMLDetailsElement>("details:not([open])");
    if (!hidden) return;
    for (; hidden; hidden = hidden.parentElement?.closest<HTMLDetailsElement>("details:not([open])"))
        hidden.open = true;
    named?.scrollIntoView({ block: "center" });
}

/**
 * Bring what is new in a page into the one that is open: comments that are not there yet, and one that was edited.
 *
 * @param fresh the page as it is now.
 * @param edited the id of the comment that was edited, or 0.
 */
export function takeIn(fresh: ParentNode, edited: number): void {
    for (const comment of [...fresh.querySelectorAll<HTMLElement>("li.comment")]) {
        const here = document.getElementById(comment.id);
        if (!here) addComment(comment);
        else if (here !== comment && comment.id === `comment-${edited}`) replaceBox(here, comment);
    }
    for (const line of fresh.querySelectorAll("details.replies > summary")) {
        const comment = document.getElementById(line.closest(".comment")?.id ?? "");
        const here = comment?.querySelector(":scope > details.replies > summary");
        if (here && here !== line) here.textContent = line.textContent;
    }
    const [head, told] = [document.querySelector("#comments-head"), fresh.querySelector("#comments-head")];
    if (head && told && head !== told) head.textContent = told.textContent;
}

function addComment(comment: HTMLElement): void {
    const above = comment.parentElement?.closest(".comment");
    const here = above ? document.getElementById(above.id) : null;
    if (above && here) {
        const list = here.querySelector(":scope > details.replies > ol.thread");
        if (list) list.append(comment);
        else here.append(comment.closest("details.replies")!);
        return;
    }
    const thread = comment.parentElement;
    if (above || !thread?.parentElement?.matches("#comments")) return;
    const list = document.querySelector("#comments > ol.thread");
    if (list) list.append(comment);
    else document.querySelector("#comments-head")?.after(thread);
}

function replaceBox(here: HTMLElement, fresh: HTMLElement): void {
    const box = fresh.querySelector(":scope > .comment-box");
    if (box) here.querySelector(":scope > .comment-box")?.replaceWith(box);
}
