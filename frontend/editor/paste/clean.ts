/** Pasted HTML made plain: what a page can hold stays, the styles, scripts and wrappers of other programs go. */

import { addressFor } from "./addresses";
import { joinNestedLists, webWordLists, wordLists } from "./lists";
import { alignmentOf, cellColour, classesToStyles, marksOfStyle, removeHidden, withoutSheets } from "./styles";
import { markTasks, TASK_DONE, TASK_LIST } from "./tasks";

/** Elements that stay, under the name that pages use; their attributes go, but for those named below. */
const KEPT: Record<string, string> = {
    p: "p",
    h1: "h1",
    h2: "h2",
    h3: "h3",
    h4: "h4",
    h5: "h5",
    h6: "h6",
    ul: "ul",
    ol: "ol",
    li: "li",
    blockquote: "blockquote",
    pre: "pre",
    hr: "hr",
    br: "br",
    dl: "dl",
    dt: "dt",
    dd: "dd",
    figure: "figure",
    figcaption: "figcaption",
    table: "table",
    tbody: "tbody",
    tr: "tr",
    td: "td",
    th: "th",
    strong: "strong",
    b: "strong",
    em: "em",
    i: "em",
    u: "u",
    ins: "u",
    s: "s",
    del: "s",
    strike: "s",
    code: "code",
    tt: "code",
    kbd: "code",
    samp: "code",
    sub: "sub",
    sup: "sup",
    a: "a",
    img: "img",
};
const DROPPED =
    "script, style, meta, link, title, head, template, noscript, object, embed, applet, iframe, frame, svg, math, canvas, " +
    "audio, video, input, select, textarea, button, xml, colgroup, col, [hidden], [aria-hidden=true]";
const BLOCKS = "p,h1,h2,h3,h4,h5,h6,ul,ol,li,dl,dt,dd,blockquote,pre,hr,figure,figcaption,table,tbody,tr,td,th";
/** Web pages write their paragraphs as these, too, when they hold a line and no blocks. */
const LINES = new Set(["div", "section", "article", "caption"]);
const ALIGNED = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6"]);
const TASK_LIST_CLASS = new RegExp(`^${TASK_LIST}$`);
const TASK_DONE_CLASS = new RegExp(`^${TASK_DONE}$`);
const INLINE_MARKS = new Set(["strong", "em", "u", "s", "code", "sub", "sup"]);
/** More than this is no page any more. */
export const LONGEST_PASTE = 5_000_000;

export interface Cleaned {
    html: string;
    /** How many pictures lie on the other computer only, so that they could not come along. */
    lostImages: number;
}

/**
 * Clean pasted HTML.
 *
 * @param html what the clipboard gives.
 * @returns the clean HTML, without any style, class or event.
 */
export function cleanPasted(html: string): Cleaned {
    const { plain, sheets } = withoutSheets(html.slice(0, LONGEST_PASTE));
    const body = new DOMParser().parseFromString(wholeTable(plain), "text/html").body;
    classesToStyles(body, sheets);
    removeComments(body);
    markTasks(body);
    for (const one of body.querySelectorAll(DROPPED)) one.remove();
    removeHidden(body);
    wordLists(body);
    webWordLists(body);
    for (const one of body.querySelectorAll(".EOP")) one.remove();
    for (const one of body.querySelectorAll("p[role=heading]")) rename(one, headingOf(one));
    for (const one of body.querySelectorAll("p.MsoTitle")) rename(one, "h1");
    for (const one of body.querySelectorAll("p.MsoSubtitle")) rename(one, "h2");
    for (const one of body.querySelectorAll<HTMLElement>("[style]")) marksOfStyle(one, BLOCKS);
    for (const caption of body.querySelectorAll("table > caption")) captionAbove(caption);
    for (const one of body.querySelectorAll("figure")) if (!isTableFigure(one)) one.replaceWith(...one.childNodes);
    joinNestedLists(body);
    let lostImages = 0;
    for (const image of body.querySelectorAll("img")) {
        if (!addressFor(image.getAttribute("src") ?? "", "image")) {
            if (/^(file|cid|blob|webkit-fake-url):/i.test(image.getAttribute("src") ?? "")) lostImages += 1;
            image.remove();
        }
    }
    const clean = document.implementation.createHTMLDocument("").createElement("div");
    copyInto(clean, body);
    tidy(clean);
    return { html: clean.innerHTML, lostImages };
}

