/** Writes images, and the resources that links and images name. */

import type { Node } from "prosemirror-model";
import { encodeText } from "./entities";
import type { Target } from "./read-resources";
import type { Source } from "./source";
import { retag, startTag } from "./tags";

/** An element without content, the way the original writes it. */
export function alone(tag: string, attributes: Record<string, string>): string {
    return `${startTag(tag, attributes).slice(0, -1)} />`;
}

/** Write what a link leads to; nothing for a place in the same page. */
export function writeResource({ kind, title, spaceKey, postingDay, filename }: Target): string {
    switch (kind) {
        case "page":
            return alone("ri:page", { "ri:space-key": spaceKey, "ri:content-title": title });
        case "blogpost":
            return alone("ri:blog-post", {
                "ri:space-key": spaceKey,
                "ri:posting-day": postingDay,
                "ri:content-title": title,
            });
        case "space":
            return alone("ri:space", { "ri:space-key": spaceKey });
        case "attachment":
            return attachment(filename, title ? { title, spaceKey } : null);
    }
    return "";
}

function attachment(filename: string, page: { title: string; spaceKey: string } | null): string {
    if (!page) return alone("ri:attachment", { "ri:filename": filename });
    const inside = alone("ri:page", { "ri:space-key": page.spaceKey, "ri:content-title": page.title });
    return `${startTag("ri:attachment", { "ri:filename": filename })}${inside}</ri:attachment>`;
}

const ATTRIBUTES = ["align", "border", "thumbnail", "title", "alt", "height", "width"] as const;

/** Write an image: what is not shown in the editor stays as it was. */
export function writeImage(node: Node, source: Source | null): string {
    const { kind, filename, url, page, caption } = node.attrs as Record<string, string> & {
        page: { title: string; spaceKey: string } | null;
    };
    const was = source?.node?.attrs;
    const changes: Record<string, string | null> = {};
    for (const name of ATTRIBUTES) {
        const value: unknown = node.attrs[name];
        if (was ? was[name] === value : !value) continue;
        changes[`ac:${name}`] = typeof value === "boolean" ? (value ? "true" : null) : (value as string) || null;
    }
    const same =
        was !== undefined &&
        was.kind === kind &&
        was.filename === filename &&
        was.url === url &&
        JSON.stringify(was.page) === JSON.stringify(page);
    const [readResource = "", readCaption = "", rest = ""] = source?.gaps ?? [];
    const named = kind === "url" ? alone("ri:url", { "ri:value": url ?? "" }) : attachment(filename ?? "", page);
    const below = caption ? `<ac:caption><p>${encodeText(caption)}</p></ac:caption>` : "";
    const resource = same ? readResource : named;
    return `${retag(source?.open ?? "<ac:image>", changes)}${resource}${was?.caption === caption ? readCaption : below}${rest}</ac:image>`;
}
