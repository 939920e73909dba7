/** A sentence over the page, about something that did not work or that one may want to know. */

import { gettext } from "../../texts";
import { button, element } from "./element";
import { icon } from "./icons";

const SHOWN_FOR = 12_000;

/** Show a sentence until somebody closes it; one without anything to do goes by itself. */
export function tell(text: string, ...actions: HTMLElement[]): void {
    const label = gettext("Close");
    const close = button(label, { class: "icon-button", "aria-label": label, title: label }, icon("close"));
    const shown = element("div", { class: "editor-notice", role: "alert" }, element("p", {}, text), ...actions, close);
    close.addEventListener("click", () => shown.remove());
    document.querySelector(".editor-notice")?.remove();
    document.body.append(shown);
    if (actions.length === 0) window.setTimeout(() => shown.remove(), SHOWN_FOR);
}
