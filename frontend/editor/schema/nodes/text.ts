/** Paragraphs, headings and what else holds running text. */

import type { Attrs, Node, NodeSpec } from "prosemirror-model";

const ALIGNMENTS = ["left", "center", "right", "justify"];
const STEP = 30;
const DEEPEST = 20 * STEP;

/** Give a block its look: alignment and indentation, as the page will show it. */
function lookOf(node: Node): Record<string, string> {
    const style = [];
    if (node.attrs.align) style.push(`text-align: ${node.attrs.align as string}`);
    if (node.attrs.indent) style.push(`margin-left: ${String(node.attrs.indent)}px`);
    return style.length ? { style: style.join("; ") } : {};
}

/** Read alignment and indentation from what was pasted. */
function lookFrom(dom: HTMLElement): Attrs {
    const align = dom.style.textAlign;
    const indent = Math.round(parseFloat(dom.style.marginLeft) / STEP) * STEP;
    return { align: ALIGNMENTS.includes(align) ? align : "", indent: indent > 0 && indent <= DEEPEST ? indent : 0 };
}

const look = { align: { default: "" }, indent: { default: 0 }, source: { default: null } };

export const textNodes = {
    paragraph: {
        content: "inline*",
        group: "block",
        attrs: { ...look, bare: { default: false } },
        parseDOM: [{ tag: "p", getAttrs: lookFrom }],
        toDOM: (node) => ["p", lookOf(node), 0],
    },
    heading: {
        content: "inline*",
        group: "block",
        defining: true,
        attrs: { level: { default: 1, validate: "number" }, ...look },
        parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
            tag: `h${level}`,
            getAttrs: (dom: HTMLElement) => ({ ...lookFrom(dom), level }),
        })),
        toDOM: (node) => [`h${node.attrs.level as number}`, lookOf(node), 0],
    },
    blockquote: {
        content: "block+",
        group: "block",
        defining: true,
        attrs: { source: { default: null } },
        parseDOM: [{ tag: "blockquote" }],
        toDOM: () => ["blockquote", 0],
    },
    division: {
        content: "block+",
        group: "block",
        attrs: { source: { default: null } },
        toDOM: () => ["div", { class: "kept-division" }, 0],
    },
    horizontal_rule: {
        group: "block",
        attrs: { source: { default: null } },
        parseDOM: [{ tag: "hr" }],
        toDOM: () => ["hr"],
    },
    hard_break: {
        inline: true,
        group: "inline",
        selectable: false,
        linebreakReplacement: true,
        attrs: { source: { default: null } },
        parseDOM: [{ tag: "br" }],
        toDOM: () => ["br"],
        leafText: () => "\n",
    },
} satisfies Record<string, NodeSpec>;
