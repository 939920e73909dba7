/** A job that is under way: asks how far it is, and shows it. Without this the page loads itself anew. */

import { script } from "./server";

const PAUSE = 1500;

function follow(place: HTMLElement): void {
    const later = (pause: number) => setTimeout(() => void ask(), pause);

    async function ask(): Promise<void> {
        try {
            const answer = await fetch(location.href, { headers: script });
            if (!answer.ok || answer.redirected) return;
            // Whoever is about to press a button of it keeps it.
            const isFocused = place.contains(document.activeElement);
            if (!isFocused) place.innerHTML = await answer.text();
            const state = place.querySelector<HTMLElement>(".job")?.dataset.state;
            if (state === "waiting" || state === "running" || isFocused) later(PAUSE);
        } catch {
            later(PAUSE * 4);
        }
    }
    later(PAUSE);
}

const place = document.querySelector<HTMLElement>("[data-job=live]");
if (place) follow(place);
