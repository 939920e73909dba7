/** The menu of a page in the tree: by its button, by the keyboard, and by a long press on a touch screen. */

import { idOf, isHome, linkOf, nodeOf, type PageTree } from "./levels";
import { targetOf, type Mover, type Step } from "./moving";

const LONG_PRESS = 550;
const STEPS: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" };

export class TreeMenu {
    private shown: HTMLElement | null = null;
    private node: HTMLElement | null = null;

    constructor(
        private readonly tree: PageTree,
        private readonly mover: Mover,
        private readonly template: HTMLTemplateElement,
    ) {}

    listen(): void {
        const nav = this.tree.nav;
        const rowOf = (event: Event) => (event.target as Element).closest<HTMLElement>(".tree-row");
        for (const name of ["pointerover", "focusin"]) nav.addEventListener(name, (event) => this.offer(rowOf(event)));
        nav.addEventListener("click", (event) => {
            const button = (event.target as Element).closest(".tree-more");
            if (button) this.open(nodeOf(button)!, button.getBoundingClientRect());
        });
        nav.addEventListener("keydown", (event) => this.key(event));
        document.addEventListener("pointerdown", (event) => {
            if (this.shown && !this.shown.contains(event.target as Node)) this.close();
        });
        addEventListener("resize", () => this.close());
        nav.closest(".sidebar")?.addEventListener("scroll", () => this.close(), { passive: true });
        this.listenForLongPresses(rowOf);
    }

    /** Put the button at the end of a row when the pointer or the keyboard gets there. */
    private offer(row: HTMLElement | null): void {
        if (!row || row.querySelector(".tree-more")) return;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "tree-more";
        button.title = this.tree.nav.dataset.more ?? "";
        button.tabIndex = -1;
        button.setAttribute("aria-hidden", "true");
        button.textContent = "⋯";
        row.append(button);
    }

    private key(event: KeyboardEvent): void {
        const link = (event.target as Element).closest(".tree-row > a");
        const node = link && nodeOf(link);
        if (!node) return;
        const step = event.altKey && event.shiftKey ? STEPS[event.key] : undefined;
        if (step) this.mover.step(node, step);
        else if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10"))
            this.open(node, link.getBoundingClientRect());
        else return;
        event.preventDefault();
        event.stopPropagation();
    }

    private open(node: HTMLElement, at: DOMRect): void {
        this.close();
        const menu = (this.template.content.cloneNode(true) as DocumentFragment).querySelector<HTMLElement>(
            ".tree-menu",
        )!;
        for (const item of menu.querySelectorAll<HTMLButtonElement>("[data-do]")) {
            item.disabled = !targetOf(node, item.dataset.do as Step);
        }
        for (const item of menu.querySelectorAll<HTMLAnchorElement>("[data-address]")) {
            item.href = `${item.dataset.address}${idOf(node)}`;
        }
        if (isHome(node)) menu.querySelector('[data-address*="movepage"]')?.remove();
        menu.addEventListener("click", (event) => {
            const item = (event.target as Element).closest<HTMLElement>("[data-do]");
            if (!item) return;
            this.close();
            this.mover.step(node, item.dataset.do as Step);
        });
        menu.addEventListener("keydown", (event) => this.menuKey(event, menu));
        menu.addEventListener("focusout", (event) => {
            if (!menu.contains(event.relatedTarget as Node | null)) this.close();
        });
        document.body.append(menu);
        const room = document.documentElement;
        menu.style.setProperty("left", `${Math.max(8, Math.min(at.left, room.clientWidth - menu.offsetWidth - 8))}px`);
        const below = at.bottom + menu.offsetHeight < room.clientHeight;
        menu.style.setProperty("top", `${Math.max(8, below ? at.bottom + 2 : at.top - menu.offsetHeight - 2)}px`);
        this.shown = menu;
        this.node = node;
        menu.querySelector<HTMLElement>("button:not(:disabled), a")?.focus();
    }

    private menuKey(event: KeyboardEvent, menu: HTMLElement): void {
        const items = [...menu.querySelectorAll<HTMLElement>("button:not(:disabled), a")];
        const place = items.indexOf(document.activeElement as HTMLElement);
        if (event.key === "ArrowDown") items[(place + 1) % items.length]?.focus();
        else if (event.key === "ArrowUp") items.at(place - 1)?.focus();
        else if (event.key === "Escape" || event.key === "Tab") {
            const node = this.node;
            this.close();
            if (node) this.tree.focus(linkOf(node));
        } else return;
        event.preventDefault();
        event.stopPropagation();
    }

    private close(): void {
        const menu = this.shown;
        this.shown = null;
        this.node = null;
        menu?.remove();
    }

    private listenForLongPresses(rowOf: (event: Event) => HTMLElement | null): void {
        const nav = this.tree.nav;
        let waiting: ReturnType<typeof setTimeout> | undefined;
        let held = false;
        let touches = false;
        nav.addEventListener("pointerdown", (event) => {
            touches = event.pointerType === "touch";
            const row = rowOf(event);
            const link = row?.querySelector<HTMLElement>(":scope > a");
            if (!row || !link) return;
            link.draggable = !touches;
            held = false;
            if (!touches) return;
            waiting = setTimeout(() => {
                held = true;
                this.open(nodeOf(row)!, row.getBoundingClientRect());
            }, LONG_PRESS);
        });
        for (const name of ["pointerup", "pointercancel", "pointermove"]) {
            nav.addEventListener(name, (event) => {
                const moved = event as PointerEvent;
                if (name !== "pointermove" || Math.abs(moved.movementX) + Math.abs(moved.movementY) > 4)
                    clearTimeout(waiting);
            });
        }
        nav.addEventListener("contextmenu", (event) => {
            if (touches) event.preventDefault();
        });
        nav.addEventListener(
            "click",
            (event) => {
                if (!held) return;
                held = false;
                event.preventDefault();
                event.stopPropagation();
            },
            true,
        );
    }
}
