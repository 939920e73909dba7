/** Writes macros: parameters and bodies that were not changed stay as they were written. */

import type { Node } from "prosemirror-model";
import type { MacroParameter } from "../schema/macro-parameters";
import { cdata, encodeAttribute, encodeText } from "./entities";
import { sourceOf, type Source } from "./source";
import { nameOf, retag } from "./tags";

const TAG = "ac:structured-macro";

interface Calling {
    name: string;
    parameters: readonly MacroParameter[];
    macroId: string;
}

function writeParameter({ name, value, inner, source }: MacroParameter): string {
    return source ?? `<ac:parameter ac:name="${encodeAttribute(name)}">${inner ?? encodeText(value)}</ac:parameter>`;
}

/** The start tag of a macro. */
function tagOf({ name, macroId }: Calling, open: string | undefined, was: Partial<Calling>): string {
    if (!open) return retag(`<${TAG}>`, { "ac:name": name, "ac:schema-version": "1", "ac:macro-id": macroId });
    const changes: Record<string, string> = {};
    if (was.name !== name) changes["ac:name"] = name;
    if (was.macroId !== macroId) changes["ac:macro-id"] = macroId;
    return Object.keys(changes).length ? retag(open, changes) : open;
}

/** The start tag and the parameters. */
function callOf(calling: Calling, open: string | undefined, was: Partial<Calling>): string {
    return tagOf(calling, open, was) + calling.parameters.map(writeParameter).join("");
}

/** What stands around the body of a macro with markup in it. */
export function macroHead(node: Node, source: Source | null): { head: string; body: string; close: string } {
    const calling = node.attrs as Calling;
    if (!source) {
        const close = `</ac:rich-text-body></${TAG}>`;
        return { head: callOf(calling, undefined, {}), body: "<ac:rich-text-body>", close };
    }
    const was = (source.node?.attrs ?? {}) as Partial<Calling>;
    const same = was.parameters === calling.parameters && was.name === calling.name && was.macroId === calling.macroId;
    if (same) return { head: source.open, body: "", close: source.close };
    const open = /^<(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(source.open)?.[0] ?? `<${TAG}>`;
    const body = source.open.slice(source.open.lastIndexOf("<ac:rich-text-body"));
    return { head: callOf(calling, open, was), body, close: source.close };
}

function plainBody(body: string | null): string {
    return body === null ? "" : `<ac:plain-text-body>${cdata(body)}</ac:plain-text-body>`;
}

/** Write a macro that shows something without a body to write in. */
export function writeMacroBlock(node: Node, source: Source | null): string {
    const body = node.attrs.body as string | null;
    const was = source?.node?.attrs;
    const head = callOf(node.attrs as Calling, source?.open, was ?? {});
    if (source && was?.body === body) return head + source.close;
    if (body === null && !(node.attrs as Calling).parameters.length) return `${head.slice(0, -1)} />`;
    return `${head}${plainBody(body)}</${source ? nameOf(source.open) : TAG}>`;
}

/** Write a macro within a line. */
export function writeMacroInline(node: Node, source: Source | null): string {
    return writeMacroBlock(node, source);
}

/** Write code: as the macro, or as the element that it was. */
export function writeCode(node: Node, source: Source | null): string {
    const text = node.textContent;
    if (node.attrs.name === "pre") {
        const lines = encodeText(text);
        return `${source && nameOf(source.open) === "pre" ? source.open : "<pre>"}${lines}</pre>`;
    }
    const isMacro = source !== null && nameOf(source.open) !== "pre";
    const was = isMacro ? source.node : undefined;
    const head = callOf(node.attrs as Calling, isMacro ? source.open : undefined, was?.attrs ?? {});
    if (isMacro && was?.textContent === text) return head + source.close;
    return `${head}${plainBody(text)}</${isMacro ? nameOf(source.open) : TAG}>`;
}

/** Write a status. */
export function writeStatus(node: Node, source: Source | null): string {
    const { title, colour, macroId } = node.attrs as Record<string, string>;
    const own = [
        { name: "colour", value: colour ?? "" },
        { name: "title", value: title ?? "" },
    ].filter((each) => each.value !== "");
    const parameters = [...own, ...(node.attrs.parameters as MacroParameter[])];
    const calling = { name: "status", parameters, macroId: macroId ?? "" };
    const was = { name: "status", macroId: sourceOf(node)?.node?.attrs.macroId as string | undefined };
    return callOf(calling, source?.open, was as Partial<Calling>) + (source?.close ?? `</${TAG}>`);
}
