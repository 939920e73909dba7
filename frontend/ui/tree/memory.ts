/** What a browser remembers of each space's tree: the pages that are open, and how far it is scrolled. */

import { keep, kept } from "../kept";

export interface Memory {
    open: number[];
    top: number;
}

export const MOST_OPEN = 60;

const name = (space: string) => `oxbow-tree:${space}`;

export function recall(space: string): Memory {
    try {
        const memory = JSON.parse(kept(name(space)) ?? "{}") as Partial<Memory> | null;
        const open = Array.isArray(memory?.open) ? memory.open.filter((id) => Number.isSafeInteger(id) && id > 0) : [];
        const top = typeof memory?.top === "number" && memory.top > 0 ? memory.top : 0;
        return { open: open.slice(-MOST_OPEN), top };
    } catch {
        return { open: [], top: 0 };
    }
}

export function remember(space: string, memory: Memory): void {
    keep(name(space), JSON.stringify({ open: memory.open.slice(-MOST_OPEN), top: memory.top }));
}
