/** Suggestions of words that any text may have, a comment as well as a page: pages, people, emoji. */

import { insertInline } from "../../commands/insert";
import { linkToPage, withLink } from "../../commands/links";
import { findPages, findPeople, ownSpaceKey } from "../../lookups";
import { gettext } from "../../texts";
import { matchingEmoji, putEmoji } from "../pickers";
import type { Source } from "./plugin";

/** `[`: pages and blog posts. */
export function pages(): Source {
    return {
        sign: "[",
        label: gettext("Pages"),
        isRemote: true,
        takesBlanks: true,
        async find(query, signal) {
            const found = await findPages(query, signal);
            return found.map((page) => ({
                label: page.title,
                detail: page.spaceName,
                icon: page.kind === "page" ? "page" : "quote",
                run(view) {
                    const { from, to } = view.state.selection;
                    view.dispatch(withLink(view.state, { from, to }, linkToPage(page, ownSpaceKey()), page.title));
                    view.focus();
                },
            }));
        },
    };
}

/** `@`: people. */
export function people(): Source {
    return {
        sign: "@",
        label: gettext("People"),
        isRemote: true,
        takesBlanks: true,
        async find(query, signal) {
            const found = await findPeople(query, signal);
            return found.map((person) => ({
                label: person.name,
                detail: person.username,
                picture: person.picture,
                run(view) {
                    const attributes = { userKey: person.key, userName: person.username, name: person.name };
                    insertInline(view, view.state.schema.nodes.mention!.create(attributes));
                },
            }));
        },
    };
}

/** `:`: emoji. */
export function emoji(): Source {
    return {
        sign: ":",
        label: gettext("Emoji"),
        least: 2,
        find: (query) =>
            matchingEmoji(query).map((each) => ({
                label: each.names[0]!,
                glyph: each.character,
                run: (view) => putEmoji(view, each),
            })),
    };
}
