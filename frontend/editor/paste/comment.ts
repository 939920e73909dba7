/** Pasting into a comment: other programs' HTML is cleaned, and an address pasted on words links them. */

import { Plugin, TextSelection } from "prosemirror-state";
import { withLink } from "../commands/links";
import { isInside } from "../commands/looks";
import { addressFor, isWebAddress } from "./addresses";
import { cleanPasted } from "./clean";

/** Takes what is pasted. Pictures that no address has stay behind: a comment has no files. */
export function commentPaste(): Plugin {
    return new Plugin({
        props: {
            transformPastedHTML(html) {
                if (/data-pm-slice/.test(html)) return html;
                return cleanPasted(html).html.replace(/<img[^>]+src="data:[^>]*>/gi, "");
            },
            handlePaste(view, event) {
                const text = event.clipboardData?.getData("text/plain") ?? "";
                const { state } = view;
                const { from, to } = state.selection;
                if (!isWebAddress(text) || isInside(state, "code_block")) return false;
                if (
                    !(state.selection instanceof TextSelection) ||
                    !state.selection.$from.sameParent(state.selection.$to)
                )
                    return false;
                const words = state.selection.empty ? text.trim() : "";
                const linked = withLink(state, { from, to }, { kind: "url", href: addressFor(text, "link") }, words);
                const end = words ? from + words.length : to;
                view.dispatch(linked.setSelection(TextSelection.create(linked.doc, end)));
                return true;
            },
        },
    });
}
