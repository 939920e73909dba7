/** The keys of the text: marks, headings, lists, undoing. */

import { baseKeymap, chainCommands, exitCode, newlineInCode, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { Selection, type Command } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import { schema } from "../schema/schema";
import { dropEmptyCaption, goIntoTable } from "./captions";
import { dropEmptyTerm, nextDefinition } from "./definitions";
import { toggleList } from "./lists";

const { nodes, marks } = schema;

/** A new line in a paragraph. */
const breakLine: Command = (state, dispatch) => {
    if (!state.selection.$from.parent.inlineContent || state.selection.$from.parent.type.spec.code) return false;
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
    return true;
};

/** An empty block of code becomes a paragraph. */
const leaveEmptyCode: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type !== nodes.code_block || $from.parent.content.size) return false;
    return setBlockType(nodes.paragraph)(state, dispatch);
};

/** At the end of the last block of code of its place, go on below. */
const goBelowCode: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    const isLast = empty && $from.parent.type === nodes.code_block && $from.parentOffset === $from.parent.content.size;
    if (!isLast || $from.indexAfter(-1) !== $from.node(-1).childCount) return false;
    return exitCode(state, dispatch);
};

/** Below the last block, where that is no text, there is room for more. */
const goBelowLast: Command = (state, dispatch, view) => {
    const { $to } = state.selection;
    const last = state.doc.lastChild;
    if (!last || last.isTextblock || !$to.depth || $to.index(0) !== state.doc.childCount - 1) return false;
    if (view && !view.endOfTextblock("down")) return false;
    if ($to.pos < state.doc.content.size - $to.depth) return false;
    if (dispatch) {
        const transaction = state.tr.insert(state.doc.content.size, nodes.paragraph.create());
        dispatch(transaction.setSelection(Selection.atEnd(transaction.doc)).scrollIntoView());
    }
    return true;
};

function heading(level: number): Command {
    return setBlockType(nodes.heading, { level });
}

const newTask = { done: false, id: "", source: null };

/** Keys by name. Those that save come from outside. */
export function keys(save: () => void, publish: () => void): Record<string, Command> {
    const calling =
        (act: () => void): Command =>
        () => {
            act();
            return true;
        };
    return {
        "Mod-b": toggleMark(marks.strong),
        "Mod-i": toggleMark(marks.em),
        "Mod-u": toggleMark(marks.underline),
        "Mod-e": toggleMark(marks.code),
        "Mod-Shift-x": toggleMark(marks.strike),
        "Mod-z": undo,
        "Shift-Mod-z": redo,
        "Mod-y": redo,
        "Mod-Alt-0": setBlockType(nodes.paragraph),
        "Mod-Alt-1": heading(1),
        "Mod-Alt-2": heading(2),
        "Mod-Alt-3": heading(3),
        "Mod-Alt-4": heading(4),
        "Mod-Alt-5": heading(5),
        "Mod-Alt-6": heading(6),
        "Mod-Shift-7": toggleList("ordered_list"),
        "Mod-Shift-8": toggleList("bullet_list"),
        "Mod-Shift-9": toggleList("task_list"),
        "Mod-s": calling(save),
        "Mod-Enter": calling(publish),
        "Shift-Enter": chainCommands(newlineInCode, breakLine),
        Enter: chainCommands(
            newlineInCode,
            goIntoTable,
            nextDefinition,
            splitListItem(nodes.list_item),
            splitListItem(nodes.task_item, newTask),
            baseKeymap.Enter!,
        ),
        Tab: chainCommands(goIntoTable, goToNextCell(1), sinkListItem(nodes.list_item), sinkListItem(nodes.task_item)),
        "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item), liftListItem(nodes.task_item)),
        Backspace: chainCommands(undoInputRule, leaveEmptyCode, dropEmptyCaption, dropEmptyTerm, baseKeymap.Backspace!),
        ArrowDown: chainCommands(goBelowCode, goBelowLast),
    };
}
