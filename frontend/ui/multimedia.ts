/** Files in pages: upload forms of lists of files, and one player at a time. */

import { formToken } from "./site";

/* A page that is kept for many readers holds no token of theirs: the form shows once it has the reader's own. */
if (formToken)
    for (const form of document.querySelectorAll<HTMLFormElement>("form.macro-upload")) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: "csrfmiddlewaretoken", value: formToken });
        form.append(field);
        form.hidden = false;
        const link = form.parentElement?.querySelector<HTMLElement>(".macro-upload-link");
        if (link) link.hidden = true;
    }

document.addEventListener(
    "play",
    (event) => {
        for (const player of document.querySelectorAll<HTMLMediaElement>("audio, video"))
            if (player !== event.target) player.pause();
    },
    true,
);
