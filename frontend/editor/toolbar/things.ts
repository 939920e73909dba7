/** What can be put into a text: the same list for the insert menu and for what is typed after a slash. */

import { setBlockType, wrapIn } from "prosemirror-commands";
import { closeHistory } from "prosemirror-history";
import { Fragment } from "prosemirror-model";
import type { Command } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { insertBlock, newTable } from "../commands/insert";
import { newDefinitionList } from "../commands/definitions";
import { addSection } from "../commands/layouts";
import { toggleList } from "../commands/lists";
import type { ToolContext } from "../context";
import { openMacroBrowser } from "../macros/browser";
import { gettext } from "../texts";
import { openFiles } from "./files/dialog";
import { openLinkDialog } from "./link";
import { tell } from "./parts/notice";
import { openDate, openEmoji, openStatus } from "./pickers";
import { beginTypeahead } from "./typeahead/plugin";

export interface Thing {
    label: string;
    icon: string;
    /** Other words that it is found by. */
    words?: string;
    /** The group of the insert menu that it stands in; without one it is found by its name only. */
    group?: "text" | "box" | "layout";
    /** What typing it needs. */
    keys?: string;
    run: (view: EditorView) => void;
}

/** Run a command in a view, as a step of its own for undo. */
export function run(view: EditorView, command: Command): boolean {
    const done = command(view.state, (transaction) => view.dispatch(closeHistory(transaction)), view);
    view.focus();
    return done;
}

const command = (made: Command) => (view: EditorView) => void run(view, made);

/** The types of a section of a layout, and what they are called. */
export function sectionTypes(): [type: string, label: string][] {
    return [
        ["single", gettext("One column")],
        ["two_equal", gettext("Two columns")],
        ["two_left_sidebar", gettext("Narrow column on the left")],
        ["two_right_sidebar", gettext("Narrow column on the right")],
        ["three_equal", gettext("Three columns")],
        ["three_with_sidebars", gettext("Narrow columns on both sides")],
    ];
}

/** Everything that can be put in, besides macros. */
export function things(context: ToolContext, schema: EditorView["state"]["schema"]): Thing[] {
    const { nodes } = schema;
    return [
        {
            label: gettext("Image or file"),
            icon: "image",
            words: "picture photo upload attachment",
            group: "text",
            keys: "!",
            run: openFiles,
        },
        {
            label: gettext("Link"),
            icon: "link",
            words: "page url address",
            group: "text",
            keys: "[",
            run: openLinkDialog,
        },
        {
            label: gettext("Table"),
            icon: "table",
            words: "grid rows columns",
            group: "text",
            run: (view) => insertBlock(view, newTable(schema, 3, 3)),
        },
        {
            label: gettext("Mention"),
            icon: "mention",
            words: "person user people",
            group: "text",
            keys: "@",
            run: (view) => beginTypeahead(view, "@"),
        },
        { label: gettext("Emoji"), icon: "emoji", words: "smiley emoticon", group: "text", keys: ":", run: openEmoji },
        {
            label: gettext("Date"),
            icon: "calendar",
            words: "day time",
            group: "text",
            keys: "//",
            run: (view) => openDate(view),
        },
        {
            label: gettext("Status"),
            icon: "status",
            words: "lozenge label state",
            group: "text",
            run: (view) => openStatus(view),
        },
        ...boxes(schema),
        {
            label: gettext("Code block"),
            icon: "code-block",
            words: "program source snippet",
            group: "box",
            run: (view) => insertBlock(view, nodes.code_block!.create({ name: "code" })),
        },
        {
            label: gettext("Quote"),
            icon: "quote",
            words: "blockquote citation",
            group: "box",
            run: command(wrapIn(nodes.blockquote!)),
        },
        {
            label: gettext("List of terms"),
            icon: "list",
            words: "definition glossary dl description",
            group: "box",
            run: (view) => insertBlock(view, newDefinitionList(schema)),
        },
        {
            label: gettext("Divider"),
            icon: "rule",
            words: "horizontal rule line",
            group: "box",
            run: (view) => insertBlock(view, nodes.horizontal_rule!.create()),
        },
        {
            label: gettext("Table of contents"),
            icon: "contents",
            words: "toc outline",
            group: "box",
            run: (view) => insertBlock(view, nodes.macro_block!.create({ name: "toc" })),
        },
        ...sectionTypes().map(([type, label]): Thing => ({
            label,
            icon: "layout",
            words: "layout section columns",
            group: "layout",
            run: (view) => addLayout(view, type),
        })),
        ...blocks(schema),
        {
            label: gettext("All macros…"),
            icon: "macro",
            words: "browser macro other",
            run: (view) => openMacros(view, context),
        },
    ];
}

