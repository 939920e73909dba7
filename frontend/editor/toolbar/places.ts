/** What the cursor stands in or what is selected, and the tools that there are for it. */

import type { Node } from "prosemirror-model";
import { NodeSelection, TextSelection, type Command, type EditorState } from "prosemirror-state";
import {
    addColumnAfter,
    addColumnBefore,
    addRowAfter,
    addRowBefore,
    deleteColumn,
    deleteRow,
    mergeCells,
    splitCell,
    toggleHeader,
} from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { hasCaption, removeTable, toggleCaption } from "../commands/captions";
import { replaceNode, setAttributes } from "../commands/insert";
import { dissolveLayout, moveSection, removeSection, sectionAt, setSectionType } from "../commands/layouts";
import { linkAt, withoutLink, type LinkHere } from "../commands/links";
import {
    CELL_COLOURS,
    colourCells,
    forgetWidths,
    hasCells,
    isNumbered,
    moveColumn,
    moveRow,
    numberRows,
} from "../commands/tables";
import { isMacro, macroNameOf } from "../macros/nodes";
import { linkTarget } from "../schema/marks/marks";
import { parameterOf, withParameter, type MacroParameter } from "../schema/macro-parameters";
import { gettext } from "../texts";
import { PRESETS } from "./files/image";
import { LANGUAGES } from "./languages";
import { openLinkDialog } from "./link";
import { openNode } from "./open";
import { openMenu, type MenuItem } from "./parts/menu";
import { run, sectionTypes } from "./things";

export interface Tool {
    label: string;
    icon?: string;
    /** Words on the button, for what no icon says. */
    words?: string;
    isActive?: boolean;
    isOff?: boolean;
    danger?: boolean;
    opens?: "menu" | "dialog";
    /** A list to choose from, instead of a button. */
    options?: {
        all: readonly (readonly [value: string, label: string])[];
        chosen: string;
        choose: (value: string) => void;
    };
    /** A plain line, such as the address of a link. */
    note?: { text: string; href: string };
    press?: (anchor: HTMLElement) => void;
}

export interface Place {
    /** What it is, for people. */
    label: string;
    kind: string;
    /** Where it begins, so that the tools can stand beside it. */
    position: number;
    tools: Tool[];
}

/** The innermost thing at the cursor that has tools. */
export function placeAt(view: EditorView): Place | null {
    const { state } = view;
    if (state.selection instanceof NodeSelection) {
        const selected = selectedPlace(view, state.selection.node, state.selection.from);
        if (selected) return selected;
    }
    if (state.selection instanceof TextSelection && state.selection.empty) {
        const link = linkAt(state);
        if (link) return linkPlace(view, link);
    }
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
        const node = $from.node(depth);
        const position = $from.before(depth);
        if (node.type.name === "code_block") return codePlace(view, node, position);
        if (node.type.name === "macro_rich") return macroPlace(view, node, position, gettext("Macro"));
        if (node.type.name === "table") return tablePlace(view, position);
        if (node.type.name === "table_caption") return captionPlace(view, position);
        if (node.type.name === "layout_section") return layoutPlace(view, position);
    }
    return null;
}

function selectedPlace(view: EditorView, node: Node, position: number): Place | null {
    if (node.type.name === "image") return imagePlace(view, node, position);
    if (node.type.name === "code_block") return codePlace(view, node, position);
    if (isMacro(node) || node.type.name === "date") return macroPlace(view, node, position, gettext("Macro"));
    if (node.isAtom && !node.isText)
        return { label: gettext("Selected"), kind: node.type.name, position, tools: [remover(view, position)] };
    return null;
}

function remover(view: EditorView, position: number): Tool {
    return { label: gettext("Remove"), icon: "remove", danger: true, press: () => replaceNode(view, position, null) };
}

function macroPlace(view: EditorView, node: Node, position: number, label: string): Place {
    const name = node.type.name === "date" ? gettext("Date") : macroNameOf(node);
    const tools: Tool[] = [
        {
            label: gettext("Change"),
            icon: "edit",
            words: gettext("Change"),
            opens: "dialog",
            press: () => void openNode(view, position),
        },
    ];
    if (node.type.name === "macro_rich")
        tools.push({
            label: gettext("Keep only what is in it"),
            icon: "unlink",
            press: () => replaceWithContent(view, position),
        });
    return { label: `${label}: ${name}`, kind: node.type.name, position, tools: [...tools, remover(view, position)] };
}

