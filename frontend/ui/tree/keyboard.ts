/** The keys of a tree, as the ARIA practices have them: arrows, Home and End, and the first letters of a title. */

import { isOpen, levelOf, linkOf, nodeOf, parentOf, toggleOf, type PageTree } from "./levels";

const PAUSE = 600;

export function listenForKeys(tree: PageTree): void {
    let typed = "";
    let last = 0;

    const byLetters = (letter: string, links: HTMLAnchorElement[], place: number) => {
        const at = performance.now();
        typed = at - last > PAUSE ? letter : typed + letter;
        last = at;
        const from = typed.length > 1 ? place : place + 1;
        const around = [...links.slice(from), ...links.slice(0, from)];
        const wanted = typed.toLocaleLowerCase();
        return around.find((link) => link.textContent?.trim().toLocaleLowerCase().startsWith(wanted));
    };

    tree.nav.addEventListener("keydown", (event) => {
        const link = (event.target as Element).closest<HTMLAnchorElement>(".tree-row > a");
        if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
        const links = tree.links();
        const place = links.indexOf(link);
        const node = nodeOf(link)!;
        let next: HTMLAnchorElement | undefined;
        switch (event.key) {
            case "ArrowDown":
                next = links[place + 1];
                break;
            case "ArrowUp":
                next = links[place - 1];
                break;
            case "Home":
                next = links[0];
                break;
            case "End":
                next = links.at(-1);
                break;
            case "ArrowRight":
                if (isOpen(node)) next = links[place + 1];
                else if (toggleOf(node)) void tree.toggle(node, true);
                break;
            case "ArrowLeft": {
                const parent = parentOf(node);
                if (isOpen(node) && levelOf(node)) void tree.toggle(node, false);
                else if (parent) next = linkOf(parent);
                break;
            }
            default:
                if (event.key.length !== 1 || event.key === " ") return;
                next = byLetters(event.key, links, place);
        }
        event.preventDefault();
        event.stopPropagation();
        tree.focus(next);
    });
}
