/** Tables that macros make: sorts by a column that is clicked, and shows long tables part by part. */

import { gettext, interpolate } from "./texts";

const PART = 30;
const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" }).compare;

function textOf(row: HTMLTableRowElement, column: number): string {
    const cell = row.cells[column];
    return cell?.querySelector("time")?.dateTime ?? cell?.textContent.trim() ?? "";
}

function addSorting(head: HTMLTableSectionElement, body: HTMLTableSectionElement): void {
    [...(head.rows[0]?.cells ?? [])].forEach((cell, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "link-button";
        button.append(...cell.childNodes);
        cell.append(button);
        button.addEventListener("click", () => {
            const isFalling = cell.getAttribute("aria-sort") === "ascending";
            for (const sorted of head.querySelectorAll("[aria-sort]")) sorted.removeAttribute("aria-sort");
            cell.setAttribute("aria-sort", isFalling ? "descending" : "ascending");
            const turn = isFalling ? -1 : 1;
            const rows = [...body.rows].sort(
                (one, other) => turn * compare(textOf(one, column), textOf(other, column)),
            );
            body.append(...rows);
            body.dispatchEvent(new Event("sorted"));
        });
    });
}

function showPartByPart(table: HTMLTableElement, body: HTMLTableSectionElement, size: number): void {
    let shown = size;
    if (body.rows.length <= size) return;
    const more = document.createElement("button");
    more.type = "button";
    more.className = "button small";
    const show = () => {
        [...body.rows].forEach((row, place) => {
            row.hidden = place >= shown;
        });
        const left = body.rows.length - shown;
        more.hidden = left <= 0;
        more.textContent = interpolate(gettext("Show %(count)s more of %(left)s"), {
            count: Math.min(left, size),
            left,
        });
    };
    more.addEventListener("click", () => {
        shown += size;
        show();
    });
    body.addEventListener("sorted", show);
    table.parentElement?.after(more);
    show();
}

for (const table of document.querySelectorAll<HTMLTableElement>("table[data-report-table]")) {
    const body = table.tBodies[0];
    if (!table.tHead || !body) continue;
    addSorting(table.tHead, body);
    showPartByPart(table, body, Number(table.dataset.pageSize) || PART);
}
