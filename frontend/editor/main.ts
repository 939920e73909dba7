/** The editor's page: one form, its text in two views, drafts, preview, and who else is here. */

import "../styles/editor.css";
import "../styles/toolbar.css";
import { Fragment } from "prosemirror-model";
import type { ToolContext } from "./context";
import { Drafts } from "./drafts";
import { Editor } from "./editor";
import { insertMarkup } from "./markup";
import { bePresent } from "./presence";
import { previewInPlace } from "./preview";
import { readFragment } from "./storage/read";
import { writeFragment } from "./storage/write";
import { tools } from "./toolbar/tools";

async function mount(form: HTMLFormElement): Promise<void> {
    const save = () => void drafts.keep();
    const context: ToolContext = {
        place: form.querySelector<HTMLElement>("[data-tools]")!,
        form,
        read: readFragment,
        write: (content) => writeFragment(Fragment.from(content)),
        openSource: () => void editor.choose("source"),
        preview: () => form.querySelector<HTMLButtonElement>("button[name=preview]")?.click(),
        saveDraft: save,
    };
    const editor = new Editor({
        form,
        nonce: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "",
        tools: () => tools(context),
        save,
        publish: () => form.requestSubmit(form.querySelector<HTMLButtonElement>("button[type=submit].primary")),
    });
    const flush = () => editor.flush();
    previewInPlace(form, flush);
    const drafts = new Drafts({
        form,
        text: () => editor.text(),
        flush,
        replace: (text) => editor.replace(text),
    });
    insertMarkup({ form, insert: (storage) => editor.insert(storage) });
    bePresent();
    await editor.open(Number(form.dataset.line), Number(form.dataset.column));
}

const form = document.getElementById("editor");
if (form instanceof HTMLFormElement) void mount(form);
