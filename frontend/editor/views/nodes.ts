/** How some nodes show in the editor: tasks with a box to tick, images from their files, tables whose columns can be drawn. */

import type { Node } from "prosemirror-model";
import { TableView } from "prosemirror-tables";
import type { EditorView, NodeView, NodeViewConstructor } from "prosemirror-view";
import { keptLine } from "../schema/nodes/opaque";
import { gettext } from "../texts";

/** Say where a file of the page in the editor is; "" when there is none yet. */
export type FileAddress = (filename: string) => string;

class TaskView implements NodeView {
    readonly dom = document.createElement("li");
    readonly contentDOM = document.createElement("div");
    private readonly box = document.createElement("input");

    constructor(node: Node, view: EditorView, place: () => number | undefined) {
        this.box.type = "checkbox";
        this.box.className = "task-checkbox";
        this.box.contentEditable = "false";
        this.box.setAttribute("aria-label", gettext("Done"));
        this.box.addEventListener("change", () => {
            const at = place();
            if (at !== undefined) view.dispatch(view.state.tr.setNodeAttribute(at, "done", this.box.checked));
        });
        this.dom.append(this.box, this.contentDOM);
        this.show(node);
    }

    private show(node: Node): void {
        const done = node.attrs.done as boolean;
        this.box.checked = done;
        this.dom.classList.toggle("checked", done);
    }

    update(node: Node): boolean {
        if (node.type.name !== "task_item") return false;
        this.show(node);
        return true;
    }

    stopEvent(event: Event): boolean {
        return event.target === this.box;
    }

    ignoreMutation(mutation: { target: globalThis.Node }): boolean {
        return !this.contentDOM.contains(mutation.target);
    }
}

class ImageView implements NodeView {
    readonly dom = document.createElement("span");

    constructor(
        node: Node,
        private readonly address: FileAddress,
    ) {
        this.show(node);
    }

    private show(node: Node): void {
        const { kind, filename, url, page, width, height, align, alt, caption, border, thumbnail } =
            node.attrs as Record<string, string>;
        const source = kind === "attachment" && !page ? this.address(filename ?? "") : "";
        this.dom.className = `image-piece${align ? ` image-${align}` : ""}`;
        this.dom.replaceChildren();
        if (!source) return this.showName(filename || url || "");
        const image = document.createElement("img");
        image.className = "confluence-embedded-image";
        image.classList.toggle("confluence-content-image-border", Boolean(border));
        image.classList.toggle("confluence-thumbnail", Boolean(thumbnail));
        image.alt = alt ?? "";
        if (/^\d+$/.test(width ?? "")) image.width = Number(width);
        if (/^\d+$/.test(height ?? "")) image.height = Number(height);
        image.addEventListener("error", () => this.showName(filename ?? ""));
        image.src = source;
        this.dom.append(image);
        if (caption) {
            const below = document.createElement("span");
            below.className = "image-caption";
            below.textContent = caption;
            this.dom.append(below);
        }
    }

    private showName(name: string): void {
        this.dom.classList.add("unseen");
        this.dom.textContent = `▧ ${name}`;
    }

    update(node: Node): boolean {
        if (node.type.name !== "image") return false;
        this.show(node);
        return true;
    }

    ignoreMutation(): boolean {
        return true;
    }
}

/** The name of somebody whom the text mentioned when it was opened; a page of comments opens several texts. */
function nameOf({ userKey, userName }: Record<string, string>): string | undefined {
    const told = document.getElementById("editor-people")?.textContent ?? "{}";
    const names = JSON.parse(told) as Record<string, string>;
    return names[userKey || userName || ""];
}

class MentionView implements NodeView {
    readonly dom = document.createElement("span");

    constructor({ attrs }: Node) {
        const { name, userName, userKey, accountId } = attrs as Record<string, string>;
        this.dom.className = "user-mention";
        this.dom.textContent = `@${name || nameOf(attrs) || userName || userKey || accountId || ""}`;
    }
}

class KeptView implements NodeView {
    readonly dom = document.createElement("div");

    constructor(private node: Node) {
        this.dom.className = "kept-card";
        const details = document.createElement("details");
        const summary = document.createElement("summary");
        summary.textContent = keptLine(node);
        const source = document.createElement("pre");
        source.textContent = node.attrs.xml as string;
        details.append(summary, source);
        this.dom.append(details);
    }

    update(node: Node): boolean {
        const same = node.type === this.node.type && node.attrs.xml === this.node.attrs.xml;
        this.node = node;
        return same;
    }

    stopEvent(event: Event): boolean {
        return event.type === "mousedown" && event.target instanceof HTMLElement && event.target.tagName === "SUMMARY";
    }

    ignoreMutation(): boolean {
        return true;
    }
}

/** A table that wears the page's look. */
export class WikiTableView extends TableView {
    constructor(node: Node, defaultCellMinWidth: number) {
        super(node, defaultCellMinWidth);
        this.dom.classList.add("table-wrap");
        this.table.classList.add("confluenceTable");
    }
}

/** The views by the names of their nodes. */
export function nodeViews(address: FileAddress): Record<string, NodeViewConstructor> {
    return {
        task_item: (node, view, place) => new TaskView(node, view, place),
        image: (node) => new ImageView(node, address),
        mention: (node) => new MentionView(node),
        opaque_block: (node) => new KeptView(node),
    };
}
