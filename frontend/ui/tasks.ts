/** Ticks tasks without leaving the page. Without this script each box is a button that sends a form. */

import { around } from "./clicks";
import { script, token } from "./server";
import { gettext } from "./texts";

const told = document.createElement("p");
told.className = "visually-hidden";
told.setAttribute("role", "status");

function show(box: HTMLButtonElement, isDone: boolean): void {
    box.setAttribute("aria-checked", String(isDone));
    box.value = isDone ? "UNCHECKED" : "CHECKED";
    // Lists of tasks elsewhere, as tables, mark the row.
    box.closest("[data-inline-task-id]")?.classList.toggle("checked", isDone);
}

const problemOf = (box: HTMLElement) => box.parentElement?.querySelector(".task-problem");

function complain(box: HTMLElement, text: string): void {
    const message = document.createElement("span");
    message.className = "task-problem";
    message.setAttribute("role", "alert");
    message.textContent = text;
    problemOf(box)?.remove();
    box.after(message);
}

/** What a refusal says, where it says something. */
async function sentenceOf(answer: Response): Promise<string> {
    const said = (await answer.json().catch(() => null)) as { message?: string } | null;
    return said?.message || gettext("That did not work. Please load the page anew.");
}

async function send(box: HTMLButtonElement, isDone: boolean): Promise<string> {
    const ownToken = token();
    const answer = await fetch(box.formAction, {
        method: "POST",
        headers: {
            "Content-Type": "application/json",
            ...script,
            ...(ownToken ? { "X-CSRFToken": ownToken } : { "X-Atlassian-Token": "no-check" }),
        },
        body: JSON.stringify({ status: isDone ? "CHECKED" : "UNCHECKED" }),
    });
    return answer.ok ? "" : sentenceOf(answer);
}

async function tick(box: HTMLButtonElement): Promise<void> {
    const isDone = box.getAttribute("aria-checked") !== "true";
    box.setAttribute("aria-busy", "true");
    show(box, isDone);
    const problem = await send(box, isDone).catch(() => gettext("The wiki can't be reached."));
    if (problem) {
        show(box, !isDone);
        complain(box, problem);
    } else {
        problemOf(box)?.remove();
        told.textContent = isDone ? gettext("Marked as done.") : gettext("Marked as not done.");
    }
    box.removeAttribute("aria-busy");
}

document.addEventListener("click", (event) => {
    const box = around<HTMLButtonElement>(event.target, "button.task-box");
    if (!box) return;
    event.preventDefault();
    if (!box.hasAttribute("aria-busy")) void tick(box);
});

if (document.querySelector("button.task-box")) document.body.append(told);