function replaceWithContent(view: EditorView, position: number): void {
    const node = view.state.doc.nodeAt(position);
    if (!node) return;
    view.dispatch(view.state.tr.replaceWith(position, position + node.nodeSize, node.content).scrollIntoView());
    view.focus();
}

function codePlace(view: EditorView, node: Node, position: number): Place {
    const isCode = node.attrs.name === "code";
    const parameters = node.attrs.parameters as MacroParameter[];
    const name = parameters.some((each) => each.name === "") ? "" : "language";
    const chosen = parameterOf(node, name);
    const all: (readonly [string, string])[] = [["", gettext("Plain text")], ...LANGUAGES];
    if (!all.some(([value]) => value === chosen)) all.push([chosen, chosen]);
    const choose = (value: string) => {
        setAttributes(view, position, { parameters: withParameter(parameters, name, value) });
        view.focus();
    };
    const language: Tool = { label: gettext("Language"), options: { all, chosen, choose } };
    return {
        label: gettext("Code block"),
        kind: "code",
        position,
        tools: [
            ...(isCode ? [language] : []),
            {
                label: gettext("Title, line numbers and more"),
                icon: "edit",
                opens: "dialog",
                press: () => void openNode(view, position),
            },
            remover(view, position),
        ],
    };
}

function linkPlace(view: EditorView, link: LinkHere): Place {
    const { kind, href } = link.mark.attrs as Record<string, string>;
    const isWeb = kind === "url" && /^https?:/i.test(href ?? "");
    return {
        label: gettext("Link"),
        kind: "link",
        position: link.from,
        tools: [
            {
                label: gettext("Leads to"),
                note: { text: linkTarget(link.mark) || gettext("This page"), href: isWeb ? href! : "" },
            },
            { label: gettext("Change"), icon: "edit", opens: "dialog", press: () => openLinkDialog(view) },
            {
                label: gettext("Remove the link"),
                icon: "unlink",
                press: () => {
                    view.dispatch(withoutLink(view.state, link));
                    view.focus();
                },
            },
        ],
    };
}

function imagePlace(view: EditorView, node: Node, position: number): Place {
    const set = (attributes: Record<string, unknown>) => {
        setAttributes(view, position, attributes);
        view.focus();
    };
    const aligns: [align: string, label: string, icon: string][] = [
        ["left", gettext("Left, text beside it"), "align-left"],
        ["center", gettext("In the middle"), "align-center"],
        ["right", gettext("Right, text beside it"), "align-right"],
    ];
    const width = node.attrs.width as string;
    const sizes = PRESETS.map((value) => [value, value ? `${value} px` : gettext("Own size")] as const);
    const all = (PRESETS as readonly string[]).includes(width) ? sizes : [...sizes, [width, `${width} px`] as const];
    return {
        label: gettext("Image"),
        kind: "image",
        position,
        tools: [
            ...aligns.map(([align, label, icon]): Tool => {
                const isActive = node.attrs.align === align;
                return { label, icon, isActive, press: () => set({ align: isActive ? "" : align }) };
            }),
            {
                label: gettext("Size"),
                options: { all, chosen: width, choose: (value) => set({ width: value, height: "" }) },
            },
            {
                label: gettext("Border"),
                icon: "border",
                isActive: node.attrs.border === true,
                press: () => set({ border: !node.attrs.border }),
            },
            {
                label: gettext("Link"),
                icon: "link",
                opens: "dialog",
                isActive: linkAt(view.state, position) !== null,
                press: () => openLinkDialog(view),
            },
            {
                label: gettext("Words, line below, link"),
                icon: "edit",
                words: node.attrs.alt ? "" : gettext("Describe"),
                opens: "dialog",
                press: () => void openNode(view, position),
            },
            remover(view, position),
        ],
    };
}

