/** Whether the text takes the whole width of the window; this browser remembers it. */

import type { EditorView } from "prosemirror-view";

const KEY = "oxbow-editor-wide";

/** Whether it does. */
export function isWide(): boolean {
    return document.body.classList.contains("wide-editor");
}

/** Let the text take the whole width, or the width that reads well. */
export function setWide(view: EditorView, wide: boolean): void {
    document.body.classList.toggle("wide-editor", wide);
    try {
        localStorage.setItem(KEY, wide ? "1" : "");
    } catch {
        // A browser that remembers nothing still shows it.
    }
    view.focus();
    // The button tells it.
    view.dispatch(view.state.tr);
}

/** Take up what this browser remembers. */
export function restoreWidth(): void {
    try {
        document.body.classList.toggle("wide-editor", localStorage.getItem(KEY) === "1");
    } catch {
        // As above.
    }
}
