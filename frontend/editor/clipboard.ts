/** Copying inside the editor keeps everything: macros, what is kept as it is, and the bytes of what is not changed. */

import { Slice } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { newMacroId } from "./commands/identity";
import { schema } from "./schema/schema";
import { parse } from "./storage/tokens";
import { writeFragment } from "./storage/write";

const ATTRIBUTE = "data-oxbow-slice";

let last: { id: string; slice: Slice } | undefined;

function copy(view: EditorView, event: ClipboardEvent, cut: boolean): boolean {
    const { selection } = view.state;
    if (selection.empty || !event.clipboardData) return false;
    const slice = selection.content();
    const { dom, text } = view.serializeForClipboard(slice);
    const carrier = document.createElement("div");
    carrier.append(...dom.childNodes);
    last = { id: newMacroId(), slice };
    carrier.setAttribute(ATTRIBUTE, JSON.stringify({ id: last.id, slice: slice.toJSON() as unknown }));
    event.preventDefault();
    event.clipboardData.clearData();
    event.clipboardData.setData("text/html", carrier.outerHTML);
    event.clipboardData.setData("text/plain", text);
    if (cut) view.dispatch(view.state.tr.deleteSelection().scrollIntoView().setMeta("uiEvent", "cut"));
    return true;
}

/** Give what was copied in an editor; null for what comes from elsewhere, or is not as an editor writes it. */
export function copiedSlice(html: string): Slice | null {
    if (!html.includes(ATTRIBUTE)) return null;
    const carrier = new DOMParser().parseFromString(html, "text/html").querySelector(`[${ATTRIBUTE}]`);
    try {
        const { id, slice } = JSON.parse(carrier?.getAttribute(ATTRIBUTE) ?? "") as { id: string; slice: unknown };
        if (last?.id === id) return last.slice;
        const found = Slice.fromJSON(schema, slice as object);
        found.content.forEach((node) => node.check());
        parse(writeFragment(found.content));
        return found;
    } catch {
        return null;
    }
}

/** Copying and pasting as a plugin. */
export function clipboard(): Plugin {
    return new Plugin({
        props: {
            handleDOMEvents: {
                copy: (view, event) => copy(view, event, false),
                cut: (view, event) => view.editable && copy(view, event, true),
            },
            handlePaste: (view, event) => {
                if (view.state.selection.$from.parent.type.spec.code) return false;
                const slice = copiedSlice(event.clipboardData?.getData("text/html") ?? "");
                if (!slice) return false;
                view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta("paste", true));
                return true;
            },
        },
    });
}
