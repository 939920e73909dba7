/**
 * Comments on words of the page: words that are chosen can be commented on, and the words that have comments open
 * these at the side. Without this script the threads stand below the page, and the words are marked all the same.
 */

import { chosenIn, type Chosen } from "./chosen-words";

const MOST_CHARACTERS = 2000;
const PAUSE = 200;
const INTERACTIVE = "a, button, summary, input, select, textarea, label, video, audio";

const text = document.querySelector<HTMLElement>("#main-content");
const section = document.querySelector<HTMLElement>("#inline-comments");
const form = document.querySelector<HTMLFormElement>("#new-inline-comment");

let panel: HTMLElement | null = null;
let goBack: (() => void) | null = null;

if (text && section) start(text, section);

function start(body: HTMLElement, threads: HTMLElement): void {
    const markers = [...body.querySelectorAll<HTMLElement>(".inline-comment-marker[data-ref]")];
    const reachable = new Set<string>();
    for (const marker of markers) {
        const ref = marker.dataset.ref ?? "";
        if (!threadOf(threads, ref)) {
            marker.classList.add("is-quiet");
            continue;
        }
        if (!reachable.has(ref) && !marker.querySelector(INTERACTIVE) && !marker.closest(INTERACTIVE)) {
            reachable.add(ref);
            marker.tabIndex = 0;
            marker.setAttribute("role", "button");
            marker.setAttribute("aria-haspopup", "dialog");
        }
    }
    body.addEventListener("click", (event) => {
        const target = event.target as Element;
        if (target.closest(INTERACTIVE) || !document.getSelection()?.isCollapsed) return;
        openAt(threads, target.closest<HTMLElement>(".inline-comment-marker:not(.is-quiet)"));
    });
    body.addEventListener("keydown", (event) => {
        const target = event.target as HTMLElement;
        if ((event.key !== "Enter" && event.key !== " ") || !target.matches(".inline-comment-marker")) return;
        event.preventDefault();
        openAt(threads, target);
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && panel && !event.defaultPrevented) close();
    });
    window.addEventListener("hashchange", () => openNamed(body, threads));
    openNamed(body, threads);
    if (form) offerWords(body, threads, form);
}

function threadOf(threads: HTMLElement, ref: string): HTMLElement | null {
    return document.querySelector<HTMLElement>(
        `.inline-panel .inline-thread[data-ref="${CSS.escape(ref)}"], ` +
            `#${threads.id} .inline-thread[data-ref="${CSS.escape(ref)}"]:not([data-resolved])`,
    );
}

function openAt(threads: HTMLElement, marker: HTMLElement | null): void {
    const ref = marker?.dataset.ref;
    const thread = ref ? threadOf(threads, ref) : null;
    if (!marker || !ref || !thread || panel?.contains(thread)) return;
    show(threads, thread, marker);
    for (const one of document.querySelectorAll(`.inline-comment-marker[data-ref="${CSS.escape(ref)}"]`))
        one.classList.add("is-open");
}

/** Open the thread of the comment that the address names. */
function openNamed(body: HTMLElement, threads: HTMLElement): void {
    const named = /^#comment-\d+$/.test(location.hash) ? document.querySelector(location.hash) : null;
    const thread = named?.closest<HTMLElement>(".inline-thread:not([data-resolved])");
    if (!named || !thread || panel?.contains(thread)) return;
    const ref = CSS.escape(thread.dataset.ref ?? "");
    const marker = body.querySelector<HTMLElement>(`.inline-comment-marker[data-ref="${ref}"]`);
    if (!marker) return;
    openAt(threads, marker);
    marker.scrollIntoView({ block: "center" });
    named.scrollIntoView({ block: "nearest" });
}

/** Show a part of the list in the panel; it goes back where it was when the panel is closed. */
function show(threads: HTMLElement, part: HTMLElement, opener: HTMLElement): void {
    close();
    const place = document.createComment("");
    part.before(place);
    panel = document.createElement("aside");
    panel.className = "inline-panel";
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", threads.dataset.panel ?? "");
    panel.tabIndex = -1;
    const head = document.createElement("div");
    head.className = "inline-panel-head";
    const title = document.createElement("h2");
    title.textContent = threads.dataset.panel ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = threads.dataset.close ?? "";
    button.addEventListener("click", close);
    head.append(title, button);
    panel.append(head, part);
    document.body.append(panel);
    panel.focus({ preventScroll: true });
    goBack = () => {
        place.replaceWith(part);
        if (opener.isConnected) opener.focus({ preventScroll: true });
    };
}

function close(): void {
    if (!panel) return;
    const back = goBack;
    const closed = panel;
    panel = goBack = null;
    back?.();
    closed.remove();
    if (form) form.hidden = true;
    for (const one of document.querySelectorAll(".inline-comment-marker.is-open")) one.classList.remove("is-open");
}

function offerWords(body: HTMLElement, threads: HTMLElement, ask: HTMLFormElement): void {
    const offer = document.createElement("button");
    offer.type = "button";
    offer.className = "button primary small inline-offer";
    offer.textContent = threads.dataset.offer ?? "";
    offer.title = threads.dataset.hint ?? "";
    offer.hidden = true;
    body.after(offer);
    let chosen: Chosen | null = null;
    let waiting: ReturnType<typeof setTimeout> | undefined;

    function look(): void {
        const selection = document.getSelection();
        const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
        chosen = range ? chosenIn(body, range) : null;
        if (!range || !chosen || chosen.words.length > MOST_CHARACTERS) {
            if (document.activeElement !== offer) offer.hidden = true;
            return;
        }
        const last = [...range.getClientRects()].pop() ?? range.getBoundingClientRect();
        offer.hidden = false;
        const around = offer.offsetParent?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
        const most = window.innerWidth - offer.offsetWidth - 8;
        offer.style.setProperty("left", `${Math.max(Math.min(last.right, most), 8) - around.left}px`);
        offer.style.setProperty("top", `${last.bottom - around.top + 6}px`);
    }

    function write(): void {
        if (!chosen) return;
        for (const [name, value] of Object.entries(chosen)) {
            const field = ask.elements.namedItem(name);
            if (field instanceof HTMLInputElement) field.value = String(value);
        }
        const words = ask.querySelector("[data-words]");
        if (words) words.textContent = chosen.words.replace(/\s+/gu, " ").trim();
        offer.hidden = true;
        show(threads, ask, body.querySelector<HTMLElement>("[tabindex]") ?? offer);
        ask.hidden = false;
        ask.querySelector("textarea")?.focus();
    }

    document.addEventListener("selectionchange", () => {
        clearTimeout(waiting);
        waiting = setTimeout(look, PAUSE);
    });
    // A press on the button must not take the choice of the words away.
    offer.addEventListener("pointerdown", (event) => event.preventDefault());
    offer.addEventListener("click", write);
    document.addEventListener("keydown", (event) => {
        if (event.key.toLowerCase() !== "m" || !event.ctrlKey || !event.altKey) return;
        look();
        if (chosen && !offer.hidden) {
            event.preventDefault();
            write();
        }
    });
}
