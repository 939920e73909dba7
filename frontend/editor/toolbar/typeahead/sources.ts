/** What the signs suggest: `/` things and macros, `{` macros, `[` pages, `!` files, `@` people, `:` emoji, `//` dates. */

import type { Schema } from "prosemirror-model";
import { insertInline } from "../../commands/insert";
import type { ToolContext } from "../../context";
import { macroCatalogue, ownFiles, type MacroDescription } from "../../lookups";
import { matching } from "../../macros/browser";
import { addMacro } from "../../macros/form";
import { gettext } from "../../texts";
import { openFiles } from "../files/dialog";
import { nodeOf } from "../files/uploads";
import { isoDay, openDate } from "../pickers";
import { matchingThings, things } from "../things";
import type { Source, Suggestion } from "./plugin";
import { emoji, pages, people } from "./words";

/** All of them. */
export function sources(context: ToolContext, schema: Schema): Source[] {
    return [slash(context, schema), macros(context), pages(), files(), people(), emoji(), dates(schema)];
}

function macroSuggestion(context: ToolContext, macro: MacroDescription): Suggestion {
    return {
        label: macro.title,
        detail: macro.summary,
        icon: macro.icon || "macro",
        run: (view) => addMacro(view, context, macro),
    };
}

function slash(context: ToolContext, schema: Schema): Source {
    const all = things(context, schema);
    return {
        sign: "/",
        label: gettext("Insert"),
        takesBlanks: true,
        async find(query) {
            const found = matchingThings(all, query);
            const own = found.map(({ label, icon, run }): Suggestion => ({ label, icon, run }));
            if (!query.trim()) return own;
            const { macros: known } = await macroCatalogue().catch(() => ({ macros: [] }));
            const labels = new Set(own.map((each) => each.label.toLowerCase()));
            const others = matching(known, query).filter((macro) => !labels.has(macro.title.toLowerCase()));
            return [...own, ...others.slice(0, 12).map((macro) => macroSuggestion(context, macro))];
        },
    };
}

function macros(context: ToolContext): Source {
    return {
        sign: "{",
        label: gettext("Macros"),
        takesBlanks: true,
        find: async (query) =>
            matching((await macroCatalogue()).macros, query).map((macro) => macroSuggestion(context, macro)),
    };
}

function files(): Source {
    return {
        sign: "!",
        label: gettext("Files"),
        takesBlanks: true,
        async find(query, signal) {
            const found = (await ownFiles(signal)).filter(({ name }) =>
                name.toLowerCase().includes(query.toLowerCase()),
            );
            const known = found.slice(0, 15).map((file): Suggestion => ({
                label: file.name,
                icon: file.isImage ? "image" : "file",
                run: (view) => insertInline(view, nodeOf(view.state.schema, file)),
            }));
            return query && known.length === 0
                ? []
                : [...known, { label: gettext("Upload…"), icon: "add", run: openFiles }];
        },
    };
}

/** Days that are easily said, and a calendar for the others. */
function dates(schema: Schema): Source {
    const put = (date: Date) => (view: Parameters<Suggestion["run"]>[0]) =>
        insertInline(view, schema.nodes.date!.create({ date: isoDay(date) }));
    const inDays = (count: number) => {
        const date = new Date();
        date.setDate(date.getDate() + count);
        return date;
    };
    return {
        sign: "//",
        label: gettext("Date"),
        find(query) {
            const days: [string, Date][] = [
                [gettext("Today"), inDays(0)],
                [gettext("Tomorrow"), inDays(1)],
                [gettext("Yesterday"), inDays(-1)],
                [gettext("In a week"), inDays(7)],
            ];
            const typed = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(query);
            if (typed) days.push([query, new Date(Number(typed[1]), Number(typed[2]) - 1, Number(typed[3]))]);
            const found = days
                .filter(([name]) => name.toLowerCase().startsWith(query.toLowerCase()))
                .map(([label, date]): Suggestion => ({
                    label,
                    detail: isoDay(date),
                    icon: "calendar",
                    run: put(date),
                }));
            const other = {
                label: gettext("Choose a date…"),
                icon: "calendar",
                run: (view: Parameters<typeof openDate>[0]) => openDate(view),
            };
            return query && !found.length ? [] : [...found, other];
        },
    };
}
