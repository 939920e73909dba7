/** The characters that stand for emoticons while one edits. */

import type { Node } from "prosemirror-model";

/** Confluence's own set. */
export const EMOTICONS: Record<string, string> = {
    smile: "🙂",
    sad: "🙁",
    cheeky: "😛",
    laugh: "😁",
    wink: "😉",
    "thumbs-up": "👍",
    "thumbs-down": "👎",
    information: "ℹ️",
    tick: "✅",
    cross: "❌",
    warning: "⚠️",
    plus: "➕",
    minus: "➖",
    question: "❓",
    "light-on": "💡",
    "light-off": "🌑",
    "yellow-star": "⭐",
    "red-star": "★",
    "green-star": "✳️",
    "blue-star": "✴️",
    heart: "❤️",
    "broken-heart": "💔",
};

/** The character of an emoticon, or its name between colons. */
export function emoticonCharacter(node: Node): string {
    const { name, fallback, shortname } = node.attrs as Record<string, string>;
    if (fallback && !fallback.startsWith(":")) return fallback;
    return EMOTICONS[name ?? ""] ?? (fallback || shortname || `:${name ?? ""}:`);
}
