/** Where a box that floats over the page stands. */

export interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
}

const EDGE = 8;
const LEAST = 120;

/**
 * Set a floating box under a place, or above it where there is no room, and wholly inside the window.
 *
 * @param floating the box, of fixed position.
 * @param anchor the place in the window, in pixels.
 */
export function placeAt(floating: HTMLElement, anchor: Box): void {
    const width = document.documentElement.clientWidth;
    const height = window.innerHeight;
    const below = height - anchor.bottom - EDGE;
    const above = anchor.top - EDGE;
    floating.style.maxHeight = "";
    const wanted = floating.offsetHeight;
    const goesAbove = wanted > below && above > below;
    const tall = Math.min(wanted, Math.max(goesAbove ? above : below, LEAST));
    // A box that fits keeps the height that its style gives it.
    if (tall < wanted) floating.style.maxHeight = `${tall}px`;
    const top = goesAbove ? anchor.top - tall - 4 : anchor.bottom + 4;
    const left = Math.min(anchor.left, width - floating.offsetWidth - EDGE);
    floating.style.top = `${Math.max(EDGE, top)}px`;
    floating.style.left = `${Math.max(EDGE, left)}px`;
}
