/** Comments that were begun: this browser keeps them for each person and page until they are sent or dropped. */

import { forget, keep, kept } from "./kept";

/** What somebody has written so far; the names are those of the people mentioned, by their keys. */
export interface Draft {
    storage: string;
    people: Record<string, string>;
    time: number;
}

export type Drafts = Record<string, Draft>;

const MOST_DAYS = 30;

const meta = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";

function keyOf(pageId: string): string {
    return `oxbow-comments:${meta("ajs-remote-user")}:${pageId}`;
}

/** Read what a browser kept; what is old, or is no draft, is left out. */
export function draftsIn(text: string | null, now: number): Drafts {
    let told: unknown;
    try {
        told = JSON.parse(text ?? "{}");
    } catch {
        return {};
    }
    const isDraft = (one: unknown): one is Draft =>
        typeof one === "object" &&
        one !== null &&
        typeof (one as Draft).storage === "string" &&
        typeof (one as Draft).people === "object" &&
        now - (one as Draft).time < MOST_DAYS * 86_400_000;
    if (typeof told !== "object" || told === null) return {};
    return Object.fromEntries(
        Object.entries(told as Record<string, unknown>).filter(([, one]) => isDraft(one)),
    ) as Drafts;
}

/** Everything that was begun on a page, by what it is to be: `new`, `reply-5` or `edit-5`. */
export function draftsOf(pageId: string): Drafts {
    return draftsIn(kept(keyOf(pageId)), Date.now());
}

/** Keep what somebody has written so far; null takes it away. */
export function keepDraft(pageId: string, what: string, draft: Omit<Draft, "time"> | null): void {
    const others = Object.entries(draftsOf(pageId)).filter(([name]) => name !== what);
    const now: Drafts = Object.fromEntries(others);
    if (draft) now[what] = { ...draft, time: Date.now() };
    if (Object.keys(now).length) keep(keyOf(pageId), JSON.stringify(now));
    else forget(keyOf(pageId));
}
