/** The source of a page in storage format: coloured, with line numbers, search, and marks where it is not well formed. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { xml } from "@codemirror/lang-xml";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { forceLinting, linter, lintGutter, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { parse, StorageError } from "../storage/tokens";
import { gettext } from "../texts";

export interface SourceOptions {
    place: HTMLElement;
    text: string;
    nonce: string;
    changed(): void;
    save(): void;
    publish(): void;
}

const COLOURS = HighlightStyle.define([
    { tag: tags.tagName, color: "var(--accent)" },
    { tag: tags.angleBracket, color: "var(--ink-soft)" },
    { tag: tags.attributeName, color: "var(--info)" },
    { tag: tags.attributeValue, color: "var(--good)" },
    { tag: tags.comment, color: "var(--ink-soft)", fontStyle: "italic" },
    { tag: tags.processingInstruction, color: "var(--purple)" },
    { tag: tags.character, color: "var(--care)" },
]);

/** Where a text is not well formed. */
function problemsOf(text: string): Diagnostic[] {
    try {
        parse(text);
        return [];
    } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        const from = Math.min(error.offset, text.length);
        return [{ from, to: Math.min(from + 1, text.length), severity: "error", message: error.message }];
    }
}

/** The source editor of one text. */
export class SourceEditor {
    readonly view: EditorView;

    constructor({ place, text, nonce, changed, save, publish }: SourceOptions) {
        const calling = (act: () => void) => () => {
            act();
            return true;
        };
        this.view = new EditorView({
            parent: place,
            state: EditorState.create({
                doc: text,
                extensions: [
                    EditorView.cspNonce.of(nonce),
                    EditorView.contentAttributes.of({
                        dir: "ltr",
                        "aria-label": gettext("Text in storage format"),
                        spellcheck: "true",
                    }),
                    EditorView.lineWrapping,
                    EditorState.phrases.of(phrases()),
                    lineNumbers(),
                    history(),
                    drawSelection(),
                    bracketMatching(),
                    highlightActiveLine(),
                    highlightSelectionMatches(),
                    search({ top: true }),
                    xml(),
                    syntaxHighlighting(COLOURS),
                    lintGutter(),
                    linter((view) => problemsOf(view.state.sliceDoc()), { delay: 400 }),
                    keymap.of([
                        { key: "Mod-s", run: calling(save) },
                        { key: "Mod-Enter", run: calling(publish) },
                        ...searchKeymap,
                        ...historyKeymap,
                        ...defaultKeymap,
                    ]),
                    EditorView.updateListener.of((update) => {
                        if (update.docChanged) changed();
                    }),
                ],
            }),
        });
    }

    text(): string {
        return this.view.state.sliceDoc();
    }

    /** Put a text at the cursor. */
    insert(storage: string): boolean {
        this.view.dispatch(this.view.state.replaceSelection(storage), { scrollIntoView: true });
        this.view.focus();
        return true;
    }

    /** Show a place and mark what is wrong there. */
    goTo(offset: number): void {
        const { length } = this.view.state.doc;
        const from = Math.min(offset, length);
        this.view.dispatch({
            selection: { anchor: from, head: Math.min(from + 1, length) },
            effects: EditorView.scrollIntoView(from, { y: "center" }),
        });
        forceLinting(this.view);
        this.view.focus();
    }

    /** The offset of a line and column, counted from 1. */
    offsetOf(line: number, column: number): number {
        const { doc } = this.view.state;
        const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
        return Math.min(found.from + Math.max(column - 1, 0), found.to);
    }

    focus(): void {
        this.view.focus();
    }

    destroy(): void {
        this.view.destroy();
    }
}

/** The words of the search bar. */
function phrases(): Record<string, string> {
    return {
        Find: gettext("Find"),
        Replace: gettext("Replace"),
        next: gettext("next"),
        previous: gettext("previous"),
        all: gettext("all"),
        "match case": gettext("match case"),
        "by word": gettext("by word"),
        regexp: gettext("regexp"),
        replace: gettext("replace"),
        "replace all": gettext("replace all"),
        close: gettext("close"),
    };
}
