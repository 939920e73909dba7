/** Bulleted, numbered and task lists, and lists of terms with their descriptions. */

import type { NodeSpec } from "prosemirror-model";

const source = { source: { default: null } };

export const listNodes = {
    bullet_list: {
        content: "list_item+",
        group: "block",
        attrs: source,
        parseDOM: [{ tag: "ul" }],
        toDOM: () => ["ul", 0],
    },
    ordered_list: {
        content: "list_item+",
        group: "block",
        attrs: { start: { default: 1, validate: "number" }, ...source },
        parseDOM: [
            {
                tag: "ol",
                getAttrs: (dom: HTMLElement) => ({ start: Math.max(0, (dom as HTMLOListElement).start || 1) }),
            },
        ],
        toDOM: (node) => (node.attrs.start === 1 ? ["ol", 0] : ["ol", { start: String(node.attrs.start) }, 0]),
    },
    list_item: {
        content: "block+",
        defining: true,
        attrs: source,
        parseDOM: [{ tag: "li" }],
        toDOM: () => ["li", 0],
    },
    task_list: {
        content: "task_item+",
        group: "block",
        attrs: source,
        parseDOM: [{ tag: "ul.inline-task-list", priority: 60 }],
        toDOM: () => ["ul", { class: "inline-task-list" }, 0],
    },
    task_item: {
        content: "block+",
        defining: true,
        attrs: { done: { default: false, validate: "boolean" }, id: { default: "", validate: "string" }, ...source },
        parseDOM: [
            {
                tag: "ul.inline-task-list > li",
                priority: 60,
                getAttrs: (dom: HTMLElement) => ({ done: dom.classList.contains("checked") }),
            },
        ],
        toDOM: (node) => ["li", { class: node.attrs.done ? "checked" : "" }, 0],
    },
    definition_list: {
        content: "(definition_term | definition_description)+",
        group: "block",
        attrs: source,
        parseDOM: [{ tag: "dl" }],
        toDOM: () => ["dl", 0],
    },
    definition_term: {
        content: "inline*",
        defining: true,
        attrs: source,
        parseDOM: [{ tag: "dt" }],
        toDOM: () => ["dt", 0],
    },
    definition_description: {
        content: "block+",
        defining: true,
        attrs: source,
        parseDOM: [{ tag: "dd" }],
        toDOM: () => ["dd", 0],
    },
} satisfies Record<string, NodeSpec>;
