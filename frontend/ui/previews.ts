/**
 * Looking at files without leaving the page: pictures, PDF, texts, sound and films open over it. Each is a link to the
 * file, which is what it stays without this script and in a browser that can't show it.
 */

import { around, isPlain } from "./clicks";

const MOST_TEXT = 200_000;

type Kind = "image" | "pdf" | "text" | "audio" | "video";

const links = () => [...document.querySelectorAll<HTMLAnchorElement>("a[data-preview]")];

function button(sign: string, label: string, act: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.title = label;
    made.ariaLabel = label;
    made.addEventListener("click", act);
    return made;
}

async function text(address: string): Promise<HTMLElement> {
    const shown = document.createElement("pre");
    shown.className = "preview-text";
    shown.tabIndex = 0;
    const answer = await fetch(address, { headers: { Range: `bytes=0-${MOST_TEXT - 1}` } }).catch(() => null);
    const whole = Number(answer?.headers.get("Content-Range")?.split("/")[1] ?? 0);
    shown.textContent = answer?.ok ? await answer.text() : "…";
    if (whole > MOST_TEXT) shown.textContent += "\n…";
    return shown;
}

function image(address: string, name: string): HTMLElement {
    const frame = document.createElement("button");
    frame.type = "button";
    frame.className = "preview-zoom";
    frame.ariaPressed = "false";
    const picture = new Image();
    picture.src = address;
    picture.alt = name;
    frame.append(picture);
    frame.addEventListener("click", () => {
        frame.ariaPressed = String(frame.ariaPressed !== "true");
    });
    return frame;
}

async function view(kind: Kind, address: string, name: string): Promise<HTMLElement> {
    if (kind === "image") return image(address, name);
    if (kind === "text") return text(address);
    if (kind === "pdf") {
        const frame = document.createElement("iframe");
        frame.src = address;
        frame.title = name;
        frame.className = "preview-pdf";
        return frame;
    }
    const player = document.createElement(kind);
    player.src = address;
    player.controls = true;
    player.preload = "metadata";
    player.ariaLabel = name;
    return player;
}

class Preview {
    private place = 0;
    private readonly dialog = document.createElement("dialog");
    private readonly stage = document.createElement("div");
    private readonly name = document.createElement("span");
    private readonly original = document.createElement("a");
    private readonly before: HTMLButtonElement;
    private readonly after: HTMLButtonElement;

    constructor(texts: DOMStringMap) {
        this.before = button("‹", texts.before ?? "", () => this.show(this.place - 1));
        this.after = button("›", texts.after ?? "", () => this.show(this.place + 1));
        this.original.textContent = texts.download ?? "";
        this.name.className = "lightbox-count";
        const bar = document.createElement("div");
        bar.className = "lightbox-bar";
        const close = button("×", texts.close ?? "", () => this.dialog.close());
        bar.append(this.name, this.before, this.after, this.original, close);
        this.dialog.className = "lightbox file-preview";
        this.stage.className = "preview-stage";
        this.dialog.append(bar, this.stage);
        this.dialog.addEventListener("close", () => {
            this.stage.replaceChildren();
            links()[this.place]?.focus();
        });
        this.dialog.addEventListener("keydown", (event) => {
            if ((event.target as Element).closest("pre, audio, video")) return;
            if (event.key === "ArrowLeft") this.show(this.place - 1);
            else if (event.key === "ArrowRight") this.show(this.place + 1);
        });
        this.dialog.addEventListener("click", (event) => {
            if (event.target === this.stage || event.target === this.dialog) this.dialog.close();
        });
        document.body.append(this.dialog);
    }

    show(place: number): void {
        const all = links();
        const link = all[place];
        if (!link) return;
        this.place = place;
        const name = link.dataset.name ?? "";
        this.name.textContent = `${name} (${place + 1}/${all.length})`;
        this.dialog.ariaLabel = name;
        this.original.href = link.href;
        this.original.download = name;
        this.before.disabled = place === 0;
        this.after.disabled = place === all.length - 1;
        this.stage.replaceChildren();
        void view(link.dataset.preview as Kind, link.href, name).then((shown) => {
            if (this.place === place && this.dialog.open) this.stage.replaceChildren(shown);
        });
        if (!this.dialog.open) this.dialog.showModal();
    }
}

let preview: Preview | null = null;

document.addEventListener("click", (event) => {
    const link = isPlain(event) && around<HTMLAnchorElement>(event.target, "a[data-preview]");
    if (!link) return;
    if (link.dataset.preview === "pdf" && navigator.pdfViewerEnabled === false) return;
    const texts = link.closest<HTMLElement>("[data-previews]")?.dataset;
    if (!texts) return;
    event.preventDefault();
    preview ??= new Preview(texts);
    preview.show(links().indexOf(link));
});
