/** Files on their way to the server: what shows their progress in the text, and what takes its place. */

import { type Node, type Schema } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { attachFiles, type StoredFile } from "../../lookups";
import { gettext, interpolate } from "../../texts";
import { button, element } from "../parts/element";
import { tell } from "../parts/notice";

interface Begun {
    begin: { id: object; position: number; widget: HTMLElement };
}
interface Ended {
    end: object;
}

const uploadsKey = new PluginKey<DecorationSet>("uploads");

/** Keeps the places of files that are on their way, while the text changes around them. */
export function uploadsPlugin(): Plugin<DecorationSet> {
    return new Plugin<DecorationSet>({
        key: uploadsKey,
        state: {
            init: () => DecorationSet.empty,
            apply(transaction, places) {
                const moved = places.map(transaction.mapping, transaction.doc);
                const told = transaction.getMeta(uploadsKey) as Begun | Ended | undefined;
                if (!told) return moved;
                if ("end" in told)
                    return moved.remove(moved.find(undefined, undefined, (spec) => spec.id === told.end));
                const { id, position, widget } = told.begin;
                return moved.add(transaction.doc, [Decoration.widget(position, widget, { id })]);
            },
        },
        props: { decorations: (state) => uploadsKey.getState(state) },
    });
}

function placeOf(state: EditorState, id: object): number | null {
    const found = uploadsKey.getState(state)?.find(undefined, undefined, (spec) => spec.id === id);
    return found?.[0]?.from ?? null;
}

/** Give a file from the clipboard, which is always called `image.png`, a name of its own. */
export function named(file: File, now = new Date()): File {
    if (!/^image\.\w+$/i.test(file.name) && file.name) return file;
    const ending =
        file.type
            .replace(/^image\//, "")
            .replace("jpeg", "jpg")
            .replace(/\W.*/, "") || "png";
    const stamp = now.toISOString().replace(/\D/g, "").slice(0, 17);
    return new File([file], `image-${stamp}.${ending}`, { type: file.type });
}

/**
 * Upload files and put them into the text: images are shown, other files linked. The place is kept while one goes on
 * writing.
 *
 * @param position where they stand in the text; the cursor without it.
 * @param shape makes the nodes of a stored file; without it an image or a link.
 */
export async function uploadInto(
    view: EditorView,
    files: readonly File[],
    position = view.state.selection.from,
    shape: (schema: Schema, file: StoredFile) => Node = nodeOf,
): Promise<void> {
    for (const file of files) {
        const id = {};
        const bar = element("progress", {
            max: 1,
            value: 0,
            "aria-label": interpolate(gettext("Uploading %(name)s"), { name: file.name }),
        });
        const widget = element("span", { class: "upload-place" }, file.name, " ", bar);
        view.dispatch(view.state.tr.setMeta(uploadsKey, { begin: { id, position, widget } }));
        try {
            const [stored] = await attachFiles([named(file)], (part) => (bar.value = part));
            const place = placeOf(view.state, id);
            const transaction = view.state.tr.setMeta(uploadsKey, { end: id });
            if (place !== null && stored) transaction.insert(place, shape(view.state.schema, stored));
            view.dispatch(transaction);
            position =
                placeOf(view.state, id) ??
                (place === null ? view.state.selection.from : transaction.mapping.map(place));
        } catch (error) {
            view.dispatch(view.state.tr.setMeta(uploadsKey, { end: id }));
            const again = button(gettext("Try again"), { class: "button small" });
            again.addEventListener("click", () => {
                again.closest("[role=alert]")?.remove();
                void uploadInto(view, [file], Math.min(position, view.state.doc.content.size), shape);
            });
            tell(`${file.name}: ${(error as Error).message}`, again);
        }
    }
}

/** How a stored file stands in a text: an image, or a link with the name of the file. */
export function nodeOf(schema: Schema, file: StoredFile): Node {
    if (file.isImage) return schema.nodes.image!.create({ kind: "attachment", filename: file.name });
    return schema.text(file.name, [schema.marks.link!.create({ kind: "attachment", filename: file.name })]);
}
