/** Moving pages in the tree: by dragging them, and one step at a time. */

import { Refusal, send } from "../server";
import { toast } from "../toast";
import { idOf, isHome, isOpen, levelOf, linkOf, neighbour, nodeOf, parentOf, type PageTree } from "./levels";

export type Position = "above" | "below" | "append";
export type Step = "up" | "down" | "in" | "out";

interface Target {
    targetId: number | null;
    position: Position;
}

const OPENS_AFTER = 700;

/** Where a step brings a page, or null where there is no such step for it. */
export function targetOf(node: HTMLElement, step: Step): Target | null {
    if (isHome(node)) return null;
    const above = neighbour(node, -1);
    const below = neighbour(node, 1);
    const parent = parentOf(node);
    if (step === "up") return above && { targetId: idOf(above), position: "above" };
    if (step === "down") return below && { targetId: idOf(below), position: "below" };
    if (step === "in") return above && { targetId: idOf(above), position: "append" };
    return parent && !isHome(parent) ? { targetId: idOf(parent), position: "below" } : null;
}

/** Where a page comes to that is dropped at some height of another's row, from 0 at its top to 1. */
export function positionAt(node: HTMLElement, height: number): Position {
    if (isHome(node)) return "append";
    if (height < 0.28) return "above";
    const showsChildren = isOpen(node) && levelOf(node);
    return height > 0.72 && !showsChildren ? "below" : "append";
}

export class Mover {
    constructor(
        private readonly tree: PageTree,
        private readonly address: string,
    ) {}

    async place(id: number, target: Target): Promise<void> {
        const texts = this.tree.nav.dataset;
        this.tree.nav.ariaBusy = "true";
        try {
            const fields = { pageId: id, targetId: target.targetId ?? "", position: target.position };
            const done = await send<{ message: string; undo: Target }>(this.address, fields, texts.failed ?? "");
            await this.tree.refresh(target.position === "append" && target.targetId ? [target.targetId] : [], id);
            this.tree.keep();
            const moved = this.tree.node(id);
            if (moved) this.tree.focus(linkOf(moved));
            toast(done.message, "done", { label: texts.undo ?? "", run: () => void this.place(id, done.undo) });
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            toast(error.message, "problem");
        } finally {
            this.tree.nav.ariaBusy = "false";
        }
    }

    step(node: HTMLElement, step: Step): void {
        const target = targetOf(node, step);
        if (target) void this.place(idOf(node), target);
    }

    listenForDrags(): void {
        let dragged: HTMLElement | null = null;
        let over: { row: HTMLElement; position: Position } | null = null;
        let waiting: ReturnType<typeof setTimeout> | undefined;
        const nav = this.tree.nav;

        const show = (next: typeof over) => {
            if (next?.row === over?.row && next?.position === over?.position) return;
            clearTimeout(waiting);
            over?.row.classList.remove("drop-above", "drop-below", "drop-append");
            over = next;
            if (!next) return;
            next.row.classList.add(`drop-${next.position}`);
            const node = nodeOf(next.row)!;
            if (next.position === "append" && !isOpen(node)) {
                waiting = setTimeout(() => void this.tree.toggle(node, true), OPENS_AFTER);
            }
        };

        nav.addEventListener("dragstart", (event) => {
            const link = (event.target as Element).closest?.(".tree-row > a");
            const node = link && nodeOf(link);
            if (!node || isHome(node)) return;
            dragged = node;
            node.classList.add("is-dragged");
            if (event.dataTransfer) event.dataTransfer.effectAllowed = "copyMove";
        });
        nav.addEventListener("dragover", (event) => {
            const row = (event.target as Element).closest<HTMLElement>(".tree-row");
            if (!dragged || !row || dragged.contains(row)) return show(null);
            event.preventDefault();
            const box = row.getBoundingClientRect();
            show({ row, position: positionAt(nodeOf(row)!, (event.clientY - box.top) / box.height) });
        });
        nav.addEventListener("dragleave", (event) => {
            if (!nav.contains(event.relatedTarget as Node | null)) show(null);
        });
        nav.addEventListener("drop", (event) => {
            if (!dragged || !over) return;
            event.preventDefault();
            void this.place(idOf(dragged), { targetId: idOf(nodeOf(over.row)!), position: over.position });
        });
        nav.addEventListener("dragend", () => {
            show(null);
            dragged?.classList.remove("is-dragged");
            dragged = null;
        });
    }
}
