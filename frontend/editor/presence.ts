/** Who else is writing at the same page. */

import { post, csrfToken } from "./server";

const EVERY = 30_000;

/** What the server tells with each sign of life. */
export interface Told {
    others?: { name: string }[];
    version?: number;
}

function place(): HTMLElement | null {
    return document.querySelector<HTMLElement>("[data-others]");
}

function field(name: string): string {
    return document.querySelector<HTMLInputElement>(`#editor [name=${name}]`)?.value ?? "";
}

/** Show who else is here, or that the page was saved meanwhile. */
export function showOthers({ others, version }: Told): void {
    const shown = place();
    if (!shown || !others) return;
    const isNewer = version !== undefined && String(version) !== field("version");
    const { one = "", several = "", stored = "" } = shown.dataset;
    const words = others.length ? (others.length === 1 ? one : several) : "";
    shown.querySelector("[data-others-names]")!.textContent = others.map((each) => each.name).join(", ");
    shown.querySelector("[data-others-words]")!.textContent = [words, isNewer ? stored : ""].filter(Boolean).join(" ");
    shown.hidden = !others.length && !isNewer;
}

/** Tell the server from time to time that somebody is here, and that they left. */
export function bePresent(): void {
    const address = place()?.dataset.address;
    const pageId = field("pageId");
    if (!address || !pageId) return;
    const look = async () => {
        if (document.hidden) return;
        try {
            showOthers((await (await post(address, { pageId })).json()) as Told);
        } catch {
            // The drafts tell when the server can't be reached.
        }
    };
    void look();
    setInterval(() => void look(), EVERY);
    addEventListener("pagehide", () => {
        const data = new FormData();
        data.set("pageId", pageId);
        data.set("leave", "1");
        data.set("csrfmiddlewaretoken", csrfToken());
        navigator.sendBeacon(address, data);
    });
}
