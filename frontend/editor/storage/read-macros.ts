/** Reads macros by their shape: any name, parameters, and at most one body. */

import type { Mark, Node } from "prosemirror-model";
import type { MacroParameter } from "../schema/macro-parameters";
import { schema } from "../schema/schema";
import { Unfit, type Reader } from "./read";
import { wrapped } from "./read-blocks";
import { atom } from "./read-inline";
import { Source } from "./source";
import { elementsOf, isBlank, textOf, type Element, type Item } from "./tokens";

const { nodes } = schema;

/** Macros that show within a line even where a block could stand. */
const INLINE_NAMES = new Set(["status", "mathinline", "anchor"]);
const CODE = new Set(["code", "noformat"]);
const SHOWN = [
    "ri:content-title",
    "ri:filename",
    "ri:space-key",
    "ri:username",
    "ri:userkey",
    "ri:account-id",
    "ri:value",
];

interface Macro {
    name: string;
    macroId: string;
    parameters: MacroParameter[];
    rich?: Element;
    plain?: Element;
}

/** Whether an item is a macro that belongs to a line. */
export function isInlineMacro(element: Element, text: string): boolean {
    if (element.tag !== "ac:structured-macro" && element.tag !== "ac:macro") return false;
    if (elementsOf(element).some((each) => each.tag === "ac:rich-text-body")) return false;
    if (INLINE_NAMES.has(element.attributes.get("ac:name") ?? "")) return true;
    const type = elementsOf(element).find((each) => each.attributes.get("ac:name") === "atlassian-macro-output-type");
    return type !== undefined && text.slice(type.openEnd, type.closeStart) === "INLINE";
}

/** Read a macro that stands as a block.
 *
 * Throws Unfit for one of another shape.
 */
export function readMacroBlock(reader: Reader, element: Element): Node {
    const { name, macroId, parameters, rich, plain } = readMacro(reader, element);
    const attrs = { name, macroId, parameters };
    if (rich) return wrapped(reader, nodes.macro_rich, element, rich, attrs, false);
    const head = reader.openOf(element);
    const rest = restOf(reader, element, plain);
    if (CODE.has(name)) {
        const text = plain ? textOf(plain.children) : "";
        return reader.wrapping(nodes.code_block, element, attrs, text ? [schema.text(text)] : [], head, rest);
    }
    const body = plain ? textOf(plain.children) : null;
    return reader.wrapping(nodes.macro_block, element, { ...attrs, body }, [], head, rest);
}

/** Read a macro that stands in a line.
 *
 * Throws Unfit for one of another shape.
 */
export function readMacroInline(reader: Reader, element: Element, around: readonly Mark[]): Node {
    const { name, macroId, parameters, rich, plain } = readMacro(reader, element);
    const source = new Source({
        slice: reader.sliceOf(element),
        open: reader.openOf(element),
        close: restOf(reader, element, rich ?? plain),
    });
    if (name === "status" && !rich && !plain && parameters.every((each) => each.inner === undefined)) {
        const valueOf = (wanted: string) => parameters.find((each) => each.name === wanted)?.value ?? "";
        const others = parameters.filter((each) => each.name !== "title" && each.name !== "colour");
        const attrs = { title: valueOf("title"), colour: valueOf("colour"), parameters: others, macroId };
        return atom(nodes.status, attrs, source, around);
    }
    const body = plain ? textOf(plain.children) : null;
    return atom(nodes.macro_inline, { name, macroId, parameters, body }, source, around);
}

/** What stands from the body of a macro to its end. */
function restOf(reader: Reader, element: Element, body: Element | undefined): string {
    return body ? reader.text.slice(body.start, element.end) : reader.closeOf(element);
}

function readMacro(reader: Reader, element: Element): Macro {
    const name = element.attributes.get("ac:name");
    if (!name) throw new Unfit("macro");
    const macro: Macro = { name, macroId: element.attributes.get("ac:macro-id") ?? "", parameters: [] };
    for (const child of element.children) {
        if (child.kind !== "element") {
            if (!isBlank(child)) throw new Unfit("macro");
        } else if (macro.rich ?? macro.plain) throw new Unfit("macro");
        else if (child.tag === "ac:rich-text-body") macro.rich = child;
        else if (child.tag === "ac:plain-text-body" && plainly(child.children)) macro.plain = child;
        else if (child.tag === "ac:parameter" || child.tag === "ac:default-parameter") {
            macro.parameters.push(readParameter(reader, child));
        } else throw new Unfit("macro");
    }
    return macro;
}

function plainly(items: readonly Item[]): boolean {
    return items.every((each) => each.kind === "text" || each.kind === "cdata");
}

function readParameter(reader: Reader, element: Element): MacroParameter {
    const name = element.tag === "ac:parameter" ? (element.attributes.get("ac:name") ?? "") : "";
    const source = reader.sliceOf(element);
    if (plainly(element.children)) return { name, value: textOf(element.children), source };
    return {
        name,
        value: shownOf(element) || textOf(element.children).trim(),
        inner: reader.text.slice(element.openEnd, element.closeStart),
        source,
    };
}

function shownOf(element: Element): string {
    for (const child of elementsOf(element)) {
        const found = SHOWN.map((each) => child.attributes.get(each)).find(Boolean) ?? shownOf(child);
        if (found) return found;
    }
    return "";
}
