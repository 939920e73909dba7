/** The page tree at the side: opens and closes levels, remembers them, and lets people move pages. */

import { nodeOf, PageTree } from "./tree/levels";
import { listenForKeys } from "./tree/keyboard";
import { TreeMenu } from "./tree/menu";
import { Mover } from "./tree/moving";

function start(nav: HTMLElement): void {
    const tree = new PageTree(nav);
    tree.dress();
    nav.addEventListener("click", (event) => {
        const target = event.target as Element;
        const toggle = target.closest(".tree-toggle");
        if (toggle) void tree.toggle(nodeOf(toggle)!);
        const cut = target.closest<HTMLElement>(".tree-cut");
        if (!cut) return;
        event.preventDefault();
        void tree.more(cut);
    });
    listenForKeys(tree);
    const template = document.querySelector<HTMLTemplateElement>("#tree-menu");
    if (nav.dataset.place && template) {
        const mover = new Mover(tree, nav.dataset.place);
        new TreeMenu(tree, mover, template).listen();
        mover.listenForDrags();
    }
    addEventListener("pagehide", () => tree.keep());
    // Not before the current page has been brought into view: what stands above it would be read at once.
    void tree.recall().then(() => readOnWhileScrolling(tree));
}

/** The line that says there is more of a level reads it when it comes into view. */
function readOnWhileScrolling(tree: PageTree): void {
    const sidebar = tree.nav.closest(".sidebar");
    const watcher = new IntersectionObserver(
        (entries) => {
            for (const entry of entries) if (entry.isIntersecting) void tree.more(entry.target as HTMLElement);
        },
        { root: sidebar, rootMargin: "200px" },
    );
    const watch = () => {
        watcher.disconnect();
        for (const cut of tree.nav.querySelectorAll(".tree-cut")) watcher.observe(cut);
    };
    new MutationObserver(watch).observe(tree.nav, { childList: true, subtree: true });
    watch();
}

const nav = document.querySelector<HTMLElement>(".page-tree");
if (nav) start(nav);
