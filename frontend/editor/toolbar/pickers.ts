/** Small boxes beside the cursor: a status, a date, an emoji. */

import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { insertInline, replaceNode } from "../commands/insert";
import { gettext } from "../texts";
import { EMOJI, type Emoji } from "./emoji";
import { button, element, labelled, type Child } from "./parts/element";
import { openPopover, type Popover } from "./parts/popover";

/** The colours of a status, as pages name them. */
export const STATUS_COLOURS = ["Grey", "Blue", "Green", "Yellow", "Red", "Purple"] as const;
const LOOKS: Record<string, string> = {
    Grey: "",
    Blue: "aui-lozenge-complete",
    Green: "aui-lozenge-success",
    Yellow: "aui-lozenge-current",
    Red: "aui-lozenge-error",
    Purple: "aui-lozenge-progress",
};

/** The names of the colours, for people. */
function colourName(colour: string): string {
    return {
        Grey: gettext("Grey"),
        Blue: gettext("Blue"),
        Green: gettext("Green"),
        Yellow: gettext("Yellow"),
        Red: gettext("Red"),
        Purple: gettext("Purple"),
    }[colour]!;
}

/** Show a box at the cursor, or at the node that is changed. */
function atCursor(view: EditorView, label: string, children: Child[], position: number | null): Popover {
    const place = () => {
        const at = Math.min(position ?? view.state.selection.from, view.state.doc.content.size);
        const { left, right, top, bottom } = view.coordsAtPos(at);
        return { left, right, top, bottom };
    };
    return openPopover({ label, kind: "editor-picker", children, anchor: place, returnTo: view.dom });
}

/** Put a new node in, or in the place of the old one with what that had besides. */
function put(view: EditorView, position: number | null, name: string, attributes: Record<string, unknown>): void {
    const old = position === null ? null : view.state.doc.nodeAt(position);
    const type = view.state.schema.nodes[name]!;
    if (position !== null && old?.type === type)
        replaceNode(view, position, type.create({ ...old.attrs, ...attributes }, null, old.marks));
    else insertInline(view, type.create(attributes));
}

/** Ask for the words and the colour of a status. */
export function openStatus(view: EditorView, position: number | null = null): void {
    const old: Node | null = position === null ? null : view.state.doc.nodeAt(position);
    const current = (old?.attrs.colour as string | undefined) || "Grey";
    const words = element("input", {
        type: "text",
        maxlength: 100,
        value: (old?.attrs.title as string | undefined) ?? "",
    });
    const swatches = element("div", { class: "status-colours", role: "radiogroup", "aria-label": gettext("Colour") });
    for (const colour of STATUS_COLOURS) {
        const name = colourName(colour);
        const radio = element("input", {
            type: "radio",
            name: "colour",
            value: colour,
            checked: colour.toLowerCase() === current.toLowerCase(),
        });
        swatches.append(element("label", {}, radio, element("span", { class: `aui-lozenge ${LOOKS[colour]!}` }, name)));
    }
    const form = element(
        "form",
        { class: "picker-form" },
        labelled(gettext("Words"), words),
        swatches,
        element(
            "button",
            { type: "submit", class: "button primary small" },
            old ? gettext("Change") : gettext("Insert"),
        ),
    );
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        const colour = form.querySelector<HTMLInputElement>("[name=colour]:checked")?.value ?? "Grey";
        popover.close();
        put(view, position, "status", { title: words.value.trim() || colourName(colour), colour });
    });
    const popover = atCursor(view, gettext("Status"), [form], position);
    words.focus();
}

/** The day in this place of the world, as pages write it. */
export function isoDay(date: Date): string {
    const two = (number: number) => String(number).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Ask for a date. */
export function openDate(view: EditorView, position: number | null = null): void {
    const old = position === null ? null : view.state.doc.nodeAt(position);
    const input = element("input", {
        type: "date",
        required: true,
        max: "9999-12-31",
        value: (old?.attrs.date as string | undefined) || isoDay(new Date()),
    });
    const form = element(
        "form",
        { class: "picker-form" },
        labelled(gettext("Date"), input),
        element(
            "button",
            { type: "submit", class: "button primary small" },
            old ? gettext("Change") : gettext("Insert"),
        ),
    );
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        popover.close();
        put(view, position, "date", { date: input.value });
    });
    const popover = atCursor(view, gettext("Date"), [form], position);
    input.focus();
}

/** Put an emoji in: Confluence's own as an emoticon, any other as the character that it is. */
export function putEmoji(view: EditorView, emoji: Emoji): void {
    if (emoji.emoticon) insertInline(view, view.state.schema.nodes.emoticon!.create({ name: emoji.emoticon }));
    else {
        view.dispatch(view.state.tr.insertText(emoji.character).scrollIntoView());
        view.focus();
    }
}

/** The emoji whose names fit what was typed; without anything, those used most come first. */
export function matchingEmoji(typed: string): Emoji[] {
    const wanted = typed.trim().toLowerCase().replace(/[_-]/g, " ");
    const weight = ({ names }: Emoji) =>
        names.some((name) => name.startsWith(wanted)) ? 2 : names.some((name) => name.includes(wanted)) ? 1 : 0;
    return EMOJI.map((emoji) => ({ emoji, weight: weight(emoji) }))
        .filter((each) => each.weight > 0)
        .sort((one, other) => other.weight - one.weight)
        .map((each) => each.emoji);
}

/** Show all emoji, with a field to search them. */
export function openEmoji(view: EditorView): void {
    const search = element("input", {
        type: "search",
        "aria-label": gettext("Search emoji"),
        placeholder: gettext("Search emoji"),
    });
    const grid = element("div", { class: "emoji-grid", role: "group", "aria-label": gettext("Emoji") });
    const show = () =>
        grid.replaceChildren(
            ...matchingEmoji(search.value).map((emoji) => {
                const name = emoji.names[0]!;
                const made = button(emoji.character, { "aria-label": name, title: name });
                made.addEventListener("click", () => {
                    popover.close();
                    putEmoji(view, emoji);
                });
                return made;
            }),
        );
    grid.addEventListener("keydown", (event) => {
        const all = [...grid.querySelectorAll("button")];
        const columns = Math.max(1, Math.round(grid.clientWidth / ((all[0]?.offsetWidth ?? 36) + 2)));
        const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
        const step = steps[event.key];
        if (!step) return;
        event.preventDefault();
        (all[all.indexOf(document.activeElement as HTMLButtonElement) + step] ?? search).focus();
    });
    search.addEventListener("input", show);
    search.addEventListener("keydown", (event) => {
        const first = grid.querySelector("button");
        if (event.key === "ArrowDown") first?.focus();
        else if (event.key === "Enter") first?.click();
        else return;
        event.preventDefault();
    });
    show();
    const popover = atCursor(view, gettext("Emoji"), [search, grid], null);
    search.focus();
}
