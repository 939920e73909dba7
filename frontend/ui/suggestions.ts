/** A list of links below a search field: the arrow keys go through it, Escape closes it. */

/** Moves between the field and the links of its list. */
export function walkLinks(event: KeyboardEvent, field: HTMLInputElement, list: HTMLElement): void {
    const links = [...list.querySelectorAll("a")];
    const place = links.findIndex((link) => link === document.activeElement);
    if (event.key === "ArrowDown" && !list.hidden) {
        links[Math.min(place + 1, links.length - 1)]?.focus();
        event.preventDefault();
    } else if (event.key === "ArrowUp" && place >= 0) {
        (links[place - 1] ?? field).focus();
        event.preventDefault();
    }
}

/** Whether the keyboard goes from one part of a form to something outside it. */
export const leaves = (form: HTMLElement, event: FocusEvent) =>
    !(event.relatedTarget instanceof Node && form.contains(event.relatedTarget));
