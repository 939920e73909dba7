/** What a node remembers of the text that it was read from. */

import type { Node } from "prosemirror-model";

let last = 0;

/** The pieces of source text of one node; nodes of a document carry it as the attribute `source`. */
export interface Pieces {
    /** The whole text of the node. */
    slice: string;
    /** What stands before the first gap. */
    open?: string;
    /** What stands behind the last gap. */
    close?: string;
    /** White space and comments before each child, and behind the last. */
    gaps?: string[];
    /** The sources of the children, null for those that have none. */
    children?: (Source | null)[];
}

/**
 * Where a node comes from. Only `id` shows when attributes are compared: two nodes read from different places are different.
 */
export class Source {
    readonly id = ++last;
    readonly #pieces: Pieces;
    #node: Node | undefined;
    #places: Map<Source, number> | undefined;

    constructor(pieces: Pieces) {
        this.#pieces = pieces;
    }

    get slice(): string {
        return this.#pieces.slice;
    }

    get open(): string {
        return this.#pieces.open ?? "";
    }

    get close(): string {
        return this.#pieces.close ?? "";
    }

    get gaps(): string[] {
        return this.#pieces.gaps ?? [];
    }

    get children(): (Source | null)[] {
        return this.#pieces.children ?? [];
    }

    /** The node as it was read. */
    get node(): Node | undefined {
        return this.#node;
    }

    /** Tell which node was made of this text. */
    made(node: Node): Node {
        this.#node = node;
        return node;
    }

    /** Whether a node is what was read, so that its text is still right. */
    isStill(node: Node): boolean {
        return this.#node !== undefined && (this.#node === node || this.#node.eq(node));
    }

    /** The place of a child when it was read, or -1. */
    placeOf(child: Source | null): number {
        if (!child) return -1;
        if (!this.#places) {
            this.#places = new Map();
            this.children.forEach((each, index) => each && this.#places?.set(each, index));
        }
        return this.#places.get(child) ?? -1;
    }

    /** Source texts stay in this window: what is copied elsewhere is written anew there. */
    toJSON(): null {
        return null;
    }
}

/** The source of a node, or null where it is new. */
export function sourceOf(node: Node): Source | null {
    return node.attrs.source instanceof Source ? node.attrs.source : null;
}
