/** A short message at the edge of the window, with something to do about it perhaps. */

const SECONDS = 10;

let shown: HTMLElement | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;

export function toast(message: string, kind: "done" | "problem", action?: { label: string; run: () => void }): void {
    shown ??= make();
    const box = document.createElement("div");
    box.className = `toast ${kind}`;
    const text = document.createElement("p");
    text.textContent = message;
    box.append(text);
    if (action) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button small";
        button.textContent = action.label;
        button.addEventListener("click", () => {
            box.remove();
            action.run();
        });
        box.append(button);
    }
    shown.replaceChildren(box);
    clearTimeout(waiting);
    waiting = setTimeout(function hide() {
        // Whoever is about to use the message keeps it.
        if (box.matches(":hover, :focus-within")) waiting = setTimeout(hide, SECONDS * 1000);
        else box.remove();
    }, SECONDS * 1000);
}

function make(): HTMLElement {
    const place = document.createElement("div");
    place.className = "toasts";
    place.setAttribute("role", "status");
    document.body.append(place);
    return place;
}
