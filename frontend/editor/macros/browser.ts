/** The dialog with all macros: by family, and searched while one types. */

import type { EditorView } from "prosemirror-view";
import type { ToolContext } from "../context";
import { macroCatalogue, type Catalogue, type MacroDescription } from "../lookups";
import { gettext } from "../texts";
import { openDialog } from "../toolbar/parts/dialog";
import { button, element } from "../toolbar/parts/element";
import { icon } from "../toolbar/parts/icons";
import { walkWithArrows } from "../toolbar/parts/menu";
import { addMacro } from "./form";

/** Show the macros; the one that is chosen is put in. */
export async function openMacroBrowser(view: EditorView, context: ToolContext): Promise<void> {
    const catalogue = await macroCatalogue();
    const search = element("input", {
        type: "search",
        placeholder: gettext("Search macros"),
        "aria-label": gettext("Search macros"),
    });
    const list = element("div", { class: "macro-list", role: "group", "aria-label": gettext("Macros") });
    const families = element("div", {
        class: "macro-families",
        role: "group",
        "aria-label": gettext("Kinds of macros"),
    });
    let family = "";
    let chosen: MacroDescription | null = null;
    const dialog = openDialog({
        title: gettext("Insert a macro"),
        body: [search, families, list],
        size: "wide",
        closed: () => {
            view.focus();
            if (chosen) addMacro(view, context, chosen);
        },
    });
    const show = () => {
        const found = matching(catalogue.macros, search.value).filter((each) => !family || each.family === family);
        list.replaceChildren(
            ...found.map((macro) =>
                card(macro, () => {
                    chosen = macro;
                    dialog.close();
                }),
            ),
        );
        if (found.length === 0) list.append(element("p", { class: "quiet" }, gettext("Nothing found")));
    };
    const choose = (name: string) => {
        family = name;
        for (const each of families.children)
            each.setAttribute("aria-pressed", String((each as HTMLElement).dataset.family === name));
        show();
    };
    for (const { name, title } of [{ name: "", title: gettext("All") }, ...withMacros(catalogue)]) {
        const chip = button(title, { class: "macro-family", "data-family": name, "aria-pressed": "false" });
        chip.addEventListener("click", () => choose(name));
        families.append(chip);
    }
    search.addEventListener("input", show);
    search.addEventListener("keydown", (event) => {
        const first = list.querySelector("button");
        if (event.key === "ArrowDown") first?.focus();
        else if (event.key === "Enter") first?.click();
        else return;
        event.preventDefault();
    });
    walkWithArrows(list, () => [...list.querySelectorAll("button")]);
    choose("");
    search.focus();
}

function withMacros(catalogue: Catalogue): Catalogue["families"] {
    return catalogue.families.filter(({ name }) => catalogue.macros.some((macro) => macro.family === name));
}

function card(macro: MacroDescription, take: () => void): HTMLButtonElement {
    const made = button(
        macro.title,
        { class: "macro-choice" },
        icon(macro.icon || "macro"),
        element(
            "span",
            { class: "suggestion-words" },
            element("strong", {}, macro.title),
            element("span", { class: "quiet" }, macro.summary),
        ),
    );
    made.addEventListener("click", take);
    return made;
}

/** The macros that fit what was typed: those whose title or name begins with it come first. */
export function matching(macros: readonly MacroDescription[], typed: string): MacroDescription[] {
    const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const weight = (macro: MacroDescription): number => {
        const title = macro.title.toLowerCase();
        const names = [macro.name, ...macro.aliases].map((each) => each.toLowerCase());
        const all = `${title} ${names.join(" ")} ${macro.summary.toLowerCase()}`;
        if (!words.every((word) => all.includes(word))) return -1;
        const first = words[0] ?? "";
        if (title.startsWith(first) || names.some((each) => each.startsWith(first))) return 3;
        return `${title} ${names.join(" ")}`.includes(first) ? 2 : 1;
    };
    return macros
        .map((macro) => ({ macro, weight: weight(macro) }))
        .filter((each) => each.weight >= 0)
        .sort((one, other) => other.weight - one.weight || one.macro.title.localeCompare(other.macro.title))
        .map((each) => each.macro);
}
