/** A small box beside what it belongs to: opened by a button, closed by Escape, a click elsewhere, or leaving it. */

import { type Child, element } from "./element";
import { type Box, placeAt } from "./place";

export interface Popover {
    readonly element: HTMLElement;
    close(returnFocus?: boolean): void;
}

export interface PopoverParts {
    label: string;
    role?: "menu" | "dialog";
    kind?: string;
    children: Child[];
    /** Where it stands: an element, or a place that can move. */
    anchor: Element | (() => Box);
    /** Where the focus goes when it is closed by the keyboard. */
    returnTo?: HTMLElement | undefined;
    closed?: () => void;
}

let shown: Popover | null = null;

/** Close the popover that is open, if one is. */
export function closePopover(): void {
    shown?.close();
}

/** Show a popover; one that was open goes. */
export function openPopover(parts: PopoverParts): Popover {
    shown?.close();
    const box = element(
        "div",
        { class: `editor-popover ${parts.kind ?? ""}`, role: parts.role ?? "dialog", "aria-label": parts.label },
        ...parts.children,
    );
    const { anchor } = parts;
    const place = () => placeAt(box, typeof anchor === "function" ? anchor() : anchor.getBoundingClientRect());
    const stops = new AbortController();
    const popover: Popover = {
        element: box,
        close(returnFocus = false) {
            if (shown !== popover) return;
            shown = null;
            stops.abort();
            box.remove();
            if (returnFocus) parts.returnTo?.focus({ preventScroll: true });
            parts.closed?.();
        },
    };
    const listen = { signal: stops.signal };
    box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        popover.close(true);
    });
    document.addEventListener(
        "pointerdown",
        (event) => {
            const target = event.target as Node;
            const isAnchor = anchor instanceof Element && anchor.contains(target);
            if (!box.contains(target) && !isAnchor) popover.close();
        },
        { ...listen, capture: true },
    );
    box.addEventListener("focusout", (event) => {
        const next = event.relatedTarget as Node | null;
        if (next && !box.contains(next)) popover.close();
    });
    window.addEventListener("resize", place, listen);
    window.addEventListener("scroll", place, { ...listen, capture: true, passive: true });
    shown = popover;
    document.body.append(box);
    place();
    return popover;
}
