/** Reads links and images, and the resources that they name. */

import type { Mark, Node } from "prosemirror-model";
import { schema } from "../schema/schema";
import { Unfit, type Reader } from "./read";
import { atom, marked, plainText } from "./read-inline";
import { Source } from "./source";
import { elementsOf, isBlank, parse, textOf, type Element } from "./tokens";

const { marks, nodes } = schema;

/** What a link leads to, as its mark holds it. */
export interface Target {
    kind: string;
    title: string;
    spaceKey: string;
    postingDay: string;
    filename: string;
}

/** Give the target that a resource names, or null for one that links have no words for. */
export function targetOf(resource: Element): Target | null {
    const valueOf = (name: string) => resource.attributes.get(name) ?? "";
    const none = { title: "", spaceKey: "", postingDay: "", filename: "" };
    switch (resource.tag) {
        case "ri:page":
            return { ...none, kind: "page", title: valueOf("ri:content-title"), spaceKey: valueOf("ri:space-key") };
        case "ri:blog-post":
            return {
                ...none,
                kind: "blogpost",
                title: valueOf("ri:content-title"),
                spaceKey: valueOf("ri:space-key"),
                postingDay: valueOf("ri:posting-day"),
            };
        case "ri:space":
            return { ...none, kind: "space", spaceKey: valueOf("ri:space-key") };
        case "ri:attachment": {
            const [page, ...others] = elementsOf(resource);
            if (others.length || (page && page.tag !== "ri:page")) return null;
            return {
                ...none,
                kind: "attachment",
                filename: valueOf("ri:filename"),
                title: page?.attributes.get("ri:content-title") ?? "",
                spaceKey: page?.attributes.get("ri:space-key") ?? "",
            };
        }
    }
    return null;
}

/** Give the target that the text of a resource names. */
export function targetOfText(resource: string): Target | null {
    const [found] = parse(resource);
    return found?.kind === "element" ? targetOf(found) : null;
}

/** Read an `ac:link`: words with a link, or a person.
 *
 * Throws Unfit for one that the editor has no words for.
 */
export function readLink(reader: Reader, element: Element, around: readonly Mark[]): Node[] {
    const [first, second, third] = elementsOf(element);
    const isBody = first !== undefined && ["ac:plain-text-link-body", "ac:link-body"].includes(first.tag);
    const resource = isBody ? undefined : first;
    const body = isBody ? first : second;
    const tooMany = (isBody ? second : third) !== undefined;
    if (tooMany || (body && !["ac:plain-text-link-body", "ac:link-body"].includes(body.tag))) throw new Unfit("link");
    if (element.children.some((each) => each.kind !== "element" && !isBlank(each))) throw new Unfit("link");
    const anchor = element.attributes.get("ac:anchor") ?? "";
    if (resource?.tag === "ri:user") {
        if (body || anchor || resource.children.length) throw new Unfit("link");
        return [readMention(reader, element, resource, around)];
    }
    const target = resource
        ? targetOf(resource)
        : anchor
          ? { kind: "anchor", title: "", spaceKey: "", postingDay: "", filename: "" }
          : null;
    if (!target) throw new Unfit("link");
    const auto = body ? null : textOfLink(target, anchor);
    const mark = marks.link.create({
        ...target,
        anchor,
        auto,
        tooltip: element.attributes.get("ac:tooltip") ?? "",
        resource: resource ? reader.sliceOf(resource) : "",
        open: reader.openOf(element),
    });
    if (!body) {
        if (!auto) throw new Unfit("link");
        return [schema.text(auto, mark.addToSet(around))];
    }
    if (body.tag === "ac:link-body") return marked(reader, body.children, mark, around);
    const words = plainText(body.children)?.replace(/[ \t\r\n]+/g, " ");
    if (!words?.trim()) throw new Unfit("link");
    return [schema.text(words, mark.addToSet(around))];
}

/** What a link without words of its own shows. */
export function textOfLink(target: Target, anchor: string): string {
    return target.filename || target.title || target.spaceKey || anchor;
}

function readMention(reader: Reader, element: Element, user: Element, around: readonly Mark[]): Node {
    const valueOf = (name: string) => user.attributes.get(name) ?? "";
    const attrs = {
        userKey: valueOf("ri:userkey"),
        userName: valueOf("ri:username"),
        accountId: valueOf("ri:account-id"),
    };
    return atom(nodes.mention, attrs, new Source({ slice: reader.sliceOf(element) }), around);
}

/** Read an `ac:image`.
 *
 * Throws Unfit for one that shows neither a file nor an address.
 */
export function readImage(reader: Reader, element: Element, around: readonly Mark[]): Node {
    const [resource, ...others] = elementsOf(element);
    const valueOf = (name: string) => element.attributes.get(`ac:${name}`) ?? "";
    const isFile = resource?.tag === "ri:attachment";
    if (!resource || (!isFile && resource.tag !== "ri:url")) throw new Unfit("image");
    const page = elementsOf(resource).find((each) => each.tag === "ri:page");
    const caption = others.find((each) => each.tag === "ac:caption");
    const attrs = {
        kind: isFile ? "attachment" : "url",
        filename: resource.attributes.get("ri:filename") ?? "",
        url: resource.attributes.get("ri:value") ?? "",
        page: page
            ? {
                  title: page.attributes.get("ri:content-title") ?? "",
                  spaceKey: page.attributes.get("ri:space-key") ?? "",
              }
            : null,
        width: valueOf("width"),
        height: valueOf("height"),
        align: valueOf("align"),
        alt: valueOf("alt"),
        title: valueOf("title"),
        border: valueOf("border") === "true",
        thumbnail: valueOf("thumbnail") === "true",
        caption: caption ? textOf(caption.children).trim() : "",
    };
    const source = new Source({
        slice: reader.sliceOf(element),
        open: reader.openOf(element),
        close: reader.closeOf(element),
        gaps: [
            reader.text.slice(element.openEnd, resource.end),
            caption ? reader.text.slice(resource.end, caption.end) : "",
            reader.text.slice(caption?.end ?? resource.end, element.closeStart),
        ],
    });
    return atom(nodes.image, attrs, source, around);
}
