/** The levels of a page tree: reading them, opening and closing them, and telling their shape to screen readers. */

import { piece } from "../server";
import { recall, remember } from "./memory";

const LINK = ".tree-row > a";
let numbers = 0;

export const nodeOf = (element: Element) => element.closest<HTMLElement>(".tree-node");
export const linkOf = (node: Element) => node.querySelector<HTMLAnchorElement>(`:scope > ${LINK}`)!;
export const toggleOf = (node: Element) => node.querySelector<HTMLElement>(":scope > .tree-row > .tree-toggle");
export const levelOf = (node: Element) => node.querySelector<HTMLElement>(":scope > .tree-level");
export const idOf = (node: HTMLElement) => Number(node.dataset.page);
export const isHome = (node: Element) => node.classList.contains("is-home");
export const parentOf = (node: Element) => node.parentElement && nodeOf(node.parentElement);
export const isOpen = (node: Element) => toggleOf(node)?.getAttribute("aria-expanded") === "true";

/** A page's neighbour in its level, as far as it has been read; the home page stands apart. */
export function neighbour(node: Element, step: 1 | -1): HTMLElement | null {
    const next = step > 0 ? node.nextElementSibling : node.previousElementSibling;
    return next instanceof HTMLElement && next.matches(".tree-node:not(.is-home)") ? next : null;
}

export class PageTree {
    readonly space: string;

    constructor(readonly nav: HTMLElement) {
        this.space = nav.dataset.space ?? "";
    }

    node(id: number): HTMLElement | null {
        return this.nav.querySelector<HTMLElement>(`.tree-node[data-page="${id}"]`);
    }

    /** The links that show, from the top down. */
    links(): HTMLAnchorElement[] {
        const all = [...this.nav.querySelectorAll<HTMLAnchorElement>(LINK)];
        return all.filter((link) => !link.closest(".is-closed > .tree-level"));
    }

    open(): number[] {
        const toggles = [...this.nav.querySelectorAll('.tree-node:not(.is-home) > .tree-row > [aria-expanded="true"]')];
        return toggles.map((toggle) => idOf(nodeOf(toggle)!));
    }

    /** The page that is on the screen. */
    private current(): number | null {
        const link = this.nav.querySelector<HTMLElement>("[aria-current]");
        return link && idOf(nodeOf(link)!);
    }

    keep(): void {
        const sidebar = this.nav.closest(".sidebar");
        remember(this.space, { open: this.open(), top: sidebar?.scrollTop ?? 0 });
    }

    async toggle(node: HTMLElement, opens = !isOpen(node)): Promise<void> {
        const button = toggleOf(node);
        if (!button || button.ariaBusy === "true" || isHome(node)) return;
        if (opens && !levelOf(node)) {
            button.ariaBusy = "true";
            try {
                const level = await piece(`${this.nav.dataset.children}?pageId=${idOf(node)}`);
                if (!level) return;
                node.append(level);
            } catch {
                return;
            } finally {
                button.ariaBusy = "false";
            }
        }
        button.setAttribute("aria-expanded", String(opens));
        node.classList.toggle("is-closed", !opens);
        this.dress();
        this.keep();
    }

    /** Read the pages of a level that come next, after or before those that are listed, in place of the line for them. */
    async more(cut: HTMLElement): Promise<void> {
        const level = cut.closest<HTMLElement>(".tree-level");
        if (!level || cut.ariaBusy === "true") return;
        cut.ariaBusy = "true";
        const parent = nodeOf(level);
        const whose = parent ? `pageId=${idOf(parent)}` : `key=${encodeURIComponent(this.space)}`;
        const { before, after } = cut.dataset;
        const edge = before ? `before=${before}` : `after=${after}`;
        const next = await piece(`${this.nav.dataset.children}?${whose}&${edge}`).catch(() => null);
        cut.ariaBusy = "false";
        if (!next) return;
        const follower = cut.nextElementSibling;
        const stood = follower?.getBoundingClientRect().top ?? 0;
        for (const item of [...(next.querySelector(".tree-level")?.children ?? [])]) {
            const page = (item as HTMLElement).dataset.page;
            const listed = page && level.querySelector(`:scope > [data-page="${page}"]`);
            // A page that was moved meanwhile may be listed already, with what is open below it.
            cut.before(listed || item);
        }
        cut.remove();
        this.dress();
        const sidebar = this.nav.closest(".sidebar");
        // What is read above must not push away what somebody looks at; not every browser sees to that.
        if (before && sidebar && follower) sidebar.scrollTop += follower.getBoundingClientRect().top - stood;
    }

