/** All that helps the hands: the toolbar, menus and dialogs, suggestions, pasting, finding. */

import { setBlockType } from "prosemirror-commands";
import { keymap } from "prosemirror-keymap";
import type { Schema } from "prosemirror-model";
import { NodeSelection, Plugin } from "prosemirror-state";
import { cellBefore, nextCell } from "../commands/tables";
import { clearLooks } from "../commands/looks";
import type { ToolContext } from "../context";
import { openFind } from "../find/bar";
import { findPlugin } from "../find/plugin";
import { pastePlugin } from "../paste/plugin";
import { schema as documents } from "../schema/schema";
import { barPlugin } from "./bar";
import { resizePlugin } from "./files/resize";
import { strayDrops } from "./files/stray-drops";
import { uploadsPlugin } from "./files/uploads";
import { openHelp } from "./help";
import { openLinkDialog } from "./link";
import { openNode } from "./open";
import { placeBarPlugin } from "./place-bar";
import { sources } from "./typeahead/sources";
import { typeahead } from "./typeahead/plugin";
import { restoreWidth } from "./width";

/**
 * Make the plugins; they come before those of the keys for plain writing, as an open list of suggestions takes the
 * arrow keys and Enter.
 */
export function tools(context: ToolContext, schema: Schema = documents): Plugin[] {
    restoreWidth();
    return [
        typeahead(sources(context, schema)),
        keys(context, schema),
        clicks(),
        barPlugin(context),
        placeBarPlugin(),
        pastePlugin(context),
        uploadsPlugin(),
        strayDrops(),
        resizePlugin(),
        findPlugin(),
    ];
}

function keys(context: ToolContext, schema: Schema): Plugin {
    return keymap({
        "Mod-k": (_state, _dispatch, view) => {
            if (view) openLinkDialog(view);
            return true;
        },
        "Mod-f": (_state, _dispatch, view) => {
            if (view) openFind(view, context.place);
            return true;
        },
        "Mod-/": (_state, _dispatch, view) => {
            if (view) openHelp(view);
            return true;
        },
        "Mod-\\": clearLooks,
        "Mod-Alt-0": setBlockType(schema.nodes.paragraph!),
        Tab: nextCell,
        "Shift-Tab": cellBefore,
        Enter: (state, _dispatch, view) =>
            state.selection instanceof NodeSelection && view !== undefined && openNode(view, state.selection.from),
    });
}

/** A double click opens what has a dialog; of a box with text in it, its head. */
function clicks(): Plugin {
    return new Plugin({
        props: {
            handleDoubleClickOn(view, _position, node, nodePosition, event, isDirect) {
                const isHead =
                    event.target instanceof Element && event.target.closest(".macro-head, .codeHeader, .title");
                return isDirect && (node.isAtom || Boolean(isHead)) && openNode(view, nodePosition);
            },
        },
    });
}
