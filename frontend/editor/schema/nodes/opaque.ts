/** What the editor keeps without knowing it: shown as a card, written as it was read. */

import type { Node, NodeSpec } from "prosemirror-model";
import { gettext, interpolate } from "../../texts";

const attributes = {
    xml: { default: "", validate: "string" },
    label: { default: "", validate: "string" },
    source: { default: null },
};

/** The line that a card shows. */
export function keptLine(node: Node): string {
    return interpolate(gettext("Kept as it is: %(name)s"), { name: node.attrs.label as string });
}

export const opaqueNodes = {
    opaque_block: {
        group: "block",
        atom: true,
        attrs: attributes,
        toDOM: (node) => [
            "div",
            { class: "kept-card" },
            ["details", ["summary", keptLine(node)], ["pre", ["code", node.attrs.xml as string]]],
        ],
    },
    opaque_inline: {
        group: "inline",
        inline: true,
        atom: true,
        attrs: attributes,
        toDOM: (node) => ["span", { class: "kept-piece", title: node.attrs.xml as string }, node.attrs.label as string],
    },
} satisfies Record<string, NodeSpec>;
