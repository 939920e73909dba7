/** The sheet with all keys and signs. */

import type { EditorView } from "prosemirror-view";
import { gettext } from "../texts";
import { shownKeys } from "./keys";
import { openDialog } from "./parts/dialog";
import { element } from "./parts/element";

/** Show the sheet. */
export function openHelp(view: EditorView): void {
    openDialog({
        title: gettext("Keys and signs"),
        size: "wide",
        body: [element("div", { class: "help-columns" }, ...sections().map(([title, rows]) => section(title, rows)))],
        closed: () => view.focus(),
    });
}

function section(title: string, rows: [keys: string, what: string][]): HTMLElement {
    const list = element("dl", { class: "keys-list" });
    for (const [keys, what] of rows)
        list.append(
            element("div", {}, element("dt", {}, what), element("dd", {}, element("kbd", {}, shownKeys(keys)))),
        );
    return element("section", {}, element("h3", {}, title), list);
}

function sections(): [title: string, rows: [keys: string, what: string][]][] {
    return [
        [
            gettext("Words"),
            [
                ["Mod-b", gettext("Bold")],
                ["Mod-i", gettext("Italic")],
                ["Mod-u", gettext("Underline")],
                ["Mod-k", gettext("Link")],
                ["Mod-\\", gettext("Clear looks")],
                ["Mod-Shift-v", gettext("Paste without looks")],
            ],
        ],
        [
            gettext("Paragraphs"),
            [
                ["Mod-Alt-1", gettext("Heading 1, and so on to 6")],
                ["Mod-Alt-0", gettext("Paragraph")],
                ["Mod-Shift-7", gettext("Numbered list")],
                ["Mod-Shift-8", gettext("Bulleted list")],
                ["Tab", gettext("Next cell, or deeper in a list")],
            ],
        ],
        [
            gettext("Signs at the beginning of a line"),
            [
                ["# ", gettext("Heading; more signs for a deeper one")],
                ["- ", gettext("Bulleted list")],
                ["1. ", gettext("Numbered list")],
                ["[] ", gettext("Task list")],
                ["> ", gettext("Quote")],
                ["```", gettext("Code block")],
                ["---", gettext("Divider")],
            ],
        ],
        [
            gettext("Signs that suggest"),
            [
                ["/", gettext("Anything to insert")],
                ["{", gettext("Macro")],
                ["[", gettext("Link to a page")],
                ["@", gettext("Person")],
                ["!", gettext("Image or file")],
                [":", gettext("Emoji")],
                ["//", gettext("Date")],
            ],
        ],
        [
            gettext("The editor"),
            [
                ["Mod-z", gettext("Undo")],
                ["Mod-Shift-z", gettext("Redo")],
                ["Mod-f", gettext("Find and replace")],
                ["Alt-F10", gettext("To the toolbar")],
                ["Alt-F9", gettext("To the tools of a table, image or macro")],
                ["Mod-s", gettext("Keep the draft")],
                ["Mod-Enter", gettext("Publish")],
                ["Mod-/", gettext("This sheet")],
            ],
        ],
    ];
}
