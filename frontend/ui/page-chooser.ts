/** Suggests pages of the chosen space while somebody types a title. Without this the title is typed in full. */

import { script } from "./server";

const PAUSE = 150;

interface Found {
    results: { kind: string; title: string; spaceKey: string }[];
}

function start(field: HTMLInputElement): void {
    const space = field.form?.querySelector<HTMLSelectElement>("select[name=spaceKey]");
    const list = document.createElement("datalist");
    list.id = `${field.id}-pages`;
    field.after(list);
    field.setAttribute("list", list.id);
    let waiting: ReturnType<typeof setTimeout> | undefined;

    const suggest = async () => {
        const key = space?.value ?? "";
        const query = new URLSearchParams({ query: field.value.trim(), spaceKey: key, limit: "20" });
        const answer = await fetch(`${field.dataset.choosePage}?${query}`, { headers: script }).catch(() => null);
        if (!answer?.ok || answer.redirected) return;
        const { results } = (await answer.json()) as Found;
        const pages = results.filter((page) => page.kind === "page" && page.spaceKey === key);
        list.replaceChildren(...pages.map((page) => new Option(page.title, page.title)));
    };
    const later = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => void suggest(), PAUSE);
    };
    field.addEventListener("input", later);
    field.addEventListener("focus", later);
    space?.addEventListener("change", later);
}

export function startPages(root: ParentNode): void {
    for (const field of root.querySelectorAll<HTMLInputElement>("input[data-choose-page]")) start(field);
}
