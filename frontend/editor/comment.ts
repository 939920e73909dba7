/** The small rich editor of comments: the text of the page's editor with a short bar, loaded when somebody begins to write. */

import { keymap } from "prosemirror-keymap";
import { Selection } from "prosemirror-state";
import { commentPaste } from "./paste/comment";
import { RichEditor } from "./rich";
import { commentBar } from "./toolbar/comment-bar";
import { openLinkDialog } from "./toolbar/link";
import { commentSources } from "./toolbar/typeahead/comment-sources";
import { typeahead } from "./toolbar/typeahead/plugin";

const linkKey = keymap({
    "Mod-k": (_state, _dispatch, view) => {
        if (view) openLinkDialog(view);
        return true;
    },
});

export interface CommentOptions {
    /** An empty element, for the bar and the text. */
    place: HTMLElement;
    /** What the text is called. */
    label: string;
    storage: string;
    changed(): void;
    submit(): void;
}

/** The editor of one comment. */
export class CommentEditor {
    private readonly rich: RichEditor;

    /** Throws StorageError for a text that is not well formed. */
    constructor(options: CommentOptions) {
        const bar = document.createElement("div");
        const surface = document.createElement("div");
        surface.className = "comment-surface";
        options.place.append(bar, surface);
        this.rich = new RichEditor({
            place: surface,
            text: options.storage,
            // Comments of this editor hold no files of their own; those of others show by their names.
            fileAddress: () => "",
            tools: [typeahead(commentSources()), linkKey, commentBar(bar), commentPaste()],
            changed: () => options.changed(),
            save: () => options.changed(),
            publish: () => options.submit(),
        });
        const { view } = this.rich;
        const attributes = view.props.attributes as Record<string, string>;
        view.setProps({ attributes: { ...attributes, "aria-label": options.label } });
        view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)).setMeta("addToHistory", false));
    }

    /** The comment in storage format. */
    text(): string {
        return this.rich.text();
    }

    /** Whether there is nothing to say yet. */
    isEmpty(): boolean {
        let holds = false;
        this.rich.view.state.doc.descendants((node) => {
            holds ||= node.isText ? Boolean(node.text?.trim()) : node.isLeaf && node.type.name !== "hard_break";
            return !holds;
        });
        return !holds;
    }

    /** The names of the people whom the text mentions, by their keys. */
    people(): Record<string, string> {
        const found: Record<string, string> = {};
        for (const one of this.rich.view.dom.querySelectorAll<HTMLElement>(".user-mention")) {
            const at = this.rich.view.posAtDOM(one, 0);
            const { userKey, userName } = (this.rich.view.state.doc.nodeAt(at)?.attrs ?? {}) as Record<string, string>;
            const key = userKey || userName;
            if (key) found[key] = one.textContent.replace(/^@/, "");
        }
        return found;
    }

    /** Begin anew with an empty text. */
    clear(): void {
        const { view } = this.rich;
        view.dispatch(view.state.tr.delete(0, view.state.doc.content.size));
    }

    focus(): void {
        this.rich.focus();
    }

    destroy(): void {
        this.rich.destroy();
    }
}
