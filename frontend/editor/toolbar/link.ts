/** The dialog that sets a link: to a page, a web address, a place on this page, or a file. */

import { NodeSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { linkAt, linkToPage, linkToTarget, withLink, withoutLink, type LinkAttributes } from "../commands/links";
import { findPages, ownFiles, ownPageId, ownSpaceKey, resolveAddress, type FoundPage } from "../lookups";
import { isWebAddress } from "../paste/addresses";
import { hrefOf } from "../schema/addresses";
import { gettext } from "../texts";
import { combobox, type Option } from "./parts/combobox";
import { openDialog } from "./parts/dialog";
import { button, choice, element, labelled } from "./parts/element";

type Kind = "page" | "url" | "anchor" | "attachment";

interface Fields {
    /** Give what the link leads to, and words for it where none are given. */
    read(): Promise<{ attributes: LinkAttributes; words: string }>;
    element: HTMLElement;
}

/** Ask where the selected words or image, or the link at the cursor, shall lead. */
export function openLinkDialog(view: EditorView): void {
    const { selection } = view.state;
    const isImage = selection instanceof NodeSelection && selection.node.type.name === "image";
    const here = selection.empty || isImage ? linkAt(view.state) : null;
    const range = here ?? selection;
    const selected = here?.text ?? view.state.doc.textBetween(range.from, range.to, " ");
    const before = here?.mark.attrs as LinkAttributes | undefined;
    const first = firstKind(before);
    const words = element("input", { type: "text", value: selected, placeholder: gettext("As the target is called") });
    const makers: Record<Kind, () => Fields> = {
        page: () => pageFields(before?.kind === "page" || before?.kind === "blogpost" ? before : null),
        url: () => addressFields(before?.kind === "url" ? before.href : isWebAddress(selected) ? selected : ""),
        anchor: () => anchorFields(view, before?.kind === "anchor" ? before.anchor : ""),
        attachment: () => fileFields(before?.kind === "attachment" ? before.filename : ""),
    };
    let fields: Fields;
    const place = element("div", { class: "link-target" });
    const tabs = element("div", { class: "dialog-tabs", role: "group", "aria-label": gettext("Kind of link") });
    const show = (kind: Kind, takesFocus = true) => {
        fields = makers[kind]();
        place.replaceChildren(fields.element);
        for (const tab of tabs.querySelectorAll("button"))
            tab.setAttribute("aria-pressed", String(tab.dataset.kind === kind));
        if (takesFocus) place.querySelector<HTMLElement>("input, select")?.focus();
    };
    const kinds: [Kind, string][] = [
        ["page", gettext("Page")],
        ["url", gettext("Web address")],
        ["anchor", gettext("Place on this page")],
        ["attachment", gettext("File")],
    ];
    for (const [kind, label] of kinds) {
        const tab = button(label, { "data-kind": kind, class: "dialog-tab", "aria-pressed": "false" });
        tab.addEventListener("click", () => show(kind));
        tabs.append(tab);
    }
    show(isWebAddress(selected) && !before ? "url" : first, false);
    const remove = button(gettext("Remove the link"), { class: "link-button danger" });
    const dialog = openDialog({
        title: here ? gettext("Change the link") : gettext("Link"),
        body: [tabs, place, isImage ? null : labelled(gettext("Words of the link"), words)],
        submit: here ? gettext("Change") : gettext("Link"),
        others: here ? [remove] : [],
        async done() {
            const { attributes, words: own } = await fields.read();
            view.dispatch(withLink(view.state, range, attributes, isImage ? "" : words.value.trim() || own));
        },
        closed: () => view.focus(),
    });
    remove.addEventListener("click", () => {
        if (here) view.dispatch(withoutLink(view.state, here));
        dialog.close();
    });
}

function firstKind(before: LinkAttributes | undefined): Kind {
    if (before?.kind === "url" || before?.kind === "anchor" || before?.kind === "attachment") return before.kind;
    return "page";
}

function pageOption(page: FoundPage): Option<FoundPage> {
    const day = page.postingDay ? ` · ${page.postingDay}` : "";
    return {
        label: page.title,
        detail: `${page.spaceName}${day}`,
        icon: page.kind === "page" ? "page" : "quote",
        value: page,
    };
}

function pageFields(before: LinkAttributes | null): Fields {
    let chosen: LinkAttributes | null = before;
    let title = before?.title ?? "";
    const { element: box, input } = combobox<FoundPage>({
        attributes: {
            value: title,
            placeholder: gettext("Title of a page or blog post"),
            "aria-label": gettext("Page"),
        },
        opensEmpty: true,
        isOpenList: true,
        find: async (query, signal) => (await findPages(query === title ? "" : query, signal)).map(pageOption),
        chosen({ value: page }, field) {
            chosen = linkToPage(page, ownSpaceKey());
            title = field.value = page.title;
        },
    });
    const anchor = element("input", {
        type: "text",
        value: before?.anchor ?? "",
        placeholder: gettext("Optional"),
    });
    return {
        element: element(
            "div",
            {},
            labelledCombobox(gettext("Page"), box, input),
            labelled(gettext("Heading or anchor there"), anchor),
        ),
        async read() {
            const typed = input.value.trim();
            if (isWebAddress(typed)) return addressLink(typed);
            if (!typed) throw new Error(gettext("Choose a page, or write its title."));
            const page = chosen && title === typed ? chosen : { kind: "page", title: typed };
            const attributes = onlyGiven(page, ["kind", "title", "spaceKey", "postingDay", "tooltip"]);
            if (anchor.value.trim()) attributes.anchor = anchor.value.trim();
            return { attributes, words: typed };
        },
    };
}

function onlyGiven(from: LinkAttributes, names: readonly string[]): LinkAttributes {
    return Object.fromEntries(names.flatMap((name) => (from[name] ? [[name, from[name]]] : [])));
}

function labelledCombobox(label: string, box: HTMLElement, input: HTMLInputElement): HTMLElement {
    const made = labelled(label, input);
    made.append(box);
    box.prepend(input);
    return made;
}

function addressFields(address = ""): Fields {
    const input = element("input", {
        type: "text",
        inputmode: "url",
        value: address,
        placeholder: "https://",
        autocomplete: "off",
        spellcheck: "false",
    });
    return { element: labelled(gettext("Web address"), input), read: () => addressLink(input.value.trim()) };
}

/** An address of this wiki leads to the page itself, so that the link follows the page. */
async function addressLink(typed: string): Promise<{ attributes: LinkAttributes; words: string }> {
    if (!typed) throw new Error(gettext("Write the address that the link leads to."));
    const address = /^[\w.-]+@[\w.-]+\.\w+$/.test(typed)
        ? `mailto:${typed}`
        : /^([a-z][a-z0-9+.-]*:|\/|#)/i.test(typed)
          ? typed
          : `https://${typed}`;
    const href = hrefOf(address);
    if (!href) throw new Error(gettext("A link can't lead to this address."));
    const target = isWebAddress(href) || href.startsWith("/") ? await resolveAddress(href).catch(() => null) : null;
    const found = target && linkToTarget(target, ownSpaceKey(), ownPageId());
    return found ?? { attributes: { kind: "url", href }, words: typed };
}

function anchorFields(view: EditorView, anchor = ""): Fields {
    const places = anchorsOf(view);
    const input = element("input", { type: "text", value: anchor, list: "editor-anchors" });
    const names = element("datalist", { id: "editor-anchors" });
    for (const place of places) names.append(element("option", { value: place }));
    return {
        element: element("div", {}, labelled(gettext("Heading or anchor"), input), names),
        read() {
            const name = input.value.trim();
            if (!name) return Promise.reject(new Error(gettext("Choose a heading, or write the name of an anchor.")));
            return Promise.resolve({ attributes: { kind: "anchor", anchor: name }, words: name });
        },
    };
}

/** The headings and anchors of the page that is edited. */
function anchorsOf(view: EditorView): string[] {
    const found: string[] = [];
    view.state.doc.descendants((node) => {
        if (node.type.name === "heading" && node.textContent.trim()) found.push(node.textContent.trim());
        if (node.attrs.name === "anchor")
            found.push(...(node.attrs.parameters as { value: string }[]).map((one) => one.value));
    });
    return [...new Set(found)].slice(0, 500);
}

function fileFields(filename = ""): Fields {
    const select = choice([["", gettext("Choose a file")]], "", { required: true });
    if (filename) select.append(element("option", { value: filename, selected: true }, filename));
    ownFiles()
        .then((files) => {
            for (const { name } of files)
                if (name !== filename) select.append(element("option", { value: name }, name));
            if (files.length === 0) select.options[0]!.textContent = gettext("Nothing is attached to this page yet");
        })
        .catch((error: Error) => (select.options[0]!.textContent = error.message));
    return {
        element: labelled(gettext("File attached to this page"), select),
        read: () =>
            Promise.resolve({ attributes: { kind: "attachment", filename: select.value }, words: select.value }),
    };
}
