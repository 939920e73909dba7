/** Layouts: sections with cells side by side. */

import type { NodeSpec } from "prosemirror-model";

const source = { source: { default: null } };

/** The types of sections and how many cells each has. */
export const SECTION_TYPES: Record<string, number> = {
    single: 1,
    "fixed-width": 1,
    two_equal: 2,
    two_left_sidebar: 2,
    two_right_sidebar: 2,
    three_equal: 3,
    three_with_sidebars: 3,
};

export const layoutNodes = {
    layout: {
        content: "layout_section+",
        group: "block",
        isolating: true,
        attrs: source,
        parseDOM: [{ tag: "div.editor-layout" }],
        toDOM: () => ["div", { class: "editor-layout" }, 0],
    },
    layout_section: {
        content: "layout_cell+",
        isolating: true,
        attrs: { type: { default: "single", validate: "string" }, ...source },
        parseDOM: [
            {
                tag: "div.editor-layout-section",
                getAttrs: (dom: HTMLElement) => ({ type: dom.dataset.type ?? "single" }),
            },
        ],
        toDOM: (node) => ["div", { class: "editor-layout-section", "data-type": node.attrs.type as string }, 0],
    },
    layout_cell: {
        content: "block+",
        isolating: true,
        attrs: source,
        parseDOM: [{ tag: "div.editor-layout-cell" }],
        toDOM: () => ["div", { class: "editor-layout-cell" }, 0],
    },
} satisfies Record<string, NodeSpec>;
