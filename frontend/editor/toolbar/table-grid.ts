/** The grid on which the size of a table is chosen. */

import { gettext, interpolate } from "../texts";
import { button, element } from "./parts/element";
import { openPopover } from "./parts/popover";

const SIDE = 8;

/** Show the grid under a button. */
export function openTableGrid(anchor: HTMLElement, done: (rows: number, columns: number) => void): void {
    const said = element("p", { class: "quiet", role: "status" });
    const grid = element("div", { class: "table-grid", role: "group", "aria-label": gettext("Size of the table") });
    const cells: HTMLButtonElement[] = [];
    const show = (rows: number, columns: number) => {
        said.textContent = sizeInWords(rows, columns);
        cells.forEach((cell, at) =>
            cell.classList.toggle("is-in", Math.floor(at / SIDE) < rows && at % SIDE < columns),
        );
    };
    for (let at = 0; at < SIDE * SIDE; at += 1) {
        const rows = Math.floor(at / SIDE) + 1;
        const columns = (at % SIDE) + 1;
        const cell = button(
            "",
            { "aria-label": sizeInWords(rows, columns), tabindex: at === 2 * SIDE + 2 ? 0 : -1 },
            element("span"),
        );
        cell.addEventListener("pointerenter", () => show(rows, columns));
        cell.addEventListener("focus", () => show(rows, columns));
        cell.addEventListener("click", () => {
            popover.close();
            done(rows, columns);
        });
        cells.push(cell);
        grid.append(cell);
    }
    grid.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: SIDE, ArrowUp: -SIDE }[event.key];
        const next = step && cells[cells.indexOf(document.activeElement as HTMLButtonElement) + step];
        if (!step) return;
        event.preventDefault();
        if (next) next.focus();
    });
    const popover = openPopover({
        label: gettext("Table"),
        kind: "table-picker",
        children: [grid, said],
        anchor,
        returnTo: anchor,
    });
    cells[2 * SIDE + 2]?.focus();
}

function sizeInWords(rows: number, columns: number): string {
    return interpolate(gettext("%(columns)s columns, %(rows)s rows"), { columns, rows });
}
