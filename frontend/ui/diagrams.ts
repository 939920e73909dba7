/** Draws the diagrams of a page.
 *
 * What draws them is a large program of others, so it runs in a frame of no origin, which can reach neither the page nor
 * the wiki. The page sends it the text and shows what comes back as an image, in which nothing runs.
 */

import { onArrival } from "./arrivals";
import { show, type Drawing } from "./diagrams/drawn";
import { contextPath } from "./site";
import { isDark, onThemeChange } from "./theme";
import { gettext } from "./texts";

const DIAGRAMS = ".mermaid-macro";
const SHADES = [
    "paper",
    "ink",
    "ink-soft",
    "accent",
    "accent-wash",
    "on-accent",
    "side",
    "info-wash",
    "care",
    "care-wash",
];
const COLOURS = [...SHADES, ...Array.from({ length: 10 }, (_, place) => `chart-${place + 1}`)];

const waiting = new Map<number, HTMLElement>();
let frame: HTMLIFrameElement | null = null;
let isReady = false;
let numbers = 0;

function makeFrame(): HTMLIFrameElement {
    const made = document.createElement("iframe");
    made.setAttribute("sandbox", "allow-scripts");
    made.className = "diagram-frame";
    made.title = gettext("Draws diagrams");
    made.tabIndex = -1;
    made.setAttribute("aria-hidden", "true");
    made.src = `${contextPath}/macros/mermaid-frame`;
    document.body.append(made);
    return made;
}

function send(id: number, diagram: HTMLElement): void {
    const source = diagram.querySelector(".diagram-source")?.textContent ?? "";
    const style = getComputedStyle(document.documentElement);
    const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    const font = getComputedStyle(document.body).fontFamily;
    frame?.contentWindow?.postMessage({ id, source, dark: isDark(), font, colours }, "*");
}

function draw(diagram: HTMLElement): void {
    numbers += 1;
    waiting.set(numbers, diagram);
    diagram.dataset.drawing = String(numbers);
    frame ??= makeFrame();
    if (isReady) send(numbers, diagram);
}

addEventListener("message", (event: MessageEvent<{ ready: true } | (Drawing & { id: number }) | null>) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== "null") return;
    const answer = event.data;
    if (typeof answer !== "object" || answer === null) return;
    if ("ready" in answer) {
        isReady = true;
        for (const [id, diagram] of waiting) send(id, diagram);
        return;
    }
    const diagram = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (diagram?.dataset.drawing === String(answer.id)) show(diagram, answer);
});

onThemeChange(() => document.querySelectorAll<HTMLElement>(DIAGRAMS).forEach(draw));

onArrival((part) => {
    for (const diagram of part.querySelectorAll<HTMLElement>(DIAGRAMS)) if (!diagram.dataset.drawing) draw(diagram);
}, ".diagram");
