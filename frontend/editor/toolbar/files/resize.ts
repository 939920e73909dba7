/** The handle at the corner of a selected image: drawn with the mouse, or moved with the arrow keys. */

import { NodeSelection, Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { setAttributes } from "../../commands/insert";
import { gettext } from "../../texts";
import { element } from "../parts/element";

const LEAST = 20;
const MOST = 4000;
const STEP = 10;

/** Shows the handle while an image is selected. */
export function resizePlugin(): Plugin {
    return new Plugin({ view: (view) => new Handle(view) });
}

class Handle {
    private readonly shown = element("div", {
        class: "image-handle",
        role: "slider",
        tabindex: "0",
        "aria-label": gettext("Width of the image in pixels"),
        "aria-valuemin": LEAST,
        "aria-valuemax": MOST,
        hidden: true,
    });
    private readonly stops = new AbortController();

    constructor(private readonly view: EditorView) {
        document.body.append(this.shown);
        const listen = { signal: this.stops.signal };
        this.shown.addEventListener("pointerdown", (event) => this.begin(event));
        this.shown.addEventListener("keydown", (event) => this.key(event));
        window.addEventListener("scroll", () => this.place(), { ...listen, capture: true, passive: true });
        window.addEventListener("resize", () => this.place(), listen);
        // The size of an image is known once it is loaded.
        view.dom.addEventListener("load", () => this.place(), { ...listen, capture: true });
    }

    update(): void {
        this.place();
    }

    destroy(): void {
        this.stops.abort();
        this.shown.remove();
    }

    private image(): HTMLImageElement | null {
        const { selection } = this.view.state;
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== "image") return null;
        const dom = this.view.nodeDOM(selection.from);
        if (!(dom instanceof HTMLElement)) return null;
        return dom instanceof HTMLImageElement ? dom : dom.querySelector("img");
    }

    private place(): void {
        const image = this.image();
        this.shown.hidden = !image || !this.view.dom.isConnected || !this.view.dom.offsetParent;
        if (!image) return;
        const box = image.getBoundingClientRect();
        this.shown.style.left = `${box.right - 7}px`;
        this.shown.style.top = `${box.bottom - 7}px`;
        this.shown.setAttribute("aria-valuenow", String(Math.round(box.width)));
    }

    private begin(event: PointerEvent): void {
        const image = this.image();
        if (!image) return;
        event.preventDefault();
        const { width } = image.getBoundingClientRect();
        const from = event.clientX;
        let wanted = width;
        this.shown.setPointerCapture(event.pointerId);
        const move = (moved: PointerEvent) => {
            wanted = within(width + moved.clientX - from);
            image.style.width = `${wanted}px`;
            image.style.height = "auto";
            this.place();
        };
        this.shown.addEventListener("pointermove", move);
        this.shown.addEventListener(
            "pointerup",
            () => {
                this.shown.removeEventListener("pointermove", move);
                image.style.width = image.style.height = "";
                if (Math.abs(wanted - width) >= 1) this.set(wanted);
            },
            { once: true },
        );
    }

    private key(event: KeyboardEvent): void {
        const steps: Record<string, number> = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP };
        const step = steps[event.key];
        const image = this.image();
        if (event.key === "Escape") this.view.focus();
        else if (step && image) this.set(within(image.getBoundingClientRect().width + step));
        else return;
        event.preventDefault();
    }

    private set(width: number): void {
        setAttributes(this.view, this.view.state.selection.from, { width: String(Math.round(width)), height: "" });
    }
}

function within(width: number): number {
    return Math.max(LEAST, Math.min(MOST, width));
}
