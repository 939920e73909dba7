/**
 * Lets people choose in the tree of a space where a page goes, and shows it standing there. It fills the fields of the
 * form; without it the title of a page is typed.
 */

import { piece } from "../server";
import { listenForKeys } from "./keyboard";
import { levelOf, linkOf, nodeOf, PageTree } from "./levels";

type Position = "append" | "above" | "below";

/** The tree of a form remembers nothing: the one at the side does. */
class ChoosingTree extends PageTree {
    override keep(): void {}
}

class PlaceChooser {
    private readonly space: HTMLSelectElement;
    private readonly title: HTMLInputElement;
    private readonly box = document.createElement("div");
    private readonly said = document.createElement("p");
    private readonly ghost = document.createElement("li");
    private tree: ChoosingTree | null = null;
    private chosen: HTMLElement | null = null;
    private asked = 0;

    constructor(private readonly form: HTMLFormElement) {
        this.space = form.querySelector<HTMLSelectElement>("select[name=spaceKey]")!;
        this.title = form.querySelector<HTMLInputElement>("input[name=targetTitle]")!;
        this.box.className = "place-chooser";
        this.said.className = "place-said";
        this.said.setAttribute("role", "status");
        this.ghost.className = "tree-ghost";
        this.ghost.setAttribute("role", "none");
        const name = document.createElement("span");
        name.textContent = form.dataset.title ?? form.querySelector<HTMLInputElement>("input[name=title]")?.value ?? "";
        this.ghost.append(name);
        this.title.closest(".field")!.after(this.box, this.said);
    }

    start(): void {
        this.space.addEventListener("change", () => {
            this.title.value = "";
            void this.load();
        });
        this.title.addEventListener("change", () => void this.load());
        for (const radio of this.form.querySelectorAll("input[name=position]"))
            radio.addEventListener("change", () => void this.show());
        void this.load();
    }

    private get position(): Position {
        const chosen = this.form.querySelector<HTMLInputElement>("input[name=position]:checked");
        return (chosen?.value as Position | undefined) ?? "append";
    }

    /** Read the tree of the space, open at the page that is typed. */
    private async load(): Promise<void> {
        const number = ++this.asked;
        const texts = this.form.dataset;
        const query = new URLSearchParams({ key: this.space.value, title: this.title.value.trim() });
        const found = await piece(`${texts.placeInTree}?${query}`).catch(() => null);
        const level = found?.querySelector(".tree-level");
        if (number !== this.asked) return;
        const nav = document.createElement("div");
        nav.className = "page-tree place-tree";
        Object.assign(nav.dataset, { children: texts.placeInTree, space: this.space.value, label: texts.treeLabel });
        const top = document.createElement("button");
        top.type = "button";
        top.className = "button small";
        top.textContent = texts.topLabel ?? "";
        top.addEventListener("click", () => void this.choose(null));
        if (level) nav.append(level);
        this.box.replaceChildren(top, nav);
        this.tree = new ChoosingTree(nav);
        this.tree.dress();
        nav.querySelector(`.tree-node[data-page="${texts.moving}"]`)?.classList.add("is-moving");
        nav.addEventListener("click", (event) => this.click(event));
        listenForKeys(this.tree);
        const current = nav.querySelector<HTMLElement>("[aria-current]");
        current?.removeAttribute("aria-current");
        this.chosen = current && nodeOf(current);
        await this.show();
        this.scrollTo(this.ghost);
    }

    private click(event: Event): void {
        const target = event.target as Element;
        const cut = target.closest<HTMLElement>(".tree-cut");
        const toggle = target.closest(".tree-toggle");
        const link = target.closest(".tree-row > a");
        if (cut || link) event.preventDefault();
        if (cut) void this.tree?.more(cut);
        else if (toggle) void this.tree?.toggle(nodeOf(toggle)!);
        else if (link && !link.closest(".is-moving")) void this.choose(nodeOf(link));
    }

    private async choose(node: HTMLElement | null): Promise<void> {
        this.chosen = node;
        this.title.value = node ? (linkOf(node).textContent ?? "") : "";
        await this.show();
    }

    /** Let the page stand where the fields say, and say it in words. */
    private async show(): Promise<void> {
        const tree = this.tree;
        if (!tree) return;
        for (const link of tree.nav.querySelectorAll("[aria-selected]")) link.removeAttribute("aria-selected");
        this.ghost.remove();
        const node = this.chosen;
        const texts = this.form.dataset;
        if (!node) {
            if (this.title.value.trim()) return void (this.said.textContent = "");
            tree.nav.querySelector(":scope > .tree-level")?.append(this.ghost);
            this.said.textContent = texts.atTop ?? "";
            return;
        }
        linkOf(node).setAttribute("aria-selected", "true");
        const position = this.position;
        if (position === "above") node.before(this.ghost);
        else if (position === "below") node.after(this.ghost);
        else await this.showBelow(tree, node);
        // A level that came late says nothing of what was chosen meanwhile.
        if (this.tree !== tree || this.chosen !== node || this.position !== position) return;
        const name = linkOf(node).textContent ?? "";
        this.said.textContent = (texts[position] ?? "").replace("{page}", () => name);
    }

    private async showBelow(tree: ChoosingTree, node: HTMLElement): Promise<void> {
        await tree.toggle(node, true);
        if (this.chosen !== node || this.position !== "append") return;
        const level = levelOf(node);
        if (level) return level.append(this.ghost);
        // A page without pages below it has no level yet: the mark stands inside, one step in.
        node.append(this.ghost);
    }

    private scrollTo(row: HTMLElement): void {
        const nav = this.tree?.nav;
        if (!nav || !row.isConnected) return;
        nav.scrollTop += row.getBoundingClientRect().top - nav.getBoundingClientRect().top - nav.clientHeight / 2;
    }
}

export function startPlaces(root: ParentNode): void {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-place-in-tree]")) {
        new PlaceChooser(form).start();
    }
}
