/**
 * The pages that somebody looked at last. The browser remembers their ids, for each person of its own; which of them
 * are shown on the dashboard, and how they are called by then, is the wiki's to say.
 */

import { keep, kept } from "./kept";
import { piece } from "./server";

const MOST = 10;

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
const key = `oxbow-viewed:${meta("ajs-remote-user")}`;

/** Read what a browser kept; only ids come out of it. */
export function idsOf(text: string | null): number[] {
    const ids = (text ?? "").split(",").map(Number);
    return ids.filter((id) => Number.isSafeInteger(id) && id > 0).slice(0, MOST);
}

/** Put an id before the others. */
export const withFirst = (id: number, ids: number[]) => [id, ...ids.filter((other) => other !== id)].slice(0, MOST);

async function show(section: HTMLElement): Promise<void> {
    const ids = idsOf(kept(key));
    if (!ids.length) return;
    const list = await piece(`${section.dataset.viewed}?ids=${ids.join(",")}`).catch(() => null);
    if (!list?.querySelector("li")) return;
    section.append(list);
    section.hidden = false;
}

const page = Number(meta("ajs-page-id"));
if (page > 0 && document.querySelector(".page[data-contents]")) {
    keep(key, withFirst(page, idsOf(kept(key))).join(","));
}
const section = document.querySelector<HTMLElement>("[data-viewed]");
if (section) void show(section);
