/** What stands in the toolbar: each button with its command, and whether it applies where the cursor is. */

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import type { Schema } from "prosemirror-model";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { insertBlock, newTable } from "../commands/insert";
import { linkAt } from "../commands/links";
import { listAt, toggleList, type ListName } from "../commands/lists";
import { alignAt, changeIndent, clearLooks, isInside, isMarked, setAlign } from "../commands/looks";
import type { ToolContext } from "../context";
import { openFind } from "../find/bar";
import { gettext } from "../texts";
import { openColours } from "./colours";
import { openFiles } from "./files/dialog";
import { openHelp } from "./help";
import { openLinkDialog } from "./link";
import { openMenu, type MenuItem } from "./parts/menu";
import { openTableGrid } from "./table-grid";
import { headingNames, openMacros, run, things } from "./things";
import { isWide, setWide } from "./width";

export interface BarItem {
    label: string;
    icon: string;
    /** The words on a button that shows some instead of an icon. */
    words?: (state: EditorState) => string;
    keys?: string;
    opens?: "menu" | "dialog";
    /** Left out of the bar where it is narrow; the menu behind the dots has it then. */
    isRare?: boolean;
    isActive?: (state: EditorState) => boolean;
    isOff?: (state: EditorState) => boolean;
    press: (view: EditorView, anchor: HTMLElement) => void;
}

const press = (command: Command) => (view: EditorView) => void run(view, command);

/** The buttons in their groups. */
export function barItems(context: ToolContext, schema: Schema): BarItem[][] {
    return [
        [styleItem(schema)],
        [
            mark(schema, "strong", gettext("Bold"), "bold", "Mod-b"),
            mark(schema, "em", gettext("Italic"), "italic", "Mod-i"),
            { ...mark(schema, "underline", gettext("Underline"), "underline", "Mod-u"), isRare: true },
            moreLooks(schema),
            {
                label: gettext("Text colour"),
                icon: "colour",
                opens: "menu",
                isRare: true,
                press: (view, anchor) => openColours(view, anchor, "text_color"),
            },
            {
                label: gettext("Highlight"),
                icon: "highlight",
                opens: "menu",
                isRare: true,
                press: (view, anchor) => openColours(view, anchor, "highlight"),
            },
        ],
        [
            list("bullet_list", gettext("Bulleted list"), "bullet-list", "Mod-Shift-8"),
            { ...list("ordered_list", gettext("Numbered list"), "numbered-list", "Mod-Shift-7"), isRare: true },
            { ...list("task_list", gettext("Task list"), "task"), isRare: true },
            alignItem(),
        ],
        [
            {
                label: gettext("Link"),
                icon: "link",
                keys: "Mod-k",
                opens: "dialog",
                isActive: (state) => linkAt(state) !== null,
                press: openLinkDialog,
            },
            { label: gettext("Image or file"), icon: "image", opens: "dialog", press: openFiles },
            {
                label: gettext("Table"),
                icon: "table",
                opens: "menu",
                isRare: true,
                press: (view, anchor) =>
                    openTableGrid(anchor, (rows, columns) => insertBlock(view, newTable(schema, rows, columns))),
            },
            insertItem(context, schema),
        ],
        [
            {
                label: gettext("Undo"),
                icon: "undo",
                keys: "Mod-z",
                isOff: (state) => undoDepth(state) === 0,
                press: press(undo),
            },
            {
                label: gettext("Redo"),
                icon: "redo",
                keys: "Mod-Shift-z",
                isRare: true,
                isOff: (state) => redoDepth(state) === 0,
                press: press(redo),
            },
        ],
        [
            {
                label: gettext("Find and replace"),
                icon: "find",
                keys: "Mod-f",
                isRare: true,
                press: (view) => openFind(view, context.place),
            },
            {
                label: gettext("Full width"),
                icon: "width",
                isRare: true,
                isActive: () => isWide(),
                press: (view) => setWide(view, !isWide()),
            },
            { label: gettext("Help"), icon: "help", keys: "Mod-/", opens: "dialog", isRare: true, press: openHelp },
        ],
    ];
}

function mark(schema: Schema, name: string, label: string, icon: string, keys?: string): BarItem {
    const type = schema.marks[name]!;
    return {
        label,
        icon,
        ...(keys ? { keys } : {}),
        isActive: (state) => isMarked(state, type),
        press: press(toggleMark(type)),
    };
}

function list(name: ListName, label: string, icon: string, keys?: string): BarItem {
    return {
        label,
        icon,
        ...(keys ? { keys } : {}),
        isActive: (state) => listAt(state)?.node.type.name === name,
        press: press(toggleList(name)),
    };
}

