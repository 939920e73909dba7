/** The dialog of one macro: what it does, its parameters, its plain body, and how it will look. */

import { Fragment, type Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { insertBlock, insertInline, replaceNode } from "../commands/insert";
import type { ToolContext } from "../context";
import { macroCatalogue, renderPiece, type MacroDescription } from "../lookups";
import type { MacroParameter } from "../schema/macro-parameters";
import { gettext, interpolate } from "../texts";
import { openDialog } from "../toolbar/parts/dialog";
import { type Child, element, labelled } from "../toolbar/parts/element";
import { type ParameterField, parameterField } from "./fields";
import { bodyOf, changedMacro, describedMacro, macroNameOf, macroNode, parametersOf, type MacroContent } from "./nodes";
import { plainParameters } from "./plain-parameters";

const PAUSE = 500;

/** Put a macro in: at once where nothing has to be said, else after its dialog. */
export function addMacro(view: EditorView, context: ToolContext, macro: MacroDescription): void {
    const isEasy = macro.body !== "plain" && !macro.parameters.some((each) => each.required);
    const isCode = macro.name === "code" || macro.name === "noformat";
    if (isCode || (isEasy && (macro.body === "rich" || macro.parameters.length === 0)))
        insert(view, macroNode(view.state.schema, macro, { parameters: [] }));
    else openForm(view, context, macro, null, (given) => insert(view, macroNode(view.state.schema, macro, given)));
}

function insert(view: EditorView, node: Node): void {
    if (node.isInline) insertInline(view, node);
    else insertBlock(view, node);
}

/** Change the macro at a place of the document. */
export async function editMacro(view: EditorView, context: ToolContext, position: number): Promise<void> {
    const node = view.state.doc.nodeAt(position);
    if (!node) return;
    const name = macroNameOf(node);
    const { macros } = await macroCatalogue();
    const macro = describedMacro(macros, name) ?? unknown(node, name);
    openForm(view, context, macro, node, (given) => {
        if (view.state.doc.nodeAt(position)?.type === node.type) replaceNode(view, position, changedMacro(node, given));
    });
}

/** A macro that this wiki does not have: its parameters are shown as they stand in the page. */
function unknown(node: Node, name: string): MacroDescription {
    return {
        name,
        title: name,
        summary: gettext("This wiki does not have this macro. What the page says of it is kept."),
        family: "",
        icon: "",
        body: node.type.name === "macro_rich" ? "rich" : node.attrs.body === null ? "none" : "plain",
        display: node.isInline ? "inline" : "block",
        aliases: [],
        parameters: [],
    };
}

function openForm(
    view: EditorView,
    context: ToolContext,
    macro: MacroDescription,
    node: Node | null,
    done: (given: MacroContent) => void,
): void {
    const given = node ? parametersOf(node) : [];
    const { fields, others, children } = fieldsOf(macro, given);
    const hasPlainBody = macro.body === "plain" || (node !== null && typeof node.attrs.body === "string");
    const body =
        hasPlainBody || node?.type.name === "code_block" ? element("textarea", { rows: 8, class: "source" }) : null;
    if (body) body.value = node ? bodyOf(node) : "";
    const read = (): MacroContent => {
        const parameters = [...fields.flatMap((field) => field.read() ?? []), ...others()];
        const inOrder = ordered(parameters, given);
        return body ? { parameters: inOrder, body: body.value } : { parameters: inOrder };
    };
    const shown = element("div", { class: "wiki-content macro-preview", tabindex: "0", role: "region" });
    shown.setAttribute("aria-label", gettext("Preview"));
    const sides = element(
        "div",
        { class: "macro-sides" },
        element("div", { class: "macro-fields" }, ...children, body ? labelled(gettext("Text"), body) : null),
        element("div", { class: "macro-look" }, element("h3", {}, gettext("Preview")), shown),
    );
    const title = node ? interpolate(gettext("Change “%(name)s”"), { name: macro.title }) : macro.title;
    const dialog = openDialog({
        title,
        body: [macro.summary ? element("p", { class: "quiet" }, macro.summary) : null, sides],
        submit: node ? gettext("Change") : gettext("Insert"),
        size: "wide",
        done: () => done(read()),
        closed: () => {
            window.clearTimeout(waiting);
            view.focus();
        },
    });
    let waiting = 0;
    let asked = 0;
    const show = async () => {
        const mine = (asked += 1);
        const made = node ? changedMacro(node, read()) : macroNode(view.state.schema, macro, read());
        try {
            const { paragraph } = view.state.schema.nodes;
            const piece = Fragment.from(made.isInline ? paragraph!.create(null, made) : made);
            const html = await renderPiece(context.write(piece));
            if (mine !== asked) return;
            // The server has cleaned it, as it cleans every page.
            shown.innerHTML = html;
            if (!shown.textContent.trim() && !shown.querySelector("img, svg, iframe, canvas, input"))
                shown.replaceChildren(element("p", { class: "quiet" }, gettext("Nothing to see yet.")));
        } catch (error) {
            if (mine === asked) shown.replaceChildren(element("p", { class: "quiet" }, (error as Error).message));
        }
    };
    const later = () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => void show(), PAUSE);
    };
    dialog.form.addEventListener("input", later);
    dialog.form.addEventListener("change", later);
    void show();
}

interface Fields {
    fields: ParameterField[];
    /** The parameters that no field stands for. */
    others: () => MacroParameter[];
    children: Child[];
}

function fieldsOf(macro: MacroDescription, given: readonly MacroParameter[]): Fields {
    const taken = new Set<MacroParameter>();
    const fields = macro.parameters.map((described) => {
        const found = given.find((each) => !taken.has(each) && isCalled(described.name, described.label, each.name));
        if (found) taken.add(found);
        return parameterField(described, found);
    });
    const left = given.filter((each) => !taken.has(each));
    if (macro.parameters.length > 0 && left.length === 0)
        return { fields, others: () => [], children: fields.map((each) => each.element) };
    if (macro.parameters.length === 0 && macro.family && left.length === 0) {
        const nothing = element("p", { class: "quiet" }, gettext("There is nothing to choose."));
        return { fields, others: () => [], children: [nothing] };
    }
    const plain = plainParameters(left);
    return { fields, others: plain.read, children: [...fields.map((each) => each.element), plain.element] };
}

function isCalled(name: string, label: string, given: string): boolean {
    return name === given || (name === "" && label === given) || (given === "" && label === name);
}

/** Parameters that were there keep their order; others come behind them. */
function ordered(parameters: MacroParameter[], given: readonly MacroParameter[]): MacroParameter[] {
    const place = (one: MacroParameter) => {
        const found = given.findIndex((each) => each.name === one.name);
        return found < 0 ? given.length : found;
    };
    return [...parameters].sort((one, other) => place(one) - place(other));
}
