/** Keys as they are written on keyboards. */

import { gettext } from "../texts";

const isMac = typeof navigator !== "undefined" && /Mac|iP(hone|[oa]d)/.test(navigator.platform);

/** Write keys such as `Mod-Shift-7` for people: `Ctrl+Shift+7`, or the signs of a Mac. */
export function shownKeys(keys: string): string {
    if (!/^(Mod|Shift|Alt|Ctrl|Tab|Enter)(-|$)/.test(keys)) return keys.trim();
    const signs: Record<string, string> = isMac
        ? { Mod: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃", Enter: "↩" }
        : { Mod: "Ctrl", Shift: gettext("Shift"), Alt: "Alt", Enter: gettext("Enter"), Tab: gettext("Tab") };
    const parts = keys.split(/-(?!$)/).map((key) => signs[key] ?? (key.length === 1 ? key.toUpperCase() : key));
    return parts.join(isMac ? "" : "+");
}
