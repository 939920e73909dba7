/** Parameters that nothing is known of: their names and values, as the page has them. */

import type { MacroParameter } from "../schema/macro-parameters";
import { gettext } from "../texts";
import { button, element } from "../toolbar/parts/element";
import { icon } from "../toolbar/parts/icons";

interface Row {
    given: MacroParameter | null;
    name: HTMLInputElement;
    value: HTMLInputElement;
}

/** Make the list, which takes more and gives up those it has. */
export function plainParameters(given: readonly MacroParameter[]): {
    element: HTMLElement;
    read: () => MacroParameter[];
} {
    const rows = new Set<Row>();
    const list = element("div", { class: "plain-parameters" });
    const add = (parameter: MacroParameter | null) => {
        const name = element("input", { type: "text", value: parameter?.name ?? "", "aria-label": gettext("Name") });
        const value = element("input", { type: "text", value: parameter?.value ?? "", "aria-label": gettext("Value") });
        const label = gettext("Take away");
        const away = button(label, { class: "icon-button", "aria-label": label, title: label }, icon("remove"));
        const row: Row = { given: parameter, name, value };
        const shown = element("div", { class: "plain-parameter" }, name, value, away);
        away.addEventListener("click", () => {
            rows.delete(row);
            shown.remove();
            list.dispatchEvent(new Event("change", { bubbles: true }));
        });
        rows.add(row);
        list.append(shown);
        return name;
    };
    for (const each of given) add(each);
    const more = button(gettext("Add a parameter"), { class: "button small" });
    more.addEventListener("click", () => add(null).focus());
    const legend = element("legend", {}, given.length ? gettext("Other parameters") : gettext("Parameters"));
    return {
        element: element("fieldset", { class: "plain-parameters-box" }, legend, list, more),
        read: () =>
            [...rows].flatMap(({ given: old, name, value }) => {
                if (old && old.name === name.value && old.value === value.value) return [old];
                return value.value === "" ? [] : [{ name: name.value.trim(), value: value.value }];
            }),
    };
}
