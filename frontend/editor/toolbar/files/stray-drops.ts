/** Files that are dropped beside the text: a browser would show them in the place of the page, and the editor be gone. */

import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { uploadInto } from "./uploads";

/** Takes files that nothing else took, and puts them where the cursor is. */
export function strayDrops(): Plugin {
    return new Plugin({
        view(view) {
            const stops = new AbortController();
            document.addEventListener("dragover", letDrop, { signal: stops.signal });
            document.addEventListener("drop", (event) => take(view, event), { signal: stops.signal });
            return { destroy: () => stops.abort() };
        },
    });
}

function isFree(event: DragEvent): boolean {
    return !event.defaultPrevented && Boolean(event.dataTransfer?.types.includes("Files"));
}

function letDrop(event: DragEvent): void {
    if (!isFree(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = document.querySelector("dialog[open]") ? "none" : "copy";
}

function take(view: EditorView, event: DragEvent): void {
    if (!isFree(event)) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) void uploadInto(view, [...event.dataTransfer!.files]);
}
