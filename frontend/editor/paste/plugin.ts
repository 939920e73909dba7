/** Pasting and dropping: files, addresses, spreadsheets, Markdown, and HTML of other programs. */

import { DOMParser, Fragment, Slice } from "prosemirror-model";
import { NodeSelection, Plugin, Selection, TextSelection } from "prosemirror-state";
import { handlePaste as pasteCells, isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { closeHistory } from "prosemirror-history";
import { insertBlock, tableOf } from "../commands/insert";
import { linkToTarget, withLink } from "../commands/links";
import { isInside } from "../commands/looks";
import type { ToolContext } from "../context";
import { convertMarkdown, ownPageId, ownSpaceKey, resolveAddress } from "../lookups";
import { gettext, interpolate, ngettext } from "../texts";
import { uploadInto } from "../toolbar/files/uploads";
import { tell } from "../toolbar/parts/notice";
import { addressFor, isWebAddress } from "./addresses";
import { cleanPasted } from "./clean";
import { holdsData, uploadData } from "./images";
import { isMarkdown } from "./markdown";
import { readCells } from "./sheets";
import { withoutSheets } from "./styles";

/** Whether the HTML was copied in an editor like this one. */
function isOwn(html: string): boolean {
    return /data-pm-slice/.test(html);
}

/** Takes what is pasted and dropped. */
export function pastePlugin(context: ToolContext): Plugin {
    let isPlain = false;
    return new Plugin({
        props: {
            handleKeyDown(_view, event) {
                isPlain = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "v";
                return false;
            },
            transformPastedHTML(html) {
                if (isOwn(html)) return html;
                const { html: clean, lostImages } = cleanPasted(html);
                if (lostImages > 0)
                    tell(
                        interpolate(
                            ngettext(
                                "%(count)s picture lies on your computer only and did not come along. Copy it by itself and paste it.",
                                "%(count)s pictures lie on your computer only and did not come along. Copy them one by one and paste them.",
                                lostImages,
                            ),
                            { count: lostImages },
                        ),
                    );
                return clean;
            },
            handlePaste(view, event, slice) {
                const wasPlain = isPlain;
                isPlain = false;
                const data = event.clipboardData;
                if (!data || isInside(view.state, "code_block")) return false;
                const html = data.getData("text/html");
                const text = data.getData("text/plain");
                const files = [...data.files];
                if (isOwn(html)) return false;
                if (files.length > 0 && !hasWords(html)) {
                    void uploadInto(view, files);
                    return true;
                }
                if (wasPlain) return false;
                if (isWebAddress(text) && !hasTable(html)) return pasteAddress(view, text.trim());
                const cells = html ? null : readCells(text);
                if (cells) {
                    const table = tableOf(view.state.schema, cells);
                    if (isInTable(view.state)) return pasteCells(view, event, new Slice(Fragment.from(table), 0, 0));
                    insertBlock(view, table);
                    return true;
                }
                if (!hasWords(html) && isMarkdown(text)) return pasteMarkdown(view, context, text);
                if (holdsData(slice)) window.setTimeout(() => void uploadData(view));
                return false;
            },
            handleDrop(view, event, _slice, isMoved) {
                // Browsers give a file also for an image that is moved within the text.
                if (isMoved || view.dragging) return false;
                const files = [...(event.dataTransfer?.files ?? [])];
                if (files.length === 0) return false;
                event.preventDefault();
                const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
                void uploadInto(view, files, place?.pos);
                return true;
            },
        },
    });
}

/** Whether HTML says more than one picture: browsers put HTML beside an image that was copied. */
function hasWords(html: string): boolean {
    if (!html) return false;
    const body = new globalThis.DOMParser().parseFromString(withoutSheets(html).plain, "text/html").body;
    for (const one of body.querySelectorAll("script, meta")) one.remove();
    return body.textContent.trim() !== "" || body.querySelectorAll("img").length > 1;
}

function hasTable(html: string): boolean {
    return /<table/i.test(html);
}

/** An address links the selected words; one of this wiki becomes a link to the page, with its title. */
function pasteAddress(view: EditorView, address: string): boolean {
    const href = addressFor(address, "link");
    const { state } = view;
    const { from, to, empty } = state.selection;
    const isImage = state.selection instanceof NodeSelection && state.selection.node.type.name === "image";
    const isText = state.selection instanceof TextSelection && state.selection.$from.sameParent(state.selection.$to);
    if (!isImage && !isText) return false;
    const words = empty ? address : state.doc.textBetween(from, to);
    const end = empty ? from + words.length : to;
    const first = withLink(state, { from, to }, { kind: "url", href }, words);
    view.dispatch(isImage ? first : first.setSelection(TextSelection.create(first.doc, end)));
    if (new URL(href).host === location.host) void turnIntoPage(view, { from, to: end, href, words, empty });
    return true;
}

interface PastedLink {
    from: number;
    to: number;
    href: string;
    words: string;
    /** Whether the words are the address, and not words that were there. */
    empty: boolean;
}

async function turnIntoPage(view: EditorView, link: PastedLink): Promise<void> {
    const target = await resolveAddress(link.href).catch(() => null);
    const found = target && linkToTarget(target, ownSpaceKey(), ownPageId());
    // Whoever has gone on and changed the link meant it so.
    if (!found || view.isDestroyed || link.to > view.state.doc.content.size) return;
    const type = view.state.schema.marks.link!;
    const isThere = view.state.doc.textBetween(link.from, link.to) === link.words;
    const mark = type.isInSet(view.state.doc.nodeAt(link.from)?.marks ?? []);
    if (!isThere || mark?.attrs.href !== link.href) return;
    view.dispatch(closeHistory(view.state.tr));
    view.dispatch(withLink(view.state, link, found.attributes, link.empty ? found.words : ""));
}

/** Markdown is shown as text at once and as what it means when the server has read it; undo goes back to the text. */
function pasteMarkdown(view: EditorView, context: ToolContext, text: string): boolean {
    const { from } = view.state.selection;
    const pasted = view.state.tr.replaceSelection(DOMParser.fromSchema(view.state.schema).parseSlice(linesOf(text)));
    view.dispatch(pasted.scrollIntoView());
    const { doc: plain, selection } = view.state;
    void convertMarkdown(text)
        .then((storage) => {
            const fragment = context.read(storage);
            // Whoever has gone on writing keeps the text.
            if (!fragment || view.isDestroyed || !view.state.doc.eq(plain)) return;
            view.dispatch(closeHistory(view.state.tr));
            const transaction = view.state.tr.replaceRange(from, selection.to, new Slice(fragment, 0, 0));
            const end = Math.min(transaction.mapping.map(selection.to), transaction.doc.content.size);
            view.dispatch(transaction.setSelection(Selection.near(transaction.doc.resolve(end), -1)).scrollIntoView());
            tell(gettext("What you pasted was Markdown. Undo gives the plain text."));
        })
        .catch(() => undefined);
    return true;
}

function linesOf(text: string): HTMLElement {
    const made = document.implementation.createHTMLDocument("").createElement("div");
    for (const line of text.replace(/\r\n?/g, "\n").split(/\n+/)) {
        const paragraph = made.ownerDocument.createElement("p");
        paragraph.textContent = line;
        made.append(paragraph);
    }
    return made;
}
