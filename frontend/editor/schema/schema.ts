/** The document that the rich editor edits: what storage format can say, and a place for all that it knows nothing of. */

import { Schema } from "prosemirror-model";
import { marks } from "./marks/marks";
import { inlineNodes } from "./nodes/inline";
import { layoutNodes } from "./nodes/layout";
import { listNodes } from "./nodes/lists";
import { macroNodes } from "./nodes/macros";
import { opaqueNodes } from "./nodes/opaque";
import { tableNodes } from "./nodes/tables";
import { textNodes } from "./nodes/text";

/** Every node has the attribute `source`: what it was read from, or null (storage/source.ts). */
export const schema = new Schema({
    nodes: {
        doc: { content: "block+", attrs: { source: { default: null } } },
        ...textNodes,
        ...listNodes,
        ...tableNodes,
        ...macroNodes,
        ...layoutNodes,
        ...inlineNodes,
        ...opaqueNodes,
        text: { group: "inline" },
    },
    marks,
});

export type EditorSchema = typeof schema;
