/** One text in one of two views: rich, or its source. The form's field is what is sent. */

import type { Plugin } from "prosemirror-state";
import { RichEditor } from "./rich";
import type { SourceEditor } from "./source/source";
import { StorageError } from "./storage/tokens";
import { gettext, interpolate } from "./texts";

export type ViewName = "rich" | "source";

const CHOICE = "oxbow-editor-view";
const FLUSH_AFTER = 300;

/** What the editor asks of its page. */
export interface EditorOptions {
    form: HTMLFormElement;
    nonce: string;
    tools(editor: Editor): Plugin[];
    save(): void;
    publish(): void;
}

/** The editor of the page's text. */
export class Editor {
    private readonly field: HTMLTextAreaElement;
    private readonly problem: HTMLElement;
    private shown: RichEditor | SourceEditor | null = null;
    private name: ViewName = "source";
    private timer = 0;
    private switching: Promise<unknown> = Promise.resolve();

    constructor(private readonly options: EditorOptions) {
        this.field = options.form.elements.namedItem("storage") as HTMLTextAreaElement;
        this.problem = this.part("problem");
        for (const button of this.buttons()) {
            button.addEventListener("click", () => void this.choose(button.dataset.view as ViewName));
        }
    }

    /** Show the view that its writer chose last; a text that is not well formed opens as source. */
    async open(line: number, column: number): Promise<void> {
        this.part("views").hidden = false;
        if (line > 0 || chosen() === "source" || !this.showRich()) {
            const source = await this.showSource();
            if (line > 0) source.goTo(source.offsetOf(line, column));
        }
    }

    /** The text as it is now. */
    text(): string {
        return this.shown?.text() ?? this.field.value;
    }

    /** Put the text into the form. */
    flush(): void {
        clearTimeout(this.timer);
        const text = this.text();
        if (text !== this.field.value) this.field.value = text;
    }

    /** Put a piece of storage format at the cursor. */
    insert(storage: string): void {
        this.shown?.insert(storage);
    }

    /** Begin anew with another text. */
    replace(text: string): void {
        this.close();
        this.field.value = text;
        if (this.name === "source" || !this.showRich()) void this.showSource();
        this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    /** Change the view and remember it; a source that is not well formed stays, with the place of the mistake. */
    async choose(name: ViewName): Promise<void> {
        this.switching = this.switching.then(async () => {
            if (name === this.name) return;
            this.flush();
            if (name === "source") await this.showSource();
            else if (!this.showRich()) return;
            remember(name);
            this.shown?.focus();
        });
        await this.switching;
    }

    private part(name: string): HTMLElement {
        return this.options.form.querySelector<HTMLElement>(`[data-editor-${name}]`)!;
    }

    private buttons(): HTMLButtonElement[] {
        return [...this.part("views").querySelectorAll<HTMLButtonElement>("button[data-view]")];
    }

    private close(): void {
        this.shown?.destroy();
        this.shown = null;
    }

    private readonly changed = (): void => {
        clearTimeout(this.timer);
        this.problem.hidden = true;
        this.timer = window.setTimeout(() => {
            this.flush();
            this.field.dispatchEvent(new Event("input", { bubbles: true }));
        }, FLUSH_AFTER);
    };

    private showRich(): boolean {
        const { options } = this;
        const before = this.shown;
        try {
            const rich = new RichEditor({
                place: this.part("rich"),
                text: this.field.value,
                fileAddress: (filename) => this.fileAddress(filename),
                tools: options.tools(this),
                changed: this.changed,
                save: options.save,
                publish: options.publish,
            });
            before?.destroy();
            this.shown = rich;
            this.settle("rich");
            return true;
        } catch (error) {
            if (!(error instanceof StorageError)) throw error;
            this.refuse(error);
            return false;
        }
    }

    private async showSource(): Promise<SourceEditor> {
        const { SourceEditor } = await import("./source/source");
        const { nonce, save, publish } = this.options;
        this.close();
        const source = new SourceEditor({
            place: this.part("source"),
            text: this.field.value,
            nonce,
            changed: this.changed,
            save,
            publish,
        });
        this.shown = source;
        this.settle("source");
        return source;
    }

    private settle(name: ViewName): void {
        this.name = name;
        this.part("rich").hidden = name !== "rich";
        this.part("source").hidden = name !== "source";
        this.part("field").hidden = true;
        for (const button of this.buttons()) button.setAttribute("aria-pressed", String(button.dataset.view === name));
    }

    /** Tell where a text is not well formed, and show the place when the source is open. */
    private refuse({ line, column, message, offset }: StorageError): void {
        const text = gettext("The text can't be shown as rich text: line %(line)s, column %(column)s: %(message)s");
        this.problem.textContent = interpolate(text, { line, column, message });
        this.problem.hidden = false;
        if (this.shown && "goTo" in this.shown) this.shown.goTo(offset);
    }

    /** Where a file of this page, or of the draft of a page to be, is. */
    private fileAddress(filename: string): string {
        const valueOf = (name: string) =>
            (this.options.form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";
        const { attachments = "", draftFiles = "" } = this.part("views").dataset;
        const file = encodeURIComponent(filename);
        if (valueOf("pageId")) return attachments.replace(/file$/, () => file);
        return valueOf("draftId") && draftFiles ? `${draftFiles}/${valueOf("draftId")}/${file}` : "";
    }
}

function chosen(): string | null {
    try {
        return localStorage.getItem(CHOICE);
    } catch {
        return null;
    }
}

function remember(name: ViewName): void {
    try {
        localStorage.setItem(CHOICE, name);
    } catch {
        // A browser that keeps nothing shows rich text the next time.
    }
}
