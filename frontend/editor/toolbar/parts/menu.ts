/** Menus of the toolbar: a button that opens a list of commands, used with the arrow keys. */

import { icon } from "./icons";
import { type Child, button, element } from "./element";
import { type Popover, openPopover } from "./popover";

export interface MenuItem {
    label: string;
    icon?: string;
    /** The keys that do the same. */
    keys?: string;
    /** How the words look, by a class of the style sheet. */
    look?: string;
    isActive?: boolean;
    isOff?: boolean;
    danger?: boolean;
    run: () => void;
}

export interface MenuGroup {
    title?: string;
    items: MenuItem[];
}

/** Show a menu under a button. */
export function openMenu(anchor: HTMLElement, label: string, groups: MenuGroup[]): Popover {
    const entries: HTMLButtonElement[] = [];
    const children: Child[] = groups
        .filter((group) => group.items.length > 0)
        .map((group) => {
            const made = element("div", { role: "group", class: "editor-menu-group", "aria-label": group.title });
            if (group.title)
                made.append(element("p", { class: "editor-menu-title", "aria-hidden": "true" }, group.title));
            for (const item of group.items) {
                const entry = menuEntry(item, () => {
                    popover.close();
                    item.run();
                });
                entries.push(entry);
                made.append(entry);
            }
            return made;
        });
    const popover = openPopover({
        label,
        role: "menu",
        kind: "editor-menu",
        children,
        anchor,
        returnTo: anchor,
        closed: () => anchor.setAttribute("aria-expanded", "false"),
    });
    anchor.setAttribute("aria-expanded", "true");
    walkWithArrows(popover.element, () => entries.filter((entry) => !entry.disabled));
    (entries.find((entry) => entry.getAttribute("aria-checked") === "true") ?? entries[0])?.focus();
    return popover;
}

function menuEntry(item: MenuItem, run: () => void): HTMLButtonElement {
    const words = element("span", { class: `editor-menu-words ${item.look ?? ""}` }, item.label);
    const made = button(
        item.label,
        {
            role: item.isActive === undefined ? "menuitem" : "menuitemradio",
            "aria-checked": item.isActive === undefined ? null : String(item.isActive),
            class: item.danger ? "is-danger" : null,
            tabindex: -1,
            disabled: item.isOff,
        },
        item.icon ? icon(item.icon) : null,
        words,
        item.keys ? element("kbd", {}, item.keys) : null,
    );
    made.addEventListener("click", run);
    return made;
}

/** Let the arrow keys, Home, End and first letters go through the entries of a list. */
export function walkWithArrows(list: HTMLElement, entries: () => HTMLElement[]): void {
    list.addEventListener("keydown", (event) => {
        const all = entries();
        const at = all.indexOf(document.activeElement as HTMLElement);
        let next: HTMLElement | undefined;
        if (event.key === "ArrowDown") next = all[(at + 1) % all.length];
        else if (event.key === "ArrowUp") next = all[(at - 1 + all.length) % all.length];
        else if (event.key === "Home") next = all[0];
        else if (event.key === "End") next = all.at(-1);
        else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
            const letter = event.key.toLowerCase();
            next = [...all.slice(at + 1), ...all].find((one) =>
                one.textContent.trim().toLowerCase().startsWith(letter),
            );
        }
        if (!next) return;
        event.preventDefault();
        next.focus();
    });
}
