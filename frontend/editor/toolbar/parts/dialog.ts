/** Dialogs: a head, fields, and buttons that stay in sight; the browser's own dialog keeps the focus inside. */

import { gettext } from "../../texts";
import { type Child, button, element, newId } from "./element";

export interface DialogParts {
    title: string;
    /** What stands between the head and the buttons. */
    body: Child[];
    /** The words on the button that does it; empty for a dialog that is only read. */
    submit?: string;
    /** Other buttons, beside the first. */
    others?: HTMLElement[];
    /** `wide` for lists and previews. */
    size?: "narrow" | "wide";
    /** Does what the dialog is for; what it throws is shown and the dialog stays. */
    done?: (data: FormData) => void | Promise<void>;
    /** Called when the dialog is gone, however it went. */
    closed?: () => void;
}

export interface OpenDialog {
    readonly element: HTMLDialogElement;
    readonly form: HTMLFormElement;
    close(): void;
    /** Show a sentence about what is wrong; an empty one takes it away. */
    complain(problem: string): void;
}

/** Show a dialog over the page. Escape and Cancel close it and nothing is done. */
export function openDialog(parts: DialogParts): OpenDialog {
    const head = element("h2", { id: newId("dialog-head") }, parts.title);
    const problem = element("p", { class: "message error", role: "alert", hidden: true });
    const cancel = button(parts.submit ? gettext("Cancel") : gettext("Close"), { class: "button" });
    const row = element(
        "div",
        { class: "buttons" },
        parts.submit && element("button", { type: "submit", class: "button primary" }, parts.submit),
        cancel,
        ...(parts.others ?? []),
    );
    const form = element("form", { method: "dialog", novalidate: false }, head, ...parts.body, problem, row);
    const shown = element(
        "dialog",
        { class: `editor-dialog is-${parts.size ?? "narrow"}`, "aria-labelledby": head.id },
        form,
    );
    const returnTo = document.activeElement;
    let isBusy = false;

    const open: OpenDialog = {
        element: shown,
        form,
        close: () => shown.close(),
        complain(text) {
            problem.textContent = text;
            problem.hidden = !text;
            if (text) problem.scrollIntoView({ block: "nearest" });
        },
    };

    async function submit(): Promise<void> {
        if (isBusy) return;
        isBusy = true;
        open.complain("");
        try {
            await parts.done?.(new FormData(form));
            shown.close();
        } catch (error) {
            open.complain(error instanceof Error ? error.message : String(error));
        } finally {
            isBusy = false;
        }
    }

    cancel.addEventListener("click", () => shown.close());
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        void submit();
    });
    shown.addEventListener("keydown", (event) => event.stopPropagation());
    shown.addEventListener("click", (event) => {
        if (event.target === shown && event.detail && isOutside(shown, event)) shown.close();
    });
    shown.addEventListener("close", () => {
        shown.remove();
        if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
        parts.closed?.();
    });
    document.body.append(shown);
    shown.showModal();
    const first = form.querySelector<HTMLElement>("[autofocus], input:not([type=hidden]), select, textarea");
    first?.focus();
    if (first instanceof HTMLInputElement && /^(text|search|url|number)$/.test(first.type)) first.select();
    return open;
}

function isOutside(shown: HTMLDialogElement, event: MouseEvent): boolean {
    const box = shown.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
