/** Images that stand in what was pasted as `data:`: they become files. */

import type { Node, Slice } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { setAttributes } from "../commands/insert";
import { attachFiles } from "../lookups";
import { gettext } from "../texts";
import { named } from "../toolbar/files/uploads";
import { tell } from "../toolbar/parts/notice";

const LARGEST = 20_000_000;

/** Whether a slice holds such images. */
export function holdsData(slice: Slice): boolean {
    let found = false;
    slice.content.descendants((node) => {
        found ||= isData(node);
        return !found;
    });
    return found;
}

function isData(node: Node): boolean {
    return node.type.name === "image" && (node.attrs.url as string).startsWith("data:");
}

/** Upload every such image of the document, and let it be the file then. What can't be uploaded goes, and a sentence tells. */
export async function uploadData(view: EditorView): Promise<void> {
    for (let next = firstData(view); next; next = firstData(view)) {
        const { url } = next;
        const file = fileOf(url);
        let filename = "";
        try {
            if (!file) throw new Error(gettext("A pasted image could not be read."));
            filename = (await attachFiles([named(file)], () => undefined))[0]?.name ?? "";
        } catch (error) {
            tell((error as Error).message);
        }
        let place = placeOf(view, url);
        while (place !== null) {
            if (filename) setAttributes(view, place, { kind: "attachment", filename, url: "" });
            else view.dispatch(view.state.tr.delete(place, place + 1));
            place = placeOf(view, url);
        }
    }
}

function firstData(view: EditorView): { url: string } | null {
    let found: string | null = null;
    view.state.doc.descendants((node) => {
        if (found === null && isData(node)) found = node.attrs.url as string;
        return found === null;
    });
    return found === null ? null : { url: found };
}

function placeOf(view: EditorView, url: string): number | null {
    let found: number | null = null;
    view.state.doc.descendants((node, position) => {
        if (found === null && isData(node) && node.attrs.url === url) found = position;
        return found === null;
    });
    return found;
}

/** The bytes of a `data:` address as a file. */
export function fileOf(url: string): File | null {
    const found = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/i.exec(url);
    if (!found || url.length > LARGEST) return null;
    try {
        const bytes = Uint8Array.from(atob(found[2]!.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
        return new File([bytes], "image.png", { type: found[1]!.toLowerCase() });
    } catch {
        return null;
    }
}
