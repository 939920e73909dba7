/** Opening the dialog of what was clicked: macros, images, dates, status. */

import type { EditorView } from "prosemirror-view";
import type { ToolContext } from "../context";
import { isMacro } from "../macros/nodes";
import { editMacro } from "../macros/form";
import { openImage } from "./files/image";
import { tell } from "./parts/notice";
import { openDate, openStatus } from "./pickers";

const contexts = new WeakMap<EditorView, ToolContext>();

/** Remember what belongs to a view, so that views of nodes can open dialogs as well. */
export function rememberContext(view: EditorView, context: ToolContext): void {
    contexts.set(view, context);
}

/**
 * Open the dialog of the node at a place.
 *
 * @returns whether it has one.
 */
export function openNode(view: EditorView, position: number): boolean {
    const node = view.state.doc.nodeAt(position);
    const context = contexts.get(view);
    if (!node || !context) return false;
    if (node.type.name === "status") openStatus(view, position);
    else if (node.type.name === "date") openDate(view, position);
    else if (node.type.name === "image") openImage(view, position);
    else if (isMacro(node)) editMacro(view, context, position).catch((error: Error) => tell(error.message));
    else return false;
    return true;
}
