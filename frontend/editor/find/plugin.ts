/** The places that are found, marked in the text and kept right while it changes. */

import { Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { findAll, replaceAt, replaceEverywhere, type Found, type Wanted } from "./search";

export interface FindState {
    wanted: Wanted | null;
    places: Found[];
    /** Which of the places is the one one stands at; -1 for none. */
    at: number;
}

const NOTHING: FindState = { wanted: null, places: [], at: -1 };
export const findKey = new PluginKey<FindState>("find");

export function findPlugin(): Plugin<FindState> {
    return new Plugin<FindState>({
        key: findKey,
        state: {
            init: () => NOTHING,
            apply(transaction, value, _old, state) {
                const told = transaction.getMeta(findKey) as Partial<FindState> | undefined;
                const next = told ? { ...value, ...told } : value;
                if (!next.wanted || (!transaction.docChanged && told?.wanted === undefined)) return next;
                const places = findAll(state.doc, next.wanted);
                return { ...next, places, at: nearest(places, state.selection.from) };
            },
        },
        props: {
            decorations(state) {
                const { places, at } = findKey.getState(state) ?? NOTHING;
                if (places.length === 0) return null;
                const marked = places.map(({ from, to }, index) =>
                    Decoration.inline(from, to, { class: index === at ? "found is-here" : "found" }),
                );
                return DecorationSet.create(state.doc, marked);
            },
        },
    });
}

function nearest(places: readonly Found[], position: number): number {
    const after = places.findIndex((place) => place.from >= position);
    return after < 0 && places.length > 0 ? 0 : after;
}

/** What is being looked for, and where it is. */
export function findState(state: EditorState): FindState {
    return findKey.getState(state) ?? NOTHING;
}

/** Look for something; null stops it. One stands at the first place behind the cursor then, or at the first of all. */
export function lookFor(view: EditorView, wanted: Wanted | null): void {
    view.dispatch(view.state.tr.setMeta(findKey, wanted ? { wanted } : NOTHING));
    if (wanted) show(view);
}

/** Go to the next place, or with -1 to the one before; after the last comes the first. */
export function goTo(view: EditorView, step: 1 | -1): void {
    const { places, at } = findState(view.state);
    if (places.length === 0) return;
    const next = (at + step + places.length) % places.length;
    view.dispatch(view.state.tr.setMeta(findKey, { at: next }));
    show(view);
}

/** Replace the place one stands at and go to the next. */
export function replaceHere(view: EditorView, text: string): void {
    const { places, at } = findState(view.state);
    const place = places[at];
    if (!place) return;
    const changed = replaceAt(view.state, place, text);
    changed.setSelection(TextSelection.create(changed.doc, place.from + text.length));
    view.dispatch(changed);
    show(view);
}

/**
 * Replace all places at once.
 *
 * @returns how many there were.
 */
export function replaceAll(view: EditorView, text: string): number {
    const { places } = findState(view.state);
    if (places.length > 0) view.dispatch(replaceEverywhere(view.state, places, text));
    return places.length;
}

function show(view: EditorView): void {
    const { places, at } = findState(view.state);
    const place = places[at];
    if (!place) return;
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, place.from, place.to)));
    view.dom.querySelector(".found.is-here")?.scrollIntoView({ block: "center" });
}
