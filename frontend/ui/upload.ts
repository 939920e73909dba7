/** A form with a large file: shows how much of it has been sent. Without this the browser sends it as any other form. */

import { gettext, interpolate } from "./texts";

function listen(form: HTMLFormElement): void {
    const bar = form.querySelector("progress");
    const buttons = form.querySelectorAll("button");

    function busy(isBusy: boolean): void {
        for (const button of buttons) button.disabled = isBusy;
        if (bar) bar.hidden = !isBusy;
    }

    function complain(text: string): void {
        busy(false);
        const told = document.createElement("p");
        told.textContent = text;
        const box = document.createElement("div");
        box.className = "message error";
        box.setAttribute("role", "alert");
        box.append(told);
        form.parentElement?.querySelector(":scope > .message.error")?.remove();
        form.before(box);
    }

    function take(request: XMLHttpRequest): void {
        if (request.status < 400 && request.responseURL) {
            location.assign(request.responseURL);
            return;
        }
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        const next = answer.querySelector("form[data-upload]");
        if (next?.querySelector("input[name=upload]")) {
            // The server keeps the file, and asks for more.
            form.parentElement?.replaceWith(document.adoptNode(next.parentElement ?? next));
            document.querySelector<HTMLInputElement>("form[data-upload] input[type=text]")?.focus();
            return;
        }
        const refused = interpolate(gettext("The server refused the package (%(status)s)."), {
            status: request.status,
        });
        complain(answer.querySelector(".message.error p")?.textContent ?? refused);
    }

    form.addEventListener("submit", (event) => {
        const file = form.querySelector<HTMLInputElement>("input[type=file]");
        if (!file?.files?.length) return;
        event.preventDefault();
        const data = new FormData(form);
        if (event.submitter instanceof HTMLButtonElement && event.submitter.name)
            data.append(event.submitter.name, event.submitter.value);
        busy(true);
        const request = new XMLHttpRequest();
        request.upload.addEventListener("progress", (sent) => {
            if (bar && sent.lengthComputable) bar.value = (sent.loaded * 100) / sent.total;
        });
        request.addEventListener("load", () => take(request));
        request.addEventListener("error", () => complain(gettext("The connection broke off. Try it again.")));
        request.open("POST", form.action);
        request.send(data);
    });
}

const form = document.querySelector<HTMLFormElement>("form[data-upload]");
if (form) listen(form);
