/** The list of suggestions as it is seen and heard: a listbox that the editor's text controls. */

import type { EditorView } from "prosemirror-view";
import { gettext } from "../../texts";
import { element, newId } from "../parts/element";
import { icon } from "../parts/icons";
import { placeAt } from "../parts/place";
import type { Suggestion, Typing } from "./plugin";

const PAUSE = 120;
const MOST = 30;

export class SuggestionList {
    private readonly box = element("div", {
        class: "editor-popover suggestions",
        role: "listbox",
        id: newId("suggestions"),
        hidden: true,
    });
    private typing: Typing | null = null;
    private found: Suggestion[] = [];
    private at = 0;
    private request: AbortController | null = null;
    private waiting = 0;

    constructor(
        private readonly view: EditorView,
        private readonly take: (typing: Typing, suggestion: Suggestion) => void,
    ) {
        document.body.append(this.box);
        // The cursor stays where it is.
        this.box.addEventListener("mousedown", (event) => event.preventDefault());
        this.box.addEventListener("click", (event) => {
            const option = (event.target as Element).closest("[data-place]");
            if (option instanceof HTMLElement) this.choose(Number(option.dataset.place));
        });
    }

    /** Show what fits; null closes the list. */
    show(typing: Typing | null): void {
        const before = this.typing;
        this.typing = typing;
        if (!typing) return this.hide();
        if (before?.source === typing.source && before.query === typing.query) {
            if (!this.box.hidden) this.place();
            return;
        }
        this.request?.abort();
        window.clearTimeout(this.waiting);
        if (typing.query.length < (typing.source.least ?? 0)) return this.hide();
        const request = (this.request = new AbortController());
        const answer = (found: Suggestion[] | Promise<Suggestion[]>) => {
            if (Array.isArray(found)) this.fill(found);
            else found.then((late) => !request.signal.aborted && this.fill(late)).catch(() => undefined);
        };
        const find = () => answer(typing.source.find(typing.query, request.signal));
        if (before?.source === typing.source && typing.source.isRemote) this.waiting = window.setTimeout(find, PAUSE);
        else find();
    }

    /** Take a key that is meant for the list. */
    key(event: KeyboardEvent): boolean {
        if (this.box.hidden || this.found.length === 0) return false;
        if (event.key === "ArrowDown") this.go(this.at + 1);
        else if (event.key === "ArrowUp") this.go(this.at - 1);
        else if (event.key === "PageDown") this.go(Math.min(this.at + 6, this.found.length - 1));
        else if (event.key === "PageUp") this.go(Math.max(this.at - 6, 0));
        else if ((event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) || event.key === "Tab")
            this.choose(this.at);
        else return false;
        event.preventDefault();
        return true;
    }

    destroy(): void {
        this.request?.abort();
        window.clearTimeout(this.waiting);
        this.box.remove();
    }

    private fill(found: Suggestion[]): void {
        if (!this.typing) return;
        this.found = found.slice(0, MOST);
        this.at = 0;
        this.box.setAttribute("aria-label", this.typing.source.label);
        const shown = this.found.map((suggestion, place) =>
            element(
                "div",
                { role: "option", id: `${this.box.id}-${place}`, "data-place": place, class: "suggestion" },
                picture(suggestion),
                element(
                    "span",
                    { class: "suggestion-words" },
                    element("span", {}, suggestion.label),
                    suggestion.detail ? element("span", { class: "quiet" }, suggestion.detail) : null,
                ),
            ),
        );
        const nothing = element("p", { class: "quiet suggestions-nothing", role: "status" }, gettext("Nothing found"));
        this.box.replaceChildren(...(shown.length ? shown : [nothing]));
        // Somebody who goes on writing after a sign that was meant as a sign is not followed by an empty list.
        this.box.hidden = shown.length === 0 && this.typing.query.length > 2;
        this.place();
        this.mark();
    }

    private place(): void {
        if (!this.typing || this.box.hidden) return;
        placeAt(this.box, this.view.coordsAtPos(this.typing.from));
    }

    private go(place: number): void {
        this.at = (place + this.found.length) % this.found.length;
        this.mark();
    }

    private mark(): void {
        const text = this.view.dom;
        for (const option of this.box.querySelectorAll<HTMLElement>("[role=option]")) {
            const isHere = Number(option.dataset.place) === this.at;
            option.setAttribute("aria-selected", String(isHere));
            if (isHere) option.scrollIntoView({ block: "nearest" });
        }
        text.setAttribute("aria-autocomplete", "list");
        text.setAttribute("aria-controls", this.box.id);
        if (this.found.length && !this.box.hidden)
            text.setAttribute("aria-activedescendant", `${this.box.id}-${this.at}`);
        else text.removeAttribute("aria-activedescendant");
    }

    private choose(place: number): void {
        const suggestion = this.found[place];
        if (this.typing && suggestion) this.take(this.typing, suggestion);
    }

    private hide(): void {
        this.request?.abort();
        window.clearTimeout(this.waiting);
        if (this.box.hidden) return;
        this.box.hidden = true;
        this.found = [];
        for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"])
            this.view.dom.removeAttribute(name);
    }
}

function picture(suggestion: Suggestion): Node {
    if (suggestion.picture)
        return element("img", { src: suggestion.picture, alt: "", width: 24, height: 24, class: "avatar" });
    if (suggestion.glyph)
        return element("span", { class: "suggestion-glyph", "aria-hidden": "true" }, suggestion.glyph);
    return icon(suggestion.icon ?? "macro");
}
