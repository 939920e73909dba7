/** What styles say that a page says with elements: bold words, struck ones, centred lines, coloured cells. */

/** The properties that mean something to a page. */
const MEANT =
    /^(font-weight|font-style|font-family|text-decoration(-line)?|vertical-align|text-align|background(-color)?|display|mso-.*)$/;
const HIDDEN = /(?:^|;)\s*(?:display:\s*none|mso-hide:\s*all|mso-element:\s*comment-list)\b/i;

/** Part the style sheets from HTML: parsing them is forbidden by the policy of the page. */
export function withoutSheets(html: string): { plain: string; sheets: string[] } {
    const sheets: string[] = [];
    const plain = html.replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_whole, sheet: string) => {
        sheets.push(sheet);
        return "";
    });
    return { plain, sheets };
}

/**
 * Write into each element what its classes say in the style sheet of the text: Word and Excel write looks so. What an
 * element says itself is stronger.
 */
export function classesToStyles(root: ParentNode, sheets: readonly string[]): void {
    for (const [, selectors = "", declarations = ""] of sheets.join("\n").matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
        const meant = declarations
            .split(";")
            .map((each) => each.trim())
            .filter((each) => MEANT.test(each.split(":")[0]!.trim().toLowerCase()));
        if (!meant.length) continue;
        for (const selector of selectors.split(",")) {
            const [, name = "*", className] = /^\s*(?:<!--)?\s*([a-z][a-z0-9]*)?\.([\w-]+)\s*$/i.exec(selector) ?? [];
            if (!className) continue;
            for (const one of root.querySelectorAll(`${name}.${className}`))
                one.setAttribute("style", `${meant.join(";")};${one.getAttribute("style") ?? ""}`);
        }
    }
}

/** Take away what a program hides, and the comments that Word writes below a text. */
export function removeHidden(root: ParentNode): void {
    for (const one of root.querySelectorAll("[style]")) if (HIDDEN.test(one.getAttribute("style") ?? "")) one.remove();
    for (const one of root.querySelectorAll(".MsoCommentReference, a[href^='#_msocom']")) one.remove();
}

/** Say with elements what a style says: Google Docs writes bold words so. */
export function marksOfStyle(one: HTMLElement, blocks: string): void {
    const name = one.localName;
    const { fontWeight, fontStyle, verticalAlign } = one.style;
    const line = `${one.style.textDecoration} ${one.style.textDecorationLine}`;
    const isPlain = /^(normal|[1-4]00)$/.test(fontWeight);
    if ((name === "b" || name === "strong") && isPlain) return unwrap(one);
    if ((name === "i" || name === "em") && fontStyle === "normal") return unwrap(one);
    const isCell = name === "td";
    if (name !== "span" && name !== "font" && name !== "a" && !isCell) return;
    if (/mso-list:\s*ignore/i.test(one.getAttribute("style") ?? "")) return one.remove();
    const wrap = (mark: string) => wrapChildren(one, mark, blocks);
    if (/^(bold|bolder|[6-9]00)$/.test(fontWeight)) wrap("strong");
    if (/italic|oblique/.test(fontStyle)) wrap("em");
    if (/underline/.test(line) && name !== "a" && !one.querySelector("a")) wrap("u");
    if (/line-through/.test(line)) wrap("s");
    if (isCell) return;
    if (verticalAlign === "sub") wrap("sub");
    if (verticalAlign === "super") wrap("sup");
    if (/monospace|courier|consolas|menlo/i.test(one.style.fontFamily) && !one.closest("pre, code")) wrap("code");
}

function wrapChildren(one: Element, name: string, blocks: string): void {
    if (!one.textContent.trim() || one.querySelector(blocks)) return;
    const made = one.ownerDocument.createElement(name);
    made.append(...one.childNodes);
    one.append(made);
}

function unwrap(one: Element): void {
    one.replaceWith(...one.childNodes);
}

/** How a line is aligned, where that is in the middle or at the right; "" where it is as pages are. */
export function alignmentOf(one: Element): string {
    const said = (one as HTMLElement).style.textAlign || one.getAttribute("align") || "";
    return /^(center|right)$/i.test(said) ? said.toLowerCase() : "";
}

/** The colour of a cell as `#rrggbb`; "" for none and for white, which is the colour of paper. */
export function cellColour(cell: Element): string {
    const { style } = cell as HTMLElement;
    const said = style.backgroundColor || style.background || cell.getAttribute("bgcolor") || "";
    const colour = hexOf(said.trim().toLowerCase());
    return colour === "#ffffff" ? "" : colour;
}

function hexOf(colour: string): string {
    if (/^#[0-9a-f]{6}$/.test(colour)) return colour;
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour);
    if (short)
        return `#${short
            .slice(1)
            .map((each) => each + each)
            .join("")}`;
    const parts = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)/.exec(colour);
    if (!parts) return NAMED[/^[a-z]+/.exec(colour)?.[0] ?? ""] ?? hexIn(colour);
    return `#${parts
        .slice(1)
        .map((each) => Math.min(255, Number(each)).toString(16).padStart(2, "0"))
        .join("")}`;
}

/** A colour among other words, as in `#FFC000 none repeat`. */
function hexIn(text: string): string {
    return /^(#[0-9a-f]{6})\b/.exec(text)?.[1] ?? "";
}

/** The names that Excel and Word write instead of numbers. */
const NAMED: Record<string, string> = {
    yellow: "#ffff00",
    red: "#ff0000",
    lime: "#00ff00",
    green: "#008000",
    blue: "#0000ff",
    aqua: "#00ffff",
    silver: "#c0c0c0",
    gray: "#808080",
    white: "#ffffff",
    black: "#000000",
};
