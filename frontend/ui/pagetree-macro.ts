/** Trees of pages inside pages: reads levels when they are opened first, opens and closes all. */

import { around } from "./clicks";
import { script } from "./server";

const STEPS = 40;

async function fill(node: HTMLElement): Promise<void> {
    const address = node.dataset.later;
    if (!address || node.ariaBusy === "true") return;
    node.ariaBusy = "true";
    try {
        const answer = await fetch(address, { headers: script });
        if (!answer.ok || answer.redirected) return;
        node.querySelector(":scope > .pagetree-later")?.remove();
        node.insertAdjacentHTML("beforeend", await answer.text());
        delete node.dataset.later;
    } catch {
        // The link to the pages below stays where it is.
    } finally {
        node.ariaBusy = "false";
    }
}

async function openAll(tree: Element): Promise<void> {
    for (let step = 0; step < STEPS; step += 1) {
        const closed = tree.querySelectorAll<HTMLDetailsElement>("details:not([open])");
        if (!closed.length) return;
        for (const node of closed) {
            node.open = true;
            await fill(node);
        }
    }
}

function closeAll(tree: Element): void {
    for (const node of tree.querySelectorAll<HTMLDetailsElement>("details[open]")) node.open = false;
}

for (const tree of document.querySelectorAll(".plugin_pagetree")) {
    tree.addEventListener(
        "toggle",
        ({ target }) => {
            if (target instanceof HTMLDetailsElement && target.open) void fill(target);
        },
        true,
    );
    tree.querySelector(".plugin_pagetree_expandcollapse")?.removeAttribute("hidden");
    tree.addEventListener("click", (event) => {
        const wanted = around<HTMLElement>(event.target, "[data-pagetree]")?.dataset.pagetree;
        if (wanted === "open") void openAll(tree);
        if (wanted === "close") closeAll(tree);
    });
}
