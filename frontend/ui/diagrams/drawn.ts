/** A diagram on the page: its picture, its text below that, or why it can't be drawn. */

import { gettext, interpolate } from "../texts";

/** What the frame gives back: an image with its size and its name, or a sentence. */
export type Drawing =
    { error: string } | { error?: undefined; svg: string; width: number; height: number; kind: string; name: string };

const NARROWEST = 520;
const SMALLEST_SHARE = 0.7;

/** Lets the keyboard into the box of a drawing that has to be scrolled; one that fits is no stop on the way. */
function dress(view: Element): void {
    const stop = { tabindex: "0", role: "group", "aria-label": view.querySelector("img")?.alt ?? "" };
    for (const [name, value] of Object.entries(stop)) {
        if (view.scrollWidth > view.clientWidth) view.setAttribute(name, value);
        else view.removeAttribute(name);
    }
}

const sizes = new ResizeObserver((views) => {
    for (const { target } of views) dress(target);
});

function complain(diagram: HTMLElement, text: string): void {
    diagram.querySelector(".diagram-view")?.remove();
    const message = diagram.querySelector(".diagram-error") ?? document.createElement("p");
    message.className = "diagram-error macro-error";
    message.textContent = `This diagram can't be drawn: ${text}`;
    if (!message.parentElement) diagram.prepend(message);
    const around = diagram.querySelector<HTMLDetailsElement>("details.diagram-text");
    if (around) around.open = true;
}

function makePicture(diagram: HTMLElement): HTMLImageElement {
    const picture = document.createElement("img");
    picture.className = "diagram-picture";
    const view = document.createElement("div");
    view.className = "diagram-view";
    view.append(picture);
    diagram.prepend(view);
    sizes.observe(view);
    if (!diagram.querySelector("details.diagram-text")) foldText(diagram);
    return picture;
}

function foldText(diagram: HTMLElement): void {
    const around = document.createElement("details");
    around.className = "diagram-text";
    const summary = document.createElement("summary");
    summary.textContent = gettext("Text of the diagram");
    around.append(summary, diagram.querySelector(".diagram-source")!);
    diagram.append(around);
}

/** Show what was drawn, in place of what the diagram showed. */
export function show(diagram: HTMLElement, drawing: Drawing): void {
    if (drawing.error !== undefined) return complain(diagram, drawing.error);
    diagram.querySelector(".diagram-error")?.remove();
    const picture = diagram.querySelector<HTMLImageElement>("img.diagram-picture") ?? makePicture(diagram);
    picture.alt =
        drawing.name ||
        interpolate(gettext("Diagram (%(kind)s); its text follows"), { kind: drawing.kind || "mermaid" });
    picture.width = drawing.width;
    picture.height = drawing.height;
    // On a phone a wide drawing is scrolled rather than made too small to read.
    const narrowest = Math.max(NARROWEST, drawing.width * SMALLEST_SHARE);
    picture.style.minWidth = `${Math.min(drawing.width, narrowest)}px`;
    picture.addEventListener("load", () => dress(picture.parentElement!), { once: true });
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`;
}
