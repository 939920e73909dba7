/** The bar of comments: few buttons in one line, one stop of the Tab key, the arrow keys inside. */

import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { Plugin, type Command, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { linkAt } from "../commands/links";
import { listAt, toggleList, type ListName } from "../commands/lists";
import { isInside, isMarked } from "../commands/looks";
import { schema } from "../schema/schema";
import { gettext } from "../texts";
import { shownKeys } from "./keys";
import { openLinkDialog } from "./link";
import { button, element } from "./parts/element";
import { icon } from "./parts/icons";
import { openEmoji } from "./pickers";
import { beginTypeahead } from "./typeahead/plugin";

interface Item {
    label: string;
    icon: string;
    keys?: string;
    isActive?: (state: EditorState) => boolean;
    press: (view: EditorView) => void;
}

const { nodes, marks } = schema;

/** Shows the bar in a place of its own; Alt-F10 goes to it. */
export function commentBar(place: HTMLElement): Plugin {
    let first: HTMLButtonElement | undefined;
    return new Plugin({
        view(view) {
            const made = items().map((item): [Item, HTMLButtonElement] => [item, buttonOf(item, view)]);
            const bar = element(
                "div",
                { class: "editor-bar", role: "toolbar", "aria-label": gettext("Formatting") },
                ...made.map(([, shown]) => shown),
            );
            const all = made.map(([, shown]) => shown);
            first = all[0];
            setStop(all, first);
            bar.addEventListener("keydown", (event) => walk(event, all, view));
            // The cursor stays where it is while the mouse works here.
            bar.addEventListener("mousedown", (event) => event.preventDefault());
            place.append(bar);
            const update = ({ state }: EditorView) => {
                for (const [item, shown] of made)
                    if (item.isActive) shown.setAttribute("aria-pressed", String(item.isActive(state)));
            };
            update(view);
            return { update, destroy: () => bar.remove() };
        },
        props: {
            handleKeyDown(_view, event) {
                if (event.key !== "F10" || !event.altKey) return false;
                first?.parentElement?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
                return true;
            },
        },
    });
}

function run(command: Command): Item["press"] {
    return (view) => {
        command(view.state, (transaction) => view.dispatch(transaction), view);
        view.focus();
    };
}

function items(): Item[] {
    const mark = (name: "strong" | "em" | "code", label: string, icon: string, keys: string): Item => ({
        label,
        icon,
        keys,
        isActive: (state) => isMarked(state, marks[name]),
        press: run(toggleMark(marks[name])),
    });
    const list = (name: ListName, label: string, icon: string, keys: string): Item => ({
        label,
        icon,
        keys,
        isActive: (state) => listAt(state)?.node.type.name === name,
        press: run(toggleList(name)),
    });
    return [
        mark("strong", gettext("Bold"), "bold", "Mod-b"),
        mark("em", gettext("Italic"), "italic", "Mod-i"),
        mark("code", gettext("Code"), "code", "Mod-e"),
        list("bullet_list", gettext("Bulleted list"), "bullet-list", "Mod-Shift-8"),
        list("ordered_list", gettext("Numbered list"), "numbered-list", "Mod-Shift-7"),
        {
            label: gettext("Quote"),
            icon: "quote",
            isActive: (state) => isInside(state, "blockquote"),
            press: (view) => run(isInside(view.state, "blockquote") ? lift : wrapIn(nodes.blockquote))(view),
        },
        {
            label: gettext("Code block"),
            icon: "code-block",
            isActive: (state) => state.selection.$from.parent.type === nodes.code_block,
            press: (view) => {
                const isCode = view.state.selection.$from.parent.type === nodes.code_block;
                run(isCode ? setBlockType(nodes.paragraph) : setBlockType(nodes.code_block, { name: "code" }))(view);
            },
        },
        {
            label: gettext("Link"),
            icon: "link",
            keys: "Mod-k",
            isActive: (state) => linkAt(state) !== null,
            press: openLinkDialog,
        },
        { label: gettext("Mention somebody"), icon: "person", press: (view) => beginTypeahead(view, "@") },
        { label: gettext("Emoji"), icon: "emoji", press: (view) => openEmoji(view) },
    ];
}

function buttonOf(item: Item, view: EditorView): HTMLButtonElement {
    const keys = item.keys ? ` (${shownKeys(item.keys)})` : "";
    const made = button(
        item.label,
        { class: "bar-button", "aria-label": item.label, title: item.label + keys, tabindex: -1 },
        icon(item.icon),
    );
    made.addEventListener("click", () => item.press(view));
    return made;
}

function setStop(all: HTMLButtonElement[], stop: HTMLButtonElement | undefined): void {
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
}

function walk(event: KeyboardEvent, all: HTMLButtonElement[], view: EditorView): void {
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    let next: HTMLButtonElement | undefined;
    if (event.key === "ArrowRight") next = all[(at + 1) % all.length];
    else if (event.key === "ArrowLeft") next = all[(at - 1 + all.length) % all.length];
    else if (event.key === "Home") next = all[0];
    else if (event.key === "End") next = all.at(-1);
    else if (event.key === "Escape") view.focus();
    else return;
    event.preventDefault();
    if (!next) return;
    setStop(all, next);
    next.focus();
}
