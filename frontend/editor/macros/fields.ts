/** The field for one parameter of a macro, after its kind; and what is in it, as a parameter again. */

import { findPages, findPeople, type ParameterDescription } from "../lookups";
import type { MacroParameter } from "../schema/macro-parameters";
import { gettext } from "../texts";
import { combobox } from "../toolbar/parts/combobox";
import { choice, element, labelled } from "../toolbar/parts/element";

export interface ParameterField {
    readonly element: HTMLElement;
    /** The parameter as the field has it; null when nothing is given. */
    read(): MacroParameter | null;
}

/** The characters that mean something in markup, written so that they do not. */
export function escaped(text: string): string {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** Make the field of a parameter. */
export function parameterField(described: ParameterDescription, given: MacroParameter | undefined): ParameterField {
    const name = given?.name ?? described.name;
    const label = labelOf(described);
    switch (described.kind) {
        case "boolean":
            return booleanField(described, name, label, given);
        case "choice":
            return choiceField(described, name, label, given);
        case "page":
            return pageField(described, name, label, given);
        case "user":
            return personField(described, name, label, given);
        case "colour":
            return colourField(described, name, label, given);
        default:
            return textField(described, name, label, given);
    }
}

function labelOf(described: ParameterDescription): string {
    const name = described.label || described.name;
    const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[-_]/g, " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
}

function defaultText(described: ParameterDescription): string {
    return described.default === null || described.default === "" ? "" : String(described.default);
}

/** What did not change is the parameter as it was read, to the byte. */
function kept(given: MacroParameter | undefined, name: string, value: string): MacroParameter | null {
    if (given && given.value === value) return given;
    return value === "" ? null : { name, value };
}

function textField(
    described: ParameterDescription,
    name: string,
    label: string,
    given: MacroParameter | undefined,
): ParameterField {
    const isNumber = described.kind === "integer" && (!given || /^-?\d+$/.test(given.value));
    const isDate = described.kind === "date" && (!given || /^\d{4}-\d\d-\d\d$/.test(given.value));
    const input = element("input", {
        type: isNumber ? "number" : isDate ? "date" : "text",
        value: given?.value ?? "",
        placeholder: defaultText(described),
        required: described.required,
        min: isNumber ? described.least : null,
        max: isNumber ? described.most : null,
    });
    return {
        element: labelled(label, input, described.doc),
        read() {
            const value = input.value.trim();
            if (described.kind !== "space" || !/^~?[\w.-]+$/.test(value) || given?.value === value)
                return kept(given, name, value);
            return { name, value, inner: `<ri:space ri:space-key="${escaped(value)}" />` };
        },
    };
}

function booleanField(
    described: ParameterDescription,
    name: string,
    label: string,
    given: MacroParameter | undefined,
): ParameterField {
    const isOnByItself = described.default === true || described.default === "true";
    const isOn = given ? /^(true|yes|on|1)$/i.test(given.value) : isOnByItself;
    const box = element("input", { type: "checkbox", checked: isOn });
    const help = described.doc ? element("p", { class: "help" }, described.doc) : null;
    return {
        element: element(
            "div",
            { class: "field checkbox" },
            element("label", { class: "check" }, box, ` ${label}`),
            help,
        ),
        read() {
            if (box.checked === isOn) return given ?? null;
            return box.checked === isOnByItself ? null : { name, value: String(box.checked) };
        },
    };
}

function choiceField(
    described: ParameterDescription,
    name: string,
    label: string,
    given: MacroParameter | undefined,
): ParameterField {
    const usual = defaultText(described);
    const options: [string, string][] = [["", usual ? `${usual} (${gettext("usual")})` : gettext("Nothing chosen")]];
    for (const each of described.choices) if (each !== usual) options.push([each, each]);
    const value = given?.value ?? "";
    const known = options.find(([each]) => each.toLowerCase() === value.toLowerCase());
    if (!known && value.toLowerCase() !== usual.toLowerCase()) options.push([value, value]);
    const chosen = known?.[0] ?? (value.toLowerCase() === usual.toLowerCase() ? "" : value);
    const select = choice(options, chosen);
    return {
        element: labelled(label, select, described.doc),
        read: () => (select.value === chosen ? (given ?? null) : kept(given, name, select.value)),
    };
}

function pageField(
    described: ParameterDescription,
    name: string,
    label: string,
    given: MacroParameter | undefined,
): ParameterField {
    let picked = given;
    const { element: box, input } = combobox({
        attributes: { value: given?.value ?? "", required: described.required, placeholder: defaultText(described) },
        async find(query, signal) {
            const pages = await findPages(query, signal);
            return pages
                .filter((page) => page.kind === "page")
                .map((page) => ({ label: page.title, detail: page.spaceName, icon: "page", value: page }));
        },
        chosen({ value: page }, field) {
            field.value = page.title;
            const inner =
                `<ac:link><ri:page ri:space-key="${escaped(page.spaceKey)}" ` +
                `ri:content-title="${escaped(page.title)}" /></ac:link>`;
            picked = { name, value: page.title, inner };
            field.dispatchEvent(new Event("change", { bubbles: true }));
        },
    });
    return {
        element: labelledBox(label, box, input, described.doc),
        read: () => (picked?.value === input.value ? picked : kept(undefined, name, input.value.trim())),
    };
}

function personField(
    described: ParameterDescription,
    name: string,
    label: string,
    given: MacroParameter | undefined,
): ParameterField {
    let picked = given;
    const { element: box, input } = combobox({
        attributes: { value: given?.value ?? "", required: described.required },
        async find(query, signal) {
            const people = await findPeople(query, signal);
            return people.map((one) => ({ label: one.name, detail: one.username, picture: one.picture, value: one }));
        },
        chosen({ value: one }, field) {
            field.value = one.name;
            picked = { name, value: one.name, inner: `<ri:user ri:userkey="${escaped(one.key)}" />` };
            field.dispatchEvent(new Event("change", { bubbles: true }));
        },
    });
    return {
        element: labelledBox(label, box, input, described.doc),
        read: () => (picked?.value === input.value ? picked : kept(undefined, name, input.value.trim())),
    };
}

function labelledBox(label: string, box: HTMLElement, input: HTMLInputElement, help: string): HTMLElement {
    const made = labelled(label, input, help);
    made.querySelector("label")!.after(box);
    box.prepend(input);
    return made;
}

function colourField(
    described: ParameterDescription,
    name: string,
    label: string,
    given: MacroParameter | undefined,
): ParameterField {
    const text = element("input", { type: "text", value: given?.value ?? "", placeholder: defaultText(described) });
    const isHex = /^#[0-9a-f]{6}$/i;
    const first = [given?.value, defaultText(described)].find((each) => each && isHex.test(each)) ?? "#ffffff";
    const picker = element("input", { type: "color", value: first, "aria-label": label });
    picker.addEventListener("input", () => (text.value = picker.value));
    text.addEventListener("input", () => {
        if (isHex.test(text.value)) picker.value = text.value;
    });
    const made = labelled(label, text, described.doc);
    const row = element("div", { class: "colour-row" });
    text.after(row);
    row.append(picker, text);
    return { element: made, read: () => kept(given, name, text.value.trim()) };
}
