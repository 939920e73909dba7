/** Making elements of the page without HTML text. */

export type Child = Node | string | null | undefined | false;
export type Attributes = Record<string, string | number | boolean | null | undefined>;

/**
 * Make an element.
 *
 * @param name the element's name.
 * @param attributes its attributes; true gives an empty one, false, null and undefined leave it out.
 * @param children what stands in it; strings become text.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Attributes = {},
    ...children: Child[]
): HTMLElementTagNameMap[Name] {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === false || value === null || value === undefined) continue;
        made.setAttribute(key, value === true ? "" : String(value));
    }
    for (const child of children) if (child) made.append(child);
    return made;
}

/** Make a button that sends no form. */
export function button(label: string, attributes: Attributes = {}, ...children: Child[]): HTMLButtonElement {
    return element("button", { type: "button", ...attributes }, ...(children.length ? children : [label]));
}

let used = 0;

/** Give an id that no other element has. */
export function newId(word: string): string {
    used += 1;
    return `${word}-${used}`;
}

/** Make a field under its label. */
export function labelled(label: string, field: HTMLElement, help = ""): HTMLDivElement {
    field.id ||= newId("field");
    const made = element("div", { class: "field" }, element("label", { for: field.id }, label), field);
    if (help) {
        const id = newId("help");
        field.setAttribute("aria-describedby", id);
        made.append(element("p", { class: "help", id }, help));
    }
    return made;
}

/** Make a box to tick with its label behind it. */
export function ticked(label: string, name: string, isTicked: boolean): HTMLLabelElement {
    const box = element("input", { type: "checkbox", name, checked: isTicked });
    return element("label", { class: "check" }, box, ` ${label}`);
}

/** Make a list to choose from. */
export function choice(
    options: readonly (readonly [value: string, label: string])[],
    chosen: string,
    attributes: Attributes = {},
): HTMLSelectElement {
    const made = element("select", attributes);
    for (const [value, label] of options) made.append(element("option", { value, selected: value === chosen }, label));
    return made;
}