/** Show all macros. */
export function openMacros(view: EditorView, context: ToolContext): void {
    openMacroBrowser(view, context).catch((error: Error) => tell(error.message));
}

/** Add a section; one layout is the whole page, and it can't stand in a box. */
function addLayout(view: EditorView, type: string): void {
    if (!run(view, addSection(type)))
        tell(gettext("Columns can't be added here: this page mixes a layout with other text."));
}

function boxes(schema: EditorView["state"]["schema"]): Thing[] {
    const { macro_rich: box, paragraph } = schema.nodes;
    const put = (name: string) => (view: EditorView) =>
        insertBlock(view, box!.create({ name }, Fragment.from(paragraph!.create())));
    const named: [name: string, label: string, icon: string, words: string][] = [
        ["info", gettext("Info box"), "info", "panel blue hint"],
        ["note", gettext("Note box"), "edit", "panel yellow"],
        ["tip", gettext("Tip box"), "check", "panel green success"],
        ["warning", gettext("Warning box"), "warning", "panel red error"],
        ["panel", gettext("Panel"), "panel", "box frame"],
        ["expand", gettext("Expand"), "expand", "collapse details fold"],
        ["excerpt", gettext("Excerpt"), "quote", "summary include"],
    ];
    return named.map(([name, label, icon, words]) => ({ label, icon, words, group: "box", run: put(name) }));
}

function blocks(schema: EditorView["state"]["schema"]): Thing[] {
    const { heading, paragraph } = schema.nodes;
    const headings = headingNames().map((label, at): Thing => ({
        label,
        icon: "heading",
        words: `h${at + 1} title`,
        run: command(setBlockType(heading!, { level: at + 1 })),
    }));
    return [
        { label: gettext("Paragraph"), icon: "page", words: "text normal", run: command(setBlockType(paragraph!)) },
        ...headings,
        {
            label: gettext("Bulleted list"),
            icon: "bullet-list",
            words: "unordered ul points",
            run: command(toggleList("bullet_list")),
        },
        {
            label: gettext("Numbered list"),
            icon: "numbered-list",
            words: "ordered ol",
            run: command(toggleList("ordered_list")),
        },
        {
            label: gettext("Task list"),
            icon: "task",
            words: "todo action checkbox",
            run: command(toggleList("task_list")),
        },
    ];
}

/** What the six levels of headings are called. */
export function headingNames(): string[] {
    return [
        gettext("Heading 1"),
        gettext("Heading 2"),
        gettext("Heading 3"),
        gettext("Heading 4"),
        gettext("Heading 5"),
        gettext("Heading 6"),
    ];
}

/** The things that fit what was typed, best first. */
export function matchingThings(all: readonly Thing[], typed: string): Thing[] {
    const wanted = typed.trim().toLowerCase();
    if (!wanted) return [...all];
    const weight = ({ label, words }: Thing) => {
        const name = label.toLowerCase();
        if (name.startsWith(wanted)) return 3;
        if (name.split(" ").some((word) => word.startsWith(wanted))) return 2;
        return (words ?? "").split(" ").some((word) => word.startsWith(wanted)) ? 1 : 0;
    };
    return all
        .map((thing) => ({ thing, weight: weight(thing) }))
        .filter((each) => each.weight > 0)
        .sort((one, other) => other.weight - one.weight)
        .map((each) => each.thing);
}
