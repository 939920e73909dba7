/** What the toolbar, its dialogs and the paste know of the page that they work in. */

import type { Fragment } from "prosemirror-model";

export interface ToolContext {
    /** Where the toolbar stands: an empty element above the text. */
    readonly place: HTMLElement;
    /** The editor's form. */
    readonly form: HTMLFormElement;
    /** Read storage format as nodes of the document; null for what is malformed. */
    read(storage: string): Fragment | null;
    /** Write nodes as storage format. */
    write(fragment: Fragment): string;
    /** Show the source instead. */
    openSource(): void;
    /** Show how the page will look. */
    preview(): void;
    /** Keep the draft. */
    saveDraft(): void;
}
