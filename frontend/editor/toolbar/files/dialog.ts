/** The dialog for images and files: upload new ones, choose among those of the page, or name one of the web. */

import type { EditorView } from "prosemirror-view";
import { insertInline } from "../../commands/insert";
import { ownFiles, type StoredFile } from "../../lookups";
import { addressFor } from "../../paste/addresses";
import { gettext } from "../../texts";
import { openDialog } from "../parts/dialog";
import { button, element, labelled } from "../parts/element";
import { icon } from "../parts/icons";
import { nodeOf, uploadInto } from "./uploads";

/** Ask which files to put into the text. */
export function openFiles(view: EditorView): void {
    const position = view.state.selection.from;
    const input = element("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: -1 });
    const pick = button(gettext("Choose files…"), { class: "button primary" });
    const drop = element(
        "div",
        { class: "file-drop" },
        icon("image"),
        element("p", {}, gettext("Drop files here, or")),
        pick,
        input,
    );
    const list = element("div", { class: "file-list", role: "group", "aria-label": gettext("Files of this page") });
    const address = element("input", { type: "text", inputmode: "url", placeholder: "https://", autocomplete: "off" });
    let files: File[] = [];
    let taken: StoredFile | null = null;
    const dialog = openDialog({
        title: gettext("Images and files"),
        body: [
            drop,
            element("h3", {}, gettext("On this page already")),
            list,
            labelled(gettext("Or the address of an image"), address),
        ],
        submit: gettext("Insert"),
        size: "wide",
        done() {
            if (!address.value.trim()) throw new Error(gettext("Choose a file, or write the address of an image."));
            const url = addressFor(address.value, "image");
            if (!url || url.startsWith("data:")) throw new Error(gettext("This is no address of an image in the web."));
            insertInline(view, view.state.schema.nodes.image!.create({ kind: "url", url }));
        },
        closed() {
            view.focus();
            if (files.length) void uploadInto(view, files, position);
            else if (taken) insertInline(view, nodeOf(view.state.schema, taken));
        },
    });
    const take = (chosen: Iterable<File>) => {
        files = [...chosen];
        if (files.length) dialog.close();
    };
    pick.addEventListener("click", () => input.click());
    input.addEventListener("change", () => take(input.files ?? []));
    drop.addEventListener("dragover", (event) => {
        event.preventDefault();
        drop.classList.add("is-over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
    drop.addEventListener("drop", (event) => {
        event.preventDefault();
        take(event.dataTransfer?.files ?? []);
    });
    pick.focus();
    ownFiles()
        .then((found) => {
            if (found.length === 0)
                list.append(element("p", { class: "quiet" }, gettext("Nothing is attached to this page yet.")));
            for (const file of found)
                list.append(
                    fileCard(file, () => {
                        taken = file;
                        dialog.close();
                    }),
                );
        })
        .catch((error: Error) => dialog.complain(error.message));
}

function fileCard(file: StoredFile, take: () => void): HTMLButtonElement {
    const picture = file.thumbnail || (file.isImage ? file.address : "");
    const made = button(
        file.name,
        { class: "file-choice" },
        picture ? element("img", { src: picture, alt: "", loading: "lazy" }) : icon("file"),
        element("span", { class: "file-name" }, file.name),
        element("span", { class: "quiet" }, inWords(file.size)),
    );
    made.addEventListener("click", take);
    return made;
}

/** A number of bytes in words: 1.5 MB. */
export function inWords(bytes: number): string {
    const units = ["B", "kB", "MB", "GB"];
    let size = bytes;
    let unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
        size /= 1000;
        unit += 1;
    }
    return `${size.toLocaleString(undefined, { maximumFractionDigits: unit ? 1 : 0 })} ${units[unit]!}`;
}
