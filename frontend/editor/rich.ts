/** The rich editor: a document in storage format as it will look, to write in. */

import { baseKeymap } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Slice } from "prosemirror-model";
import { EditorState, Selection, type Plugin } from "prosemirror-state";
import { columnResizing, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { clipboard } from "./clipboard";
import { lonelyCaptions } from "./commands/captions";
import { identities } from "./commands/identity";
import { keys } from "./commands/keys";
import { typingRules } from "./commands/rules";
import { readDocument, readFragment } from "./storage/read";
import { writeDocument } from "./storage/write";
import { gettext } from "./texts";
import { nodeViews, WikiTableView, type FileAddress } from "./views/nodes";

export interface RichOptions {
    place: HTMLElement;
    text: string;
    fileAddress: FileAddress;
    tools: Plugin[];
    changed(): void;
    save(): void;
    publish(): void;
}

/** The rich editor of one text. */
export class RichEditor {
    readonly view: EditorView;
    private written: { doc: unknown; text: string };
    private wasFocused = false;

    /** Throws StorageError for a text that is not well formed. */
    constructor(options: RichOptions) {
        const doc = readDocument(options.text);
        this.written = { doc, text: options.text };
        this.view = new EditorView(options.place, {
            state: EditorState.create({ doc, plugins: pluginsOf(options) }),
            nodeViews: nodeViews(options.fileAddress),
            attributes: {
                // What is written takes its direction from its own letters, as on the page.
                dir: "auto",
                role: "textbox",
                "aria-multiline": "true",
                "aria-label": gettext("Text of the page"),
                class: "wiki-content rich-text",
                spellcheck: "true",
            },
            dispatchTransaction: (transaction) => {
                this.view.updateState(this.view.state.apply(transaction));
                if (transaction.docChanged) options.changed();
            },
            handleDOMEvents: {
                focus: () => {
                    this.wasFocused = true;
                },
            },
        });
    }

    /** The text in storage format; what was not changed is what was read. */
    text(): string {
        const { doc } = this.view.state;
        if (this.written.doc !== doc) this.written = { doc, text: writeDocument(doc) };
        return this.written.text;
    }

    /** Put a piece of storage format at the cursor, or at the end when nobody has put the cursor anywhere; false when it is malformed. */
    insert(storage: string): boolean {
        const content = readFragment(storage);
        if (!content) return false;
        const { state } = this.view;
        const transaction = state.tr;
        if (!this.wasFocused) transaction.setSelection(Selection.atEnd(state.doc));
        const { $from, empty } = transaction.selection;
        const inEmpty = empty && $from.parent.isTextblock && !$from.parent.content.size;
        if (inEmpty || content.firstChild?.isInline) transaction.replaceSelection(new Slice(content, 0, 0));
        else transaction.insert($from.depth ? $from.after(1) : $from.pos, content);
        this.view.dispatch(transaction.scrollIntoView());
        this.view.focus();
        return true;
    }

    focus(): void {
        this.view.focus();
    }

    destroy(): void {
        this.view.destroy();
    }
}

function pluginsOf({ tools, save, publish }: RichOptions): Plugin[] {
    return [
        clipboard(),
        ...tools,
        typingRules(),
        keymap(keys(save, publish)),
        keymap(baseKeymap),
        columnResizing({ View: WikiTableView, cellMinWidth: 40 }),
        tableEditing(),
        dropCursor({ class: "drop-cursor", width: 2 }),
        gapCursor(),
        history(),
        lonelyCaptions(),
        identities(),
    ];
}
