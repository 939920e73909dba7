/** Macros as nodes of the document, and what the catalogue says of a node's macro. */

import { Fragment, type Node, type Schema } from "prosemirror-model";
import type { MacroDescription } from "../lookups";
import type { MacroParameter } from "../schema/macro-parameters";

export interface MacroContent {
    parameters: readonly MacroParameter[];
    /** The plain body, of a macro that has one. */
    body?: string;
    /** The blocks in its body, of a macro that has them. */
    content?: Fragment;
}

const MACROS = new Set(["macro_block", "macro_rich", "macro_inline", "code_block", "status"]);

/** Whether a node is a macro. */
export function isMacro(node: Node): boolean {
    return MACROS.has(node.type.name);
}

/** The name that a page calls the macro of a node by. */
export function macroNameOf(node: Node): string {
    return node.type.name === "status" ? "status" : (node.attrs.name as string);
}

/** All parameters of a macro's node; those that the node holds as attributes are among them. */
export function parametersOf(node: Node): MacroParameter[] {
    const others = node.attrs.parameters as MacroParameter[];
    if (node.type.name !== "status") return [...others];
    const own = ["title", "colour"].map((name) => ({ name, value: node.attrs[name] as string }));
    return [...own.filter((each) => each.value), ...others];
}

/** The plain body of a macro's node. */
export function bodyOf(node: Node): string {
    if (node.type.name === "code_block") return node.textContent;
    return (node.attrs.body as string | null) ?? "";
}

/** Find a macro by its name or another name that pages use for it. */
export function describedMacro(macros: readonly MacroDescription[], name: string): MacroDescription | undefined {
    const wanted = name.toLowerCase();
    return macros.find((each) => each.name === name) ?? macros.find((each) => namesOf(each).includes(wanted));
}

function namesOf(macro: MacroDescription): string[] {
    return [macro.name, ...macro.aliases].map((each) => each.toLowerCase());
}

/** Make the node of a macro that is put in. */
export function macroNode(schema: Schema, macro: MacroDescription, given: MacroContent): Node {
    const { nodes } = schema;
    const attributes = { name: macro.name, parameters: [...given.parameters] };
    if (macro.name === "status") return statusNode(schema, given.parameters);
    if (macro.name === "code" || macro.name === "noformat")
        return nodes.code_block!.create(attributes, given.body ? schema.text(given.body) : null);
    if (macro.body === "rich") {
        const content = given.content?.size ? given.content : Fragment.from(nodes.paragraph!.create());
        return nodes.macro_rich!.create(attributes, content);
    }
    const type = macro.display === "inline" ? nodes.macro_inline! : nodes.macro_block!;
    return type.create({ ...attributes, body: macro.body === "plain" ? (given.body ?? "") : null });
}

/** The same macro with other parameters and another body; where it came from is kept. */
export function changedMacro(node: Node, given: MacroContent): Node {
    if (node.type.name === "status") {
        const made = statusNode(node.type.schema, given.parameters);
        return node.type.create(
            { ...node.attrs, ...pick(made.attrs, ["title", "colour", "parameters"]) },
            null,
            node.marks,
        );
    }
    const attributes = { ...node.attrs, parameters: [...given.parameters] };
    if (node.type.name === "code_block") {
        const text = given.body ? node.type.schema.text(given.body) : null;
        return node.type.create(attributes, text, node.marks);
    }
    if (node.type.name === "macro_rich") return node.type.create(attributes, node.content, node.marks);
    const hasBody = given.body !== undefined && (node.attrs.body !== null || given.body !== "");
    return node.type.create(hasBody ? { ...attributes, body: given.body } : attributes, null, node.marks);
}

function statusNode(schema: Schema, parameters: readonly MacroParameter[]): Node {
    const value = (name: string) => parameters.find((each) => each.name === name)?.value ?? "";
    return schema.nodes.status!.create({
        title: value("title"),
        colour: value("colour"),
        parameters: parameters.filter((each) => each.name !== "title" && each.name !== "colour"),
    });
}

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
    return Object.fromEntries(names.map((name) => [name, from[name]]));
}