/** Some programs give the rows of a table without the table. */
function wholeTable(html: string): string {
    const start = /^(?:\s|<!--[^>]*-->|<meta[^>]*>|<\/?(?:html|body)[^>]*>)*/i.exec(html)![0].length;
    return /^<(?:col|colgroup|thead|tbody|tr|td|th)\b/i.test(html.slice(start)) ? `<table>${html}</table>` : html;
}

/** A caption with words stands above its table, in one figure with it, as the document of the editor has it. */
function captionAbove(caption: Element): void {
    const table = caption.parentElement!;
    if (!caption.textContent.trim()) return caption.remove();
    const figure = table.ownerDocument.createElement("figure");
    table.replaceWith(figure);
    const words = table.ownerDocument.createElement("figcaption");
    words.append(...caption.childNodes);
    caption.remove();
    figure.append(words, table);
}

function isTableFigure(figure: Element): boolean {
    const [first, second, ...others] = figure.children;
    return first?.localName === "figcaption" && second?.localName === "table" && !others.length;
}

function removeComments(root: Element): void {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    const comments: Node[] = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) comment.parentNode?.removeChild(comment);
}

/** Word in the browser writes headings as paragraphs with a level. */
function headingOf(one: Element): string {
    const level = one.getAttribute("aria-level") ?? "";
    return /^[1-6]$/.test(level) ? `h${level}` : "p";
}

function rename(old: Element, name: string): void {
    const made = old.ownerDocument.createElement(name);
    made.append(...old.childNodes);
    old.replaceWith(made);
}

/** Copy what is kept; of everything else copy the children. A loop and not a recursion: HTML nests as deep as it likes. */
function copyInto(target: HTMLElement, source: Element): void {
    const holders = holdersOfBlocks(source);
    const work: [into: HTMLElement, from: Node][] = [...source.childNodes].reverse().map((child) => [target, child]);
    for (let next = work.pop(); next; next = work.pop()) {
        const [into, from] = next;
        if (from.nodeType === Node.TEXT_NODE) {
            into.append(into.ownerDocument.createTextNode(textOf(from, into)));
            continue;
        }
        if (from.nodeType !== Node.ELEMENT_NODE) continue;
        const made = kept(from as Element, into, holders.has(from));
        if (made) into.append(made);
        for (const child of [...from.childNodes].reverse()) work.push([made ?? into, child]);
    }
}

/** Everything that has a block somewhere in it. */
function holdersOfBlocks(root: Element): Set<Node> {
    const found = new Set<Node>();
    for (const block of root.querySelectorAll(`${BLOCKS},div`))
        for (let above = block.parentNode; above && !found.has(above); above = above.parentNode) found.add(above);
    return found;
}

function textOf(node: Node, into: Element): string {
    const text = node.nodeValue ?? "";
    return into.closest("pre") ? text : text.replace(/[\t\r\n\f ]+/g, " ");
}

