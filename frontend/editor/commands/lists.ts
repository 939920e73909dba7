/** Making lists, turning one kind into another, and leaving them. */

import { Fragment, type Node } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, type Command, type EditorState } from "prosemirror-state";

export type ListName = "bullet_list" | "ordered_list" | "task_list";
const LISTS = new Set(["bullet_list", "ordered_list", "task_list"]);

interface ListHere {
    node: Node;
    position: number;
}

/** The innermost list at the cursor; what stands in a table of the list, or another box, is outside of it. */
export function listAt(state: EditorState): ListHere | null {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
        const node = $from.node(depth);
        if (LISTS.has(node.type.name)) return { node, position: $from.before(depth) };
        if (node.type.spec.isolating) return null;
    }
    return null;
}

/** Make a list of the selected blocks; a list of this kind becomes paragraphs, one of another kind becomes this. */
export function toggleList(name: ListName): Command {
    return (state, dispatch) => {
        const here = listAt(state);
        const { nodes } = state.schema;
        if (!here) return wrapInList(nodes[name]!, null)(state, dispatch);
        if (here.node.type.name === name) return liftListItem(nodes[itemOf(name)]!)(state, dispatch);
        if (!dispatch) return true;
        const items: Node[] = [];
        here.node.forEach((item) => items.push(nodes[itemOf(name)]!.create(null, item.content)));
        const list = nodes[name]!.create(null, Fragment.from(items));
        const { anchor, head } = state.selection;
        const transaction = state.tr.replaceWith(here.position, here.position + here.node.nodeSize, list);
        const near = (position: number) => Selection.near(transaction.doc.resolve(position), 1);
        transaction.setSelection(near(Math.min(anchor, head)));
        dispatch(transaction.scrollIntoView());
        return true;
    };
}

function itemOf(name: ListName): "list_item" | "task_item" {
    return name === "task_list" ? "task_item" : "list_item";
}
