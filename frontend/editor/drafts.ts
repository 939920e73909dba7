/** Drafts: kept on the server while one writes, and in this browser for when the server can't be reached. */

import { inTurn } from "./in-turn";
import { showOthers, type Told } from "./presence";
import { csrfToken, post, SessionEnded } from "./server";
import { gettext, interpolate } from "./texts";

const SAVE_AFTER = 4000;
const SENT_COUNTS_FOR = 10 * 60_000;

/** What this browser keeps. */
interface Copy {
    title: string;
    storage: string;
    version: string;
    /** When it was sent to be published, or 0. */
    sent: number;
}

/** What the drafts need of the editor. */
export interface Writing {
    form: HTMLFormElement;
    text(): string;
    /** Put the text of the editor into the form. */
    flush(): void;
    replace(text: string): void;
}

/** Keeps what one writes. */
export class Drafts {
    private readonly state: HTMLElement;
    private readonly key: string;
    private kept: string;
    private timer = 0;
    private finished = false;

    constructor(private readonly writing: Writing) {
        const { form } = writing;
        this.state = form.querySelector<HTMLElement>("[data-draft-state]")!;
        this.key = `oxbow-draft:${form.dataset.draft ?? ""}:${this.value("pageId") || `new-${this.value("spaceKey")}`}`;
        this.kept = this.now();
        this.offer();
        form.addEventListener("input", () => this.schedule());
        form.addEventListener("submit", (event) => {
            if ((event.submitter as HTMLButtonElement | null)?.name === "preview" || event.defaultPrevented) return;
            this.finished = true;
            clearTimeout(this.timer);
            // The session may have begun anew in another tab.
            this.field("csrfmiddlewaretoken").value = csrfToken();
            if (this.now() !== this.kept || this.local()) this.keepHere(Date.now());
        });
        // Whoever leaves the tab may close it; whoever comes back may have logged in again.
        document.addEventListener("visibilitychange", () => void this.keep());
        window.addEventListener("online", () => void this.keep());
    }

    /** Keep the draft at the next opportunity. */
    schedule(): void {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.keep(), SAVE_AFTER);
    }

    /** Keep the draft at once, when something has changed. */
    async keep(): Promise<void> {
        clearTimeout(this.timer);
        const now = this.now();
        if (this.finished || now === this.kept) return;
        this.keepHere(0);
        this.writing.flush();
        try {
            const told = await inTurn(Boolean(this.value("draftId") || this.value("pageId")), async () => {
                const answer = await post(this.writing.form.dataset.draft ?? "", new FormData(this.writing.form));
                const kept = (await answer.json()) as Told & { draftId: number };
                this.field("draftId").value = String(kept.draftId);
                return kept;
            });
            this.kept = now;
            const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
            this.say(interpolate(gettext("Draft kept at %(time)s."), { time }));
            if (!this.finished) this.forgetHere();
            showOthers(told);
        } catch (error) {
            this.tell(error);
            if (!this.finished) this.schedule();
        }
    }

    private tell(error: unknown): void {
        const here = gettext("The draft could not be kept on the server; this browser keeps it.");
        this.say(`${here} ${error instanceof Error ? error.message : ""}`);
        if (!(error instanceof SessionEnded) || !error.login) return;
        const link = document.createElement("a");
        link.href = error.login;
        link.target = "_blank";
        link.textContent = gettext("Log in, in another tab");
        this.state.append(" ", link);
    }

    private say(text: string): void {
        this.state.textContent = text;
    }

    private field(name: string): HTMLInputElement {
        return this.writing.form.elements.namedItem(name) as HTMLInputElement;
    }

    private value(name: string): string {
        return (this.writing.form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";
    }

    private now(): string {
        return `${this.value("title")}\u0000${this.writing.text()}`;
    }

    private keepHere(sent: number): void {
        const copy: Copy = {
            title: this.value("title"),
            storage: this.writing.text(),
            version: this.value("version"),
            sent,
        };
        try {
            localStorage.setItem(this.key, JSON.stringify(copy));
        } catch {
            // A full or forbidden store is no reason to stop.
        }
    }

    private forgetHere(): void {
        try {
            localStorage.removeItem(this.key);
        } catch {
            // As above.
        }
    }

    private local(): Copy | null {
        try {
            return JSON.parse(localStorage.getItem(this.key) ?? "null") as Copy | null;
        } catch {
            return null;
        }
    }

    /** Offer what this browser kept and the server does not have. */
    private offer(): void {
        const copy = this.local();
        if (typeof copy?.storage !== "string") return;
        // What was sent and did make a version, or was sent long ago, has arrived.
        const arrived =
            copy.sent > 0 && (copy.version !== this.value("version") || Date.now() - copy.sent > SENT_COUNTS_FOR);
        if (arrived || copy.storage === this.writing.text()) {
            this.forgetHere();
            return;
        }
        const button = document.createElement("button");
        button.type = "button";
        button.className = "link-button";
        button.textContent = gettext("Take back the text that this browser kept");
        button.addEventListener("click", () => {
            this.writing.replace(copy.storage);
            this.field("title").value = copy.title;
            button.remove();
            this.schedule();
        });
        this.state.append(button);
    }
}