function kept(one: Element, into: HTMLElement, holdsBlocks: boolean): HTMLElement | null {
    const name = nameFor(one, into, holdsBlocks);
    if (!name) return null;
    if (name === "p" && into.closest("p, h1, h2, h3, h4, h5, h6, pre")) return null;
    if (INLINE_MARKS.has(name) && holdsBlocks) return null;
    const made = into.ownerDocument.createElement(name);
    const copy = (attribute: string, pattern: RegExp) => {
        const value = one.getAttribute(attribute);
        if (value !== null && pattern.test(value)) made.setAttribute(attribute, value);
    };
    if (name === "a") {
        const address = addressFor(one.getAttribute("href") ?? "", "link");
        if (!address) return null;
        made.setAttribute("href", address);
    } else if (name === "img") {
        made.setAttribute("src", addressFor(one.getAttribute("src") ?? "", "image")!);
        copy("alt", /^/);
        copy("width", /^\d{1,4}$/);
        copy("height", /^\d{1,4}$/);
    } else if (name === "pre") {
        const language = languageOf(one);
        if (language) made.setAttribute("data-language", language);
    } else if (name === "ul") copy("class", TASK_LIST_CLASS);
    else if (name === "li") copy("class", TASK_DONE_CLASS);
    else if (name === "figure") made.className = "table-figure";
    else if (name === "td" || name === "th") {
        const colour = cellColour(one);
        if (colour) made.setAttribute("data-highlight-colour", colour);
        copy("colspan", /^[1-9]\d?$/);
        copy("rowspan", /^[1-9]\d{0,2}$/);
    } else if (name === "ol") copy("start", /^\d{1,6}$/);
    else if (ALIGNED.has(name) && alignmentOf(one)) made.style.textAlign = alignmentOf(one);
    return made;
}

/** The name under which an element stays; "" for one of which only the content does. */
function nameFor(one: Element, into: HTMLElement, holdsBlocks: boolean): string {
    const { localName } = one;
    const line = holdsBlocks ? "" : "p";
    if ((localName === "dt" || localName === "dd") && into.localName !== "dl") return line;
    if (localName === "figcaption" && into.localName !== "figure") return line;
    if (localName === "td" && one.closest("thead")) return "th";
    return KEPT[localName] ?? (LINES.has(localName) ? line : "");
}

/** The language that a web page says its code is in. */
function languageOf(pre: Element): string {
    const code = pre.firstElementChild?.localName === "code" ? pre.firstElementChild : null;
    const said = [pre, code, pre.parentElement].map((one) => one?.getAttribute("class") ?? "").join(" ");
    return /(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*)([\w+#.-]{1,30})/.exec(said)?.[1] ?? "";
}

/** Take away what is left empty, and the white space between blocks. */
function tidy(root: HTMLElement): void {
    for (const one of root.querySelectorAll("ul, ol, dl, table, tbody, tr, figure"))
        for (const child of [...one.childNodes]) if (child.nodeType === Node.TEXT_NODE) child.remove();
    for (const heading of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) withoutBold(heading);
    for (const one of [...root.querySelectorAll("strong, em, u, s, code, sub, sup, a")].reverse())
        if (!one.textContent && !one.querySelector("img")) one.remove();
    for (const one of root.querySelectorAll(":scope > br")) if (isBetweenBlocks(one)) one.remove();
    for (const one of root.querySelectorAll("p, h1, h2, h3, h4, h5, h6, li")) {
        const last = one.lastChild;
        if (last instanceof Element && last.localName === "br") last.remove();
    }
    for (const one of root.querySelectorAll("p, h1, h2, h3, h4, h5, h6"))
        if (!one.textContent.replace(/\u00a0/g, " ").trim() && !one.querySelector("img, br")) one.remove();
    for (const one of [...root.querySelectorAll("ul, ol")].reverse()) if (!one.firstElementChild) one.remove();
}

/** A heading that is bold all over says it twice. */
function withoutBold(heading: Element): void {
    const bold = [...heading.querySelectorAll("strong")];
    if (
        bold
            .map((one) => one.textContent)
            .join("")
            .trim() !== heading.textContent.trim()
    )
        return;
    for (const one of bold) one.replaceWith(...one.childNodes);
}

/** Google Docs writes breaks where blocks stand apart. */
function isBetweenBlocks(one: Element): boolean {
    const isBlock = (next: Node | null) =>
        !next || (!next.nodeValue?.trim() && (!(next instanceof Element) || next.matches(`${BLOCKS}, br`)));
    return isBlock(one.previousSibling) && isBlock(one.nextSibling);
}
