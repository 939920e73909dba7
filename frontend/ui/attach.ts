/** Attaching files: by dropping them anywhere on the screen, with a bar that shows how much has been sent. */

function start(form: HTMLFormElement): void {
    const field = form.querySelector<HTMLInputElement>('input[type="file"]')!;
    const bar = form.querySelector("progress")!;
    const screen = form.closest<HTMLElement>("main")!;

    form.addEventListener("submit", (event) => {
        if (!field.files?.length) return;
        event.preventDefault();
        const request = new XMLHttpRequest();
        const button = form.querySelector("button")!;
        button.disabled = true;
        bar.hidden = false;
        request.upload.addEventListener("progress", (sent) => {
            if (sent.lengthComputable) bar.value = (sent.loaded * 100) / sent.total;
        });
        request.addEventListener("load", () => {
            const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
            if (!answer) return failed();
            screen.replaceChildren(...answer.children);
            begin();
        });
        request.addEventListener("error", failed);
        request.open("POST", form.action);
        request.send(new FormData(form));

        function failed(): void {
            button.disabled = false;
            bar.hidden = true;
            form.querySelector<HTMLElement>("[data-failed]")!.hidden = false;
        }
    });

    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files");
    screen.ondragover = (event) => {
        if (!carries(event)) return;
        event.preventDefault();
        form.classList.add("is-over");
    };
    screen.ondragleave = (event) => {
        if (!screen.contains(event.relatedTarget as Node | null)) form.classList.remove("is-over");
    };
    screen.ondrop = (event) => {
        if (!event.dataTransfer?.files.length) return;
        event.preventDefault();
        form.classList.remove("is-over");
        field.files = event.dataTransfer.files;
        form.requestSubmit();
    };
}

function begin(): void {
    const form = document.querySelector<HTMLFormElement>("form[data-attach]");
    if (form) start(form);
}

begin();
