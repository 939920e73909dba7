/** The dialog for wiki markup and Markdown: converts on the server, shows a preview, inserts at the cursor. */

import { post } from "./server";

/** What the dialog needs of the editor. */
export interface Inserting {
    form: HTMLFormElement;
    insert(storage: string): void;
}

/** Let the button open the dialog instead of leaving the page. */
export function insertMarkup({ form, insert }: Inserting): void {
    const button = form.querySelector<HTMLButtonElement>("[data-insert-markup]");
    const dialog = document.querySelector<HTMLDialogElement>("#insert-markup");
    if (!button || !dialog) return;
    const fields = dialog.querySelector("form")!;
    const text = fields.elements.namedItem("markup") as HTMLTextAreaElement;
    const problem = dialog.querySelector<HTMLElement>("[data-markup-problem]")!;
    const preview = dialog.querySelector<HTMLElement>("[data-markup-preview]")!;
    let converting = false;

    async function convert(): Promise<string> {
        const given = new FormData(fields);
        const markupFormat = given.get("markupFormat");
        const answer = await post(dialog!.dataset.convert ?? "", {
            markup: text.value,
            markupFormat: typeof markupFormat === "string" ? markupFormat : "",
        });
        return answer.text();
    }

    async function attempt(work: () => Promise<void>): Promise<void> {
        if (converting) return;
        converting = true;
        problem.hidden = true;
        try {
            await work();
        } catch (error) {
            problem.textContent = error instanceof Error ? error.message : String(error);
            problem.hidden = false;
            problem.scrollIntoView({ block: "nearest" });
        } finally {
            converting = false;
        }
    }

    async function show(): Promise<void> {
        const data = new FormData(form);
        data.set("storage", await convert());
        preview.querySelector(".wiki-content")!.innerHTML = await (await post(form.dataset.preview ?? "", data)).text();
        preview.hidden = false;
        preview.scrollIntoView({ block: "nearest" });
    }

    async function put(): Promise<void> {
        const storage = await convert();
        dialog!.close();
        if (storage) insert(storage);
        text.value = "";
        preview.hidden = true;
    }

    button.textContent = button.dataset.short ?? button.textContent;
    button.addEventListener("click", (event) => {
        event.preventDefault();
        dialog.showModal();
        text.focus();
    });
    dialog.querySelector("[data-markup-show]")!.addEventListener("click", () => void attempt(show));
    fields.addEventListener("submit", (event) => {
        if ((event.submitter as HTMLButtonElement | null)?.value === "cancel") return;
        event.preventDefault();
        void attempt(put);
    });
    // What was shown belongs to the text as it was.
    dialog.addEventListener("input", () => {
        preview.hidden = true;
        problem.hidden = true;
    });
}
