/** Marks: the look of words, links, and inline elements that are kept as they are. */

import type { Mark, MarkSpec, Schema } from "prosemirror-model";
import { hrefOf } from "../addresses";

/** `open` is the tag as it was read, where it is not the one that the editor would write. */
const open = { open: { default: "" } };
const text = { default: "", validate: "string" };

function simple(tag: string, others: MarkSpec["parseDOM"] = []): MarkSpec {
    return { attrs: open, parseDOM: [{ tag }, ...others], toDOM: () => [tag, 0] };
}

const colour = /^(#[0-9a-f]{3,8}|[a-z]{3,30}|(rgb|hsl)a?\([\d.,%\s/]{5,60}\)|var\(--[\w-]{1,60}\))$/i;

/** Give a colour when it is one. */
export function colourOf(value: string): string {
    return colour.test(value) ? value : "";
}

export const marks = {
    link: {
        inclusive: false,
        attrs: {
            kind: { default: "url", validate: "string" },
            href: text,
            title: text,
            spaceKey: text,
            postingDay: text,
            filename: text,
            anchor: text,
            tooltip: text,
            /** The text that stands for a link without words of its own. */
            auto: { default: null },
            /** The resource as it was read. */
            resource: text,
            ...open,
        },
        parseDOM: [
            {
                tag: "a[href]",
                getAttrs: (dom: HTMLElement) => {
                    const href = hrefOf(dom.getAttribute("href") ?? "");
                    return href ? { kind: "url", href } : false;
                },
            },
        ],
        toDOM: (mark) => {
            const attributes: Record<string, string> = { class: `link-${mark.attrs.kind as string}`, rel: "noopener" };
            const href = mark.attrs.kind === "url" ? hrefOf(mark.attrs.href as string) : "";
            if (href) attributes.href = href;
            attributes.title = linkTarget(mark);
            return ["a", attributes, 0];
        },
    },
    comment_marker: {
        inclusive: false,
        excludes: "",
        attrs: { ref: text, ...open },
        toDOM: () => ["span", { class: "inline-comment-marker" }, 0],
    },
    kept: {
        inclusive: false,
        excludes: "",
        attrs: { tag: text, ...open },
        toDOM: () => ["span", { class: "kept-span" }, 0],
    },
    strong: simple("strong", [{ tag: "b" }, { style: "font-weight=bold" }, { style: "font-weight=700" }]),
    em: simple("em", [{ tag: "i" }, { style: "font-style=italic" }]),
    underline: simple("u"),
    strike: simple("s", [{ tag: "del" }, { tag: "strike" }, { style: "text-decoration=line-through" }]),
    sub: { ...simple("sub"), excludes: "sub sup" },
    sup: { ...simple("sup"), excludes: "sub sup" },
    text_color: {
        attrs: { colour: text, ...open },
        toDOM: (mark) => ["span", { style: `color: ${colourOf(mark.attrs.colour as string)}` }, 0],
    },
    highlight: {
        attrs: { colour: text, ...open },
        toDOM: (mark) => ["span", { style: `background-color: ${colourOf(mark.attrs.colour as string)}` }, 0],
    },
    code: simple("code"),
} satisfies Record<string, MarkSpec>;

/** What a link leads to, in words. */
export function linkTarget(mark: Mark): string {
    const { kind, href, title, spaceKey, filename, anchor } = mark.attrs as Record<string, string>;
    const place = anchor ? `#${anchor}` : "";
    if (kind === "url") return href ?? "";
    if (kind === "attachment") return `${filename ?? ""}${title ? ` (${title})` : ""}`;
    if (kind === "space") return spaceKey ?? "";
    return `${spaceKey ? `${spaceKey}:` : ""}${title ?? ""}${place}`;
}

export type MarkName = keyof typeof marks;
export type AnySchema = Schema<string, MarkName>;
