/** Parameters of macros as the document holds them. */

import type { Node } from "prosemirror-model";

/** One parameter of a macro. */
export interface MacroParameter {
    readonly name: string;
    /** Its text; for a parameter that names a resource, what is shown of it. */
    readonly value: string;
    /** The markup of the resource that it names (`<ri:page … />`), where it is no text. */
    readonly inner?: string;
    /** The whole parameter as it was read. */
    readonly source?: string;
}

/** The text of a parameter of a macro's node, or "". */
export function parameterOf(node: Node, name: string): string {
    return (node.attrs.parameters as MacroParameter[]).find((each) => each.name === name)?.value ?? "";
}

/** The parameters with one of them set, in its place; an empty value takes it away. */
export function withParameter(parameters: readonly MacroParameter[], name: string, value: string): MacroParameter[] {
    const place = parameters.findIndex((each) => each.name === name);
    if (place >= 0 && parameters[place]!.value === value) return [...parameters];
    const others = parameters.filter((each) => each.name !== name);
    if (value === "") return others;
    others.splice(place < 0 ? others.length : place, 0, { name, value });
    return others;
}