function tablePlace(view: EditorView, position: number): Place {
    const can = (command: Command) => command(view.state);
    const item = (label: string, icon: string, command: Command, more: Partial<MenuItem> = {}): MenuItem => ({
        label,
        icon,
        isOff: !can(command),
        run: () => run(view, command),
        ...more,
    });
    const menu = (label: string, icon: string, items: () => MenuItem[]): Tool => ({
        label,
        icon,
        words: label,
        opens: "menu",
        press: (anchor) => void openMenu(anchor, label, [{ items: items() }]),
    });
    const row = toggleHeader("row");
    const column = toggleHeader("column");
    return {
        label: gettext("Table"),
        kind: "table",
        position,
        tools: [
            menu(gettext("Row"), "add", () => [
                item(gettext("Add a row above"), "add", addRowBefore),
                item(gettext("Add a row below"), "add", addRowAfter),
                item(gettext("Move the row up"), "move", moveRow(-1)),
                item(gettext("Move the row down"), "move", moveRow(1)),
                item(gettext("First row heads the columns"), "heading", row),
                item(gettext("Number the rows"), "numbered-list", numberRows, { isActive: isNumbered(view.state) }),
                item(gettext("Remove the row"), "remove", deleteRow, { danger: true }),
            ]),
            menu(gettext("Column"), "add", () => [
                item(gettext("Add a column before"), "add", addColumnBefore),
                item(gettext("Add a column behind"), "add", addColumnAfter),
                item(gettext("Move the column left"), "move", moveColumn(-1)),
                item(gettext("Move the column right"), "move", moveColumn(1)),
                item(gettext("First column heads the rows"), "heading", column),
                item(gettext("Forget the widths"), "width", forgetWidths),
                item(gettext("Remove the column"), "remove", deleteColumn, { danger: true }),
            ]),
            menu(gettext("Cell"), "colour", () => [
                ...cellColours().map(([colour, label]) =>
                    item(label, "colour", colourCells(colour), { look: `is-cell-${colour || "none"}` }),
                ),
                item(gettext("Merge the cells"), "table", mergeCells, {
                    isOff: !hasCells(view.state) || !can(mergeCells),
                }),
                item(gettext("Split the cell"), "table", splitCell),
            ]),
            {
                label: gettext("Caption"),
                icon: "caption",
                isActive: hasCaption(view.state),
                press: () => void run(view, toggleCaption),
            },
            {
                label: gettext("Remove the table"),
                icon: "remove",
                danger: true,
                press: () => void run(view, removeTable),
            },
        ],
    };
}

function captionPlace(view: EditorView, position: number): Place {
    return {
        label: gettext("Caption of the table"),
        kind: "caption",
        position,
        tools: [
            {
                label: gettext("Remove the caption"),
                icon: "remove",
                words: gettext("Remove the caption"),
                press: () => void run(view, toggleCaption),
            },
        ],
    };
}

function cellColours(): [colour: string, label: string][] {
    const names: Record<string, string> = {
        grey: gettext("Grey"),
        red: gettext("Red"),
        green: gettext("Green"),
        yellow: gettext("Yellow"),
        blue: gettext("Blue"),
    };
    return [["", gettext("No colour")], ...CELL_COLOURS.map((colour): [string, string] => [colour, names[colour]!])];
}

function layoutPlace(view: EditorView, position: number): Place {
    const here = sectionAt(view.state);
    const type = (here?.node.attrs.type as string | undefined) ?? "single";
    const known = sectionTypes();
    const all = known.some(([value]) => value === type) ? known : [...known, [type, type] as [string, string]];
    const can = (command: Command) => command(view.state);
    const tool = (label: string, icon: string, command: Command, danger = false): Tool => ({
        label,
        icon,
        danger,
        isOff: !can(command),
        press: () => void run(view, command),
    });
    return {
        label: gettext("Columns"),
        kind: "layout",
        position,
        tools: [
            {
                label: gettext("Columns"),
                options: { all, chosen: type, choose: (value) => void run(view, setSectionType(value)) },
            },
            tool(gettext("Move the section up"), "move-up", moveSection(-1)),
            tool(gettext("Move the section down"), "move-down", moveSection(1)),
            tool(gettext("Take the columns away, keep the text"), "unlink", dissolveLayout),
            tool(gettext("Remove the section"), "remove", removeSection, true),
        ],
    };
}

/** The state that the tools depend on, in few words: they are made anew when it changes. */
export function signature(place: Place, state: EditorState): string {
    const { from, to } = state.selection;
    const size = place.kind === "table" ? `${from}-${to}` : "";
    const tools = place.tools.map((tool) =>
        [tool.label, tool.isActive, tool.isOff, tool.words, tool.options?.chosen, tool.note?.text].join(),
    );
    return [place.kind, place.label, place.position, size, ...tools].join("|");
}
