/** The dialog of one image: size, place, words for those who do not see it, a line below, and a link. */

import type { Mark } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { setAttributes } from "../../commands/insert";
import type { LinkAttributes } from "../../commands/links";
import { hrefOf } from "../../schema/addresses";
import { gettext } from "../../texts";
import { openDialog } from "../parts/dialog";
import { choice, element, labelled, ticked } from "../parts/element";

/** The widths that images are set to with one click, in pixels; the first is the size that the file has. */
export const PRESETS = ["", "150", "300", "600", "900"] as const;

/** Ask how the image at a place shall look. */
export function openImage(view: EditorView, position: number): void {
    const node = view.state.doc.nodeAt(position);
    if (node?.type.name !== "image") return;
    const { attrs } = node;
    const text = (name: string) => (attrs[name] as string | undefined) ?? "";
    const number = (name: string) =>
        element("input", {
            type: "number",
            min: 1,
            max: 10000,
            name,
            value: text(name),
            placeholder: gettext("Own size"),
        });
    const alt = element("input", { type: "text", name: "alt", value: text("alt") });
    const title = element("input", { type: "text", name: "title", value: text("title") });
    const caption = element("input", { type: "text", name: "caption", value: text("caption") });
    const link = view.state.schema.marks.link!;
    const old: Mark | undefined = link.isInSet(node.marks);
    const isForeign = old !== undefined && old.attrs.kind !== "url";
    const href = element("input", {
        type: "text",
        inputmode: "url",
        value: isForeign ? "" : ((old?.attrs.href as string) ?? ""),
    });
    const align = choice(
        [
            ["", gettext("In the line")],
            ["left", gettext("Left, text beside it")],
            ["center", gettext("In the middle")],
            ["right", gettext("Right, text beside it")],
        ],
        text("align"),
        { name: "align" },
    );
    openDialog({
        title: gettext("Image"),
        body: [
            labelled(gettext("Words for those who don't see it"), alt, gettext("What the image shows, in a sentence.")),
            labelled(gettext("Line below the image"), caption),
            element(
                "div",
                { class: "two-fields" },
                labelled(gettext("Width in pixels"), number("width")),
                labelled(gettext("Height in pixels"), number("height")),
            ),
            element(
                "div",
                { class: "two-fields" },
                labelled(gettext("Place"), align),
                labelled(gettext("Words under the mouse"), title),
            ),
            isForeign ? null : labelled(gettext("Leads to the web address"), href),
            element(
                "div",
                { class: "field" },
                ticked(gettext("Border"), "border", attrs.border === true),
                element("br"),
                ticked(gettext("Small, opens when clicked"), "thumbnail", attrs.thumbnail === true),
            ),
        ],
        submit: gettext("Change"),
        done(data) {
            const value = (name: string) => String(data.get(name) ?? "").trim();
            const changed: Record<string, unknown> = { border: data.has("border"), thumbnail: data.has("thumbnail") };
            for (const name of ["alt", "title", "caption", "width", "height", "align"]) changed[name] = value(name);
            const address = href.value.trim();
            if (address && !hrefOf(address)) throw new Error(gettext("A link can't lead to this address."));
            setAttributes(view, position, changed);
            if (!isForeign) setLink(view, position, address, old);
        },
        closed: () => view.focus(),
    });
}

function setLink(view: EditorView, position: number, href: string, old: Mark | undefined): void {
    if ((old?.attrs.href ?? "") === href) return;
    const link = view.state.schema.marks.link!;
    const transaction = view.state.tr.removeMark(position, position + 1, link);
    const attributes: LinkAttributes = { kind: "url", href };
    if (href) transaction.addMark(position, position + 1, link.create(attributes));
    view.dispatch(transaction);
}