    /** Read the whole tree anew, with the same pages open and perhaps more of them, around one or the current page. */
    async refresh(also: number[] = [], around: number | null = null): Promise<void> {
        const open = [...new Set([...this.open(), ...also])].join(",");
        const shown = around ?? this.current() ?? "";
        const space = encodeURIComponent(this.space);
        const address = `${this.nav.dataset.children}?key=${space}&open=${open}&around=${shown}`;
        const level = (await piece(address).catch(() => null))?.querySelector(".tree-level");
        if (!level) return;
        const id = this.current();
        this.nav.querySelector(":scope > .tree-level")?.replaceWith(level);
        const again = id ? this.node(id) : null;
        if (again) linkOf(again).setAttribute("aria-current", "page");
        this.dress();
    }

    /** Bring back what was open and where it was scrolled when somebody was in this space last. */
    async recall(): Promise<void> {
        const kept = recall(this.space);
        const open = new Set(this.open());
        if (kept.open.some((id) => !open.has(id))) await this.refresh(kept.open);
        const sidebar = this.nav.closest(".sidebar");
        if (!sidebar) return;
        if (kept.top) sidebar.scrollTop = kept.top;
        const current = this.nav.querySelector('[aria-current="page"]')?.getBoundingClientRect();
        const box = sidebar.getBoundingClientRect();
        if (current && current.bottom > box.bottom) sidebar.scrollTop += current.bottom - box.bottom + box.height / 3;
        else if (current && current.top < box.top) sidebar.scrollTop += current.top - box.top - box.height / 3;
        if (kept.open.some((id) => !open.has(id))) this.keep();
    }

    /** Give the parts of a tree their roles, and one of them the place where Tab comes to. */
    dress(): void {
        const top = this.nav.querySelector<HTMLElement>(":scope > .tree-level");
        if (!top) return;
        top.setAttribute("role", "tree");
        if (this.nav.dataset.label) top.setAttribute("aria-label", this.nav.dataset.label);
        else top.setAttribute("aria-labelledby", "page-tree-head");
        for (const node of this.nav.querySelectorAll<HTMLElement>(".tree-node")) this.dressNode(node);
        for (const cut of this.nav.querySelectorAll(".tree-cut:not([role])")) {
            cut.setAttribute("role", "none");
            const link = cut.querySelector("a");
            link?.setAttribute("role", "treeitem");
            link?.setAttribute("tabindex", "-1");
        }
        if (!this.nav.querySelector(`${LINK}[tabindex="0"]`)) {
            const first = this.nav.querySelector<HTMLElement>(`${LINK}[aria-current]`) ?? this.links()[0];
            if (first) first.tabIndex = 0;
        }
    }

    private dressNode(node: HTMLElement): void {
        const link = linkOf(node);
        const toggle = toggleOf(node);
        const level = levelOf(node);
        if (toggle && !isHome(node))
            link.setAttribute("aria-expanded", toggle.getAttribute("aria-expanded") ?? "false");
        if (level && !level.id) {
            level.id = `tree-level-${(numbers += 1)}`;
            level.setAttribute("role", "group");
            link.setAttribute("aria-owns", level.id);
        }
        if (node.getAttribute("role")) return;
        node.setAttribute("role", "none");
        link.setAttribute("role", "treeitem");
        link.tabIndex = -1;
        if (!toggle) return;
        toggle.tabIndex = -1;
        toggle.setAttribute("aria-hidden", "true");
    }

    focus(link: HTMLElement | undefined): void {
        if (!link) return;
        for (const other of this.nav.querySelectorAll<HTMLElement>('a[tabindex="0"]')) other.tabIndex = -1;
        link.tabIndex = 0;
        link.focus();
    }
}
