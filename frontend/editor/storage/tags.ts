/** Start tags as text: changed in one place and otherwise left as they were. */

import { encodeAttribute } from "./entities";

const ATTRIBUTE = /([^\s"'=<>/]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** The tag's name. */
export function nameOf(open: string): string {
    return /^<([^\s/>]+)/.exec(open)?.[1] ?? "";
}

/** Write a start tag; attributes without a value are left out. */
export function startTag(tag: string, attributes: Record<string, string> = {}): string {
    let written = `<${tag}`;
    for (const [name, value] of Object.entries(attributes))
        if (value) written += ` ${name}="${encodeAttribute(value)}"`;
    return `${written}>`;
}

/** Give a start tag other attributes: null or "" takes one away, all others stay as they are written. */
export function retag(open: string, changes: Record<string, string | null>): string {
    if (!Object.keys(changes).length) return open;
    const left = { ...changes };
    const head = /^<[^\s/>]+/.exec(open)?.[0] ?? "";
    let written = head;
    for (const [whole, name] of open.slice(head.length).matchAll(ATTRIBUTE)) {
        if (name === undefined || !(name in left)) {
            written += ` ${whole}`;
            continue;
        }
        const value = left[name];
        Reflect.deleteProperty(left, name);
        if (value) written += ` ${name}="${encodeAttribute(value)}"`;
    }
    for (const [name, value] of Object.entries(left)) if (value) written += ` ${name}="${encodeAttribute(value)}"`;
    return `${written}>`;
}

/** Give a style other properties, the way the original writes them; "" takes one away. */
export function restyle(style: string, changes: Record<string, string>): string {
    const left = { ...changes };
    const kept: string[] = [];
    for (const declaration of style.split(";")) {
        const name = declaration.split(":")[0]?.trim().toLowerCase() ?? "";
        if (!name) continue;
        if (!(name in left)) kept.push(`${declaration.trim()};`);
        else if (left[name]) kept.push(`${name}: ${left[name]};`);
        Reflect.deleteProperty(left, name);
    }
    for (const [name, value] of Object.entries(left)) if (value) kept.push(`${name}: ${value};`);
    return kept.join("");
}

/** The properties of a style. */
export function stylesOf(style: string): Map<string, string> {
    const found = new Map<string, string>();
    for (const declaration of style.split(";")) {
        const colon = declaration.indexOf(":");
        if (colon > 0) found.set(declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim());
    }
    return found;
}
