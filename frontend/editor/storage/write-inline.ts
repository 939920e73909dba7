/** Writes what stands in a line. */

import type { Fragment, Mark, Node } from "prosemirror-model";
import { schema } from "../schema/schema";
import { cdata, decode, encodeText } from "./entities";
import { TAGS } from "./read-inline";
import { targetOfText, type Target } from "./read-resources";
import { sourceOf } from "./source";
import { nameOf, retag, startTag } from "./tags";
import { writeMacroInline, writeStatus } from "./write-macros";
import { writeImage, writeResource } from "./write-resources";

/** Write the content of a paragraph or heading. */
export function writeInline(content: Fragment): string {
    const nodes: Node[] = [];
    content.forEach((node) => nodes.push(node));
    return run(nodes, 0, nodes.length, []);
}

/** Whether an atom is what was read, whatever marks it has. */
export function isWhole(node: Node): boolean {
    return sourceOf(node)?.isStill(node.mark([])) ?? false;
}

/** Write some nodes; of the marks that begin at a place the one that reaches farthest is outermost. */
function run(nodes: readonly Node[], start: number, end: number, open: readonly Mark[]): string {
    let written = "";
    for (let place = start; place < end;) {
        const node = nodes[place]!;
        let longest: Mark | undefined;
        let reach = place;
        for (const mark of node.marks) {
            if (mark.isInSet(open)) continue;
            const extent = extentOf(nodes, place, end, mark);
            if (extent > reach) [longest, reach] = [mark, extent];
        }
        if (!longest) {
            written += writeLeaf(node);
            place++;
            continue;
        }
        written += writeMarked(nodes, place, reach, longest, open);
        place = reach;
    }
    return written;
}

function extentOf(nodes: readonly Node[], start: number, end: number, mark: Mark): number {
    let reach = start + 1;
    while (reach < end && mark.isInSet(nodes[reach]!.marks)) reach++;
    return reach;
}

function writeMarked(nodes: readonly Node[], start: number, end: number, mark: Mark, open: readonly Mark[]): string {
    const opened = [...open, mark];
    const { kind } = mark.attrs as { kind?: string };
    if (mark.type === schema.marks.link && kind !== "url") return writeLink(nodes, start, end, mark, opened);
    const tag = tagOf(mark);
    return `${tag}${run(nodes, start, end, opened)}</${nameOf(tag)}>`;
}

/** The start tag of a mark. */
function tagOf(mark: Mark): string {
    const { open, colour, href, ref } = mark.attrs as Record<string, string>;
    switch (mark.type.name) {
        case "link":
            return withHref(open || "<a>", href ?? "");
        case "comment_marker":
            return open || startTag("ac:inline-comment-marker", { "ac:ref": ref ?? "" });
        case "text_color":
            return open || startTag("span", { style: `color: ${colour ?? ""};` });
        case "highlight":
            return open || startTag("span", { style: `background-color: ${colour ?? ""};` });
    }
    return open || `<${TAGS[mark.type.name as keyof typeof TAGS]}>`;
}

/** The tag of a web link; an address that was not changed stays as it is written. */
function withHref(open: string, href: string): string {
    const written = /\shref\s*=\s*("[^"]*"|'[^']*')/.exec(open)?.[1]?.slice(1, -1);
    return written !== undefined && decode(written) === href ? open : retag(open, { href });
}

/** Write a link to something in the wiki. */
function writeLink(nodes: readonly Node[], start: number, end: number, mark: Mark, opened: readonly Mark[]): string {
    const { anchor, tooltip, open, auto, resource } = mark.attrs as Record<string, string>;
    const tag = retag(open || "<ac:link>", linkAttributes(open ?? "", anchor ?? "", tooltip ?? ""));
    const target = mark.attrs as Target;
    const named = resource && sameTarget(resource, target) ? resource : writeResource(target);
    const words = plainWords(nodes, start, end, opened);
    if (words !== null && words === auto) return named ? `${tag}${named}</ac:link>` : `${tag.slice(0, -1)} />`;
    const body =
        words !== null
            ? `<ac:plain-text-link-body>${cdata(words)}</ac:plain-text-link-body>`
            : `<ac:link-body>${run(nodes, start, end, opened)}</ac:link-body>`;
    return `${tag}${named}${body}</ac:link>`;
}

/** What has to change in the tag of a link that was read. */
function linkAttributes(open: string, anchor: string, tooltip: string): Record<string, string | null> {
    const wanted: Record<string, string | null> = {};
    for (const [name, value] of [
        ["ac:anchor", anchor],
        ["ac:tooltip", tooltip],
    ] as const) {
        if (value || open.includes(name)) wanted[name] = value || null;
    }
    return wanted;
}

function sameTarget(resource: string, target: Target): boolean {
    const named = targetOfText(resource);
    if (!named) return false;
    return (Object.keys(named) as (keyof Target)[]).every((each) => named[each] === target[each]);
}

/** The words of a link that has no markup in it, or null. */
function plainWords(nodes: readonly Node[], start: number, end: number, opened: readonly Mark[]): string | null {
    let words = "";
    for (let place = start; place < end; place++) {
        const node = nodes[place]!;
        if (!node.isText || node.marks.some((mark) => !mark.isInSet(opened))) return null;
        words += node.text!;
    }
    return words;
}

function writeLeaf(node: Node): string {
    if (node.isText) return encodeText(node.text!).replace(/ (?= )/g, "&nbsp;");
    if (isWhole(node)) return sourceOf(node)!.slice;
    const text = node.attrs as Record<string, string>;
    switch (node.type.name) {
        case "hard_break":
            return "<br />";
        case "image":
            return writeImage(node, sourceOf(node));
        case "mention":
            return writeMention(text);
        case "date":
            return `${startTag("time", { datetime: text.date ?? "" }).slice(0, -1)} />`;
        case "emoticon":
            return writeEmoticon(text);
        case "status":
            return writeStatus(node, sourceOf(node));
        case "macro_inline":
            return writeMacroInline(node, sourceOf(node));
        case "opaque_inline":
            return text.xml ?? "";
    }
    throw new Error(`there is no way to write ${node.type.name}`);
}

function writeMention({ userKey, userName, accountId }: Record<string, string>): string {
    const named: Record<string, string> = {};
    if (accountId) named["ri:account-id"] = accountId;
    if (userKey) named["ri:userkey"] = userKey;
    else if (userName) named["ri:username"] = userName;
    return `<ac:link>${startTag("ri:user", named).slice(0, -1)} /></ac:link>`;
}

function writeEmoticon({ name, fallback, shortname }: Record<string, string>): string {
    const attributes = {
        "ac:name": name ?? "",
        "ac:emoji-shortname": shortname ?? "",
        "ac:emoji-fallback": fallback ?? "",
    };
    return `${startTag("ac:emoticon", attributes).slice(0, -1)} />`;
}
