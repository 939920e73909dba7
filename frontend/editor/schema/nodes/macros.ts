/** Macros: with a body to write in, with a plain body, within a line, and code. */

import type { DOMOutputSpec, Node, NodeSpec } from "prosemirror-model";
import { parameterOf, type MacroParameter } from "../macro-parameters";

const common = {
    name: { default: "", validate: "string" },
    parameters: { default: [] as MacroParameter[] },
    macroId: { default: "", validate: "string" },
    source: { default: null },
};

/** Admonitions, which show as on the page. */
const BOXES: Record<string, string> = { info: "information", note: "note", tip: "tip", warning: "warning" };

/** The parameters of a macro in one line. */
export function summaryOf(node: Node, without: readonly string[] = []): string {
    return (node.attrs.parameters as MacroParameter[])
        .filter((each) => !without.includes(each.name) && each.value !== "")
        .map((each) => (each.name ? `${each.name}: ${each.value}` : each.value))
        .join(", ")
        .slice(0, 200);
}

function headOf(node: Node): DOMOutputSpec {
    return [
        "div",
        { class: "macro-head", contenteditable: "false" },
        ["strong", { class: "macro-name" }, node.attrs.name as string],
        ["span", { class: "macro-summary" }, summaryOf(node)],
    ];
}

function boxOf(node: Node, look: string): DOMOutputSpec {
    const title = parameterOf(node, "title");
    return [
        "div",
        {
            class: `confluence-information-macro confluence-information-macro-${look}`,
            "data-macro": node.attrs.name as string,
        },
        ["span", { class: "confluence-information-macro-icon", contenteditable: "false" }],
        ["p", { class: title ? "title" : "title empty", contenteditable: "false" }, title],
        ["div", { class: "confluence-information-macro-body" }, 0],
    ];
}

export const macroNodes = {
    macro_rich: {
        content: "block+",
        group: "block",
        defining: true,
        isolating: true,
        attrs: common,
        toDOM: (node) => {
            const look = BOXES[node.attrs.name as string];
            if (look) return boxOf(node, look);
            return [
                "div",
                { class: "macro-card", "data-macro": node.attrs.name as string },
                headOf(node),
                ["div", { class: "macro-body" }, 0],
            ];
        },
    },
    macro_block: {
        group: "block",
        atom: true,
        attrs: { ...common, body: { default: null } },
        toDOM: (node) => {
            const body = node.attrs.body as string | null;
            const parts = body ? [["pre", { class: "macro-plain" }, body.slice(0, 2000)] as const] : [];
            return ["div", { class: "macro-card", "data-macro": node.attrs.name as string }, headOf(node), ...parts];
        },
    },
    macro_inline: {
        group: "inline",
        inline: true,
        atom: true,
        attrs: { ...common, body: { default: null } },
        toDOM: (node) => [
            "span",
            { class: "macro-piece", "data-macro": node.attrs.name as string },
            ["strong", node.attrs.name as string],
            ["span", { class: "macro-summary" }, summaryOf(node)],
        ],
    },
    code_block: {
        content: "text*",
        group: "block",
        marks: "",
        code: true,
        defining: true,
        isolating: true,
        attrs: { ...common, name: { default: "code", validate: "string" } },
        parseDOM: [
            {
                tag: "pre",
                preserveWhitespace: "full",
                getAttrs: (dom: HTMLElement) => {
                    const { language } = dom.dataset;
                    return language ? { parameters: [{ name: "language", value: language }] } : null;
                },
            },
        ],
        toDOM: (node) => [
            "div",
            { class: "panel code-card", "data-macro": node.attrs.name as string },
            [
                "div",
                { class: "panelHeader codeHeader", contenteditable: "false" },
                ["strong", { class: "macro-name" }, parameterOf(node, "title") || (node.attrs.name as string)],
                ["span", { class: "macro-summary" }, summaryOf(node, ["title"])],
            ],
            ["div", { class: "panelContent codeContent" }, ["pre", ["code", { spellcheck: "false" }, 0]]],
        ],
    },
} satisfies Record<string, NodeSpec>;
