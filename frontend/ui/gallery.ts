/** Galleries: a click opens the picture over the page; arrow keys go on, Escape closes. Without this they are links. */

import { around, isPlain } from "./clicks";
import { gettext, interpolate } from "./texts";

function element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    properties: Partial<HTMLElementTagNameMap[Name]> = {},
    ...children: Node[]
): HTMLElementTagNameMap[Name] {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

function button(sign: string, label: string, act: () => void): HTMLButtonElement {
    const made = element("button", { type: "button", textContent: sign, title: label, ariaLabel: label });
    made.addEventListener("click", act);
    return made;
}

class Lightbox {
    private place = 0;
    private readonly image = element("img");
    private readonly count = element("span", { className: "lightbox-count" });
    private readonly caption = element("p", { className: "lightbox-caption", ariaLive: "polite" });
    private readonly original = element("a", { textContent: gettext("Original"), target: "_blank", rel: "noopener" });
    private readonly before = button("‹", gettext("The picture before"), () => this.show(this.place - 1));
    private readonly after = button("›", gettext("The next picture"), () => this.show(this.place + 1));
    private readonly frame = element("div", { className: "lightbox-frame" }, this.image);
    private readonly dialog: HTMLDialogElement;

    constructor(
        private readonly links: HTMLAnchorElement[],
        label: string,
    ) {
        const close = button("×", gettext("Close"), () => this.dialog.close());
        close.autofocus = true;
        this.dialog = element(
            "dialog",
            { className: "lightbox", ariaLabel: label },
            element("div", { className: "lightbox-bar" }, this.count, this.original, close),
            element("div", { className: "lightbox-stage" }, this.before, this.frame, this.after),
            this.caption,
        );
        this.dialog.addEventListener("keydown", (event) => this.key(event));
        this.dialog.addEventListener("click", (event) => {
            if (event.target === this.frame || event.target === this.dialog) this.dialog.close();
        });
        this.dialog.addEventListener("close", () => {
            this.image.removeAttribute("src");
            this.links[this.place]?.focus();
        });
        document.body.append(this.dialog);
    }

    private key(event: KeyboardEvent): void {
        const places: Record<string, number> = {
            ArrowLeft: this.place - 1,
            ArrowRight: this.place + 1,
            Home: 0,
            End: this.links.length - 1,
        };
        const wanted = places[event.key];
        if (wanted === undefined) return;
        event.preventDefault();
        this.show(wanted);
    }

    show(place: number): void {
        const link = this.links[place];
        if (!link) return;
        this.place = place;
        this.image.src = link.href;
        this.image.alt = link.querySelector("img")?.alt ?? "";
        this.original.href = link.href;
        this.caption.textContent = link.dataset.caption ?? "";
        this.count.textContent = interpolate(gettext("%(number)s of %(count)s"), {
            number: place + 1,
            count: this.links.length,
        });
        this.before.disabled = place === 0;
        this.after.disabled = place === this.links.length - 1;
        if (!this.dialog.open) this.dialog.showModal();
    }
}

const boxes = new WeakMap<Element, Lightbox>();

/* One handler for all galleries, those that come into the page later as well. */
document.addEventListener("click", (event) => {
    const link = isPlain(event) && around<HTMLAnchorElement>(event.target, ".gallery-link");
    const gallery = link && link.closest<HTMLElement>("[data-gallery]");
    if (!gallery) return;
    event.preventDefault();
    const links = [...gallery.querySelectorAll<HTMLAnchorElement>(".gallery-link")];
    const box = boxes.get(gallery) ?? new Lightbox(links, gallery.dataset.gallery ?? "");
    boxes.set(gallery, box);
    box.show(links.indexOf(link));
});