function styleItem(schema: Schema): BarItem {
    const { paragraph, heading, code_block: code, blockquote } = schema.nodes;
    const styleOf = (state: EditorState) => {
        const { parent } = state.selection.$from;
        if (parent.type === heading) return headingNames()[(parent.attrs.level as number) - 1]!;
        if (parent.type === code) return gettext("Code block");
        return isInside(state, "blockquote") ? gettext("Quote") : gettext("Paragraph");
    };
    return {
        label: gettext("Style of the paragraph"),
        icon: "heading",
        words: styleOf,
        opens: "menu",
        press(view, anchor) {
            const { state } = view;
            const current = styleOf(state);
            const item = (label: string, look: string, command: Command, keys?: string): MenuItem => ({
                label,
                look,
                isActive: label === current,
                run: () => run(view, command),
                ...(keys ? { keys } : {}),
            });
            const headings = headingNames().map((label, at) =>
                item(label, `is-heading-${at + 1}`, setBlockType(heading!, { level: at + 1 }), `Mod-Alt-${at + 1}`),
            );
            const quote = isInside(state, "blockquote") ? lift : wrapIn(blockquote!);
            openMenu(anchor, gettext("Style of the paragraph"), [
                {
                    items: [
                        item(gettext("Paragraph"), "", setBlockType(paragraph!), "Mod-Alt-0"),
                        ...headings,
                        item(gettext("Quote"), "is-quote", quote),
                        item(gettext("Code block"), "is-code", setBlockType(code!, { name: "code" })),
                    ],
                },
            ]);
        },
    };
}

function moreLooks(schema: Schema): BarItem {
    const named: [name: string, label: string, icon: string][] = [
        ["strike", gettext("Struck through"), "strike"],
        ["code", gettext("Code"), "code"],
        ["sub", gettext("Subscript"), "sub"],
        ["sup", gettext("Superscript"), "sup"],
    ];
    return {
        label: gettext("More looks"),
        icon: "more",
        opens: "menu",
        isRare: true,
        isActive: (state) => named.some(([name]) => isMarked(state, schema.marks[name]!)),
        press(view, anchor) {
            const items = named.map(([name, label, icon]): MenuItem => ({
                label,
                icon,
                isActive: isMarked(view.state, schema.marks[name]!),
                run: () => run(view, toggleMark(schema.marks[name]!)),
            }));
            const clear = {
                label: gettext("Clear looks"),
                icon: "clear",
                keys: "Mod-\\",
                run: () => run(view, clearLooks),
            };
            openMenu(anchor, gettext("More looks"), [{ items }, { items: [clear] }]);
        },
    };
}

function alignItem(): BarItem {
    return {
        label: gettext("Alignment"),
        icon: "align-left",
        opens: "menu",
        isRare: true,
        press(view, anchor) {
            const named: [align: string, label: string, icon: string][] = [
                ["left", gettext("Left"), "align-left"],
                ["center", gettext("Centred"), "align-center"],
                ["right", gettext("Right"), "align-right"],
                ["justify", gettext("Both sides"), "list"],
            ];
            const items = named.map(([align, label, icon]): MenuItem => ({
                label,
                icon,
                isActive: alignAt(view.state) === align,
                run: () => run(view, setAlign(align)),
            }));
            const indents: MenuItem[] = [
                { label: gettext("More indented"), icon: "indent", run: () => run(view, changeIndent(1)) },
                { label: gettext("Less indented"), icon: "outdent", run: () => run(view, changeIndent(-1)) },
            ];
            openMenu(anchor, gettext("Alignment"), [{ items }, { items: indents }]);
        },
    };
}

function insertItem(context: ToolContext, schema: Schema): BarItem {
    return {
        label: gettext("Insert"),
        icon: "add",
        keys: "/",
        opens: "menu",
        press(view, anchor) {
            const all = things(context, schema);
            const group = (name: string): MenuItem[] =>
                all
                    .filter((thing) => thing.group === name)
                    .map(({ label, icon, keys, run: put }) => ({
                        label,
                        icon,
                        run: () => put(view),
                        ...(keys ? { keys } : {}),
                    }));
            openMenu(anchor, gettext("Insert"), [
                { title: gettext("Text"), items: group("text") },
                { title: gettext("Blocks"), items: group("box") },
                { title: gettext("Columns"), items: group("layout") },
                {
                    items: [
                        {
                            label: gettext("All macros…"),
                            icon: "macro",
                            keys: "{",
                            run: () => openMacros(view, context),
                        },
                    ],
                },
            ]);
        },
    };
}
