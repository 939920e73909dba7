/** What stands in a line and is no text: images, people, dates, emoticons, status. */

import type { Attrs, NodeSpec } from "prosemirror-model";
import type { MacroParameter } from "../macro-parameters";
import { emoticonCharacter } from "../emoticons";

const text = { default: "", validate: "string" };
const source = { source: { default: null } };
const atom = { group: "inline", inline: true, atom: true };

const STATUS_LOOKS: Record<string, string> = {
    green: "aui-lozenge-success",
    red: "aui-lozenge-error",
    yellow: "aui-lozenge-current",
    blue: "aui-lozenge-complete",
    purple: "aui-lozenge-progress",
};

/** An image that was pasted: one of the web, or one that the text itself holds and that becomes a file. */
function pastedImage(dom: HTMLElement): Attrs | false {
    const value = (name: string) => dom.getAttribute(name) ?? "";
    const url = value("src");
    if (!/^(https?:\/\/|data:image\/(png|jpeg|gif|webp);base64,)/i.test(url)) return false;
    const size = (name: string) => (/^\d{1,4}$/.test(value(name)) ? value(name) : "");
    return { kind: "url", url, alt: value("alt"), width: size("width"), height: size("height") };
}

export const inlineNodes = {
    image: {
        ...atom,
        draggable: true,
        attrs: {
            kind: { default: "attachment", validate: "string" },
            filename: text,
            url: text,
            page: { default: null },
            width: text,
            height: text,
            align: text,
            alt: text,
            title: text,
            border: { default: false, validate: "boolean" },
            thumbnail: { default: false, validate: "boolean" },
            caption: text,
            ...source,
        },
        parseDOM: [{ tag: "img[src]", getAttrs: pastedImage }],
        toDOM: (node) => ["span", { class: "image-piece" }, (node.attrs.filename || node.attrs.url) as string],
    },
    mention: {
        ...atom,
        attrs: { userKey: text, userName: text, accountId: text, name: text, ...source },
        toDOM: (node) => [
            "span",
            { class: "user-mention" },
            `@${(node.attrs.name || node.attrs.userName || node.attrs.userKey || node.attrs.accountId) as string}`,
        ],
        leafText: (node) => `@${(node.attrs.name || node.attrs.userName) as string}`,
    },
    date: {
        ...atom,
        attrs: { date: text, ...source },
        toDOM: (node) => ["time", { datetime: node.attrs.date as string }, node.attrs.date as string],
        leafText: (node) => node.attrs.date as string,
    },
    emoticon: {
        ...atom,
        attrs: { name: text, fallback: text, shortname: text, ...source },
        toDOM: (node) => ["span", { class: "emoticon", title: node.attrs.name as string }, emoticonCharacter(node)],
        leafText: (node) => emoticonCharacter(node),
    },
    status: {
        ...atom,
        attrs: { title: text, colour: text, parameters: { default: [] as MacroParameter[] }, macroId: text, ...source },
        toDOM: (node) => [
            "span",
            { class: `aui-lozenge ${STATUS_LOOKS[(node.attrs.colour as string).toLowerCase()] ?? ""}`.trim() },
            (node.attrs.title || node.attrs.colour) as string,
        ],
        leafText: (node) => node.attrs.title as string,
    },
} satisfies Record<string, NodeSpec>;
