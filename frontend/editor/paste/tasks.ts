/** Lists of things to do as other programs write them, marked as pages have them. */

/** The classes that pages give to such lists and to what is done. */
export const TASK_LIST = "inline-task-list";
export const TASK_DONE = "checked";

/**
 * Mark the lists whose items can be ticked: Google Docs gives them a role and a picture of a box, web pages a box
 * itself. The boxes go.
 */
export function markTasks(root: Element): void {
    for (const list of root.querySelectorAll("ul")) {
        const items = [...list.children].filter((each) => each.localName === "li");
        const ticks = items.map(tickOf);
        if (!items.length || ticks.some((each) => each === null)) continue;
        list.className = TASK_LIST;
        items.forEach((item, place) => {
            item.className = ticks[place] ? TASK_DONE : "";
            boxOf(item)?.remove();
        });
    }
}

/** Whether an item is ticked; null for one that can't be. */
function tickOf(item: Element): boolean | null {
    if (item.getAttribute("role") === "checkbox") return item.getAttribute("aria-checked") === "true";
    const box = boxOf(item);
    return box?.localName === "input" ? box.hasAttribute("checked") : null;
}

function boxOf(item: Element): Element | null {
    const box = item.querySelector("input[type=checkbox], img");
    if (!box || box.closest("li") !== item) return null;
    return box.localName === "input" || item.getAttribute("role") === "checkbox" ? box : null;
}
