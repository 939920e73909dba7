/** The preview beside the text, without leaving the page. */

import { post } from "./server";
import { gettext } from "./texts";

/** Show how the form's text will look.
 *
 * Throws what server.ts throws.
 */
export async function showPreview(form: HTMLFormElement): Promise<void> {
    const preview = document.getElementById("preview");
    const body = preview?.querySelector("[data-preview-body]");
    if (!preview || !body) return;
    const answer = await post(form.dataset.preview ?? "", new FormData(form));
    body.innerHTML = await answer.text();
    preview.hidden = false;
    preview.scrollIntoView({ block: "nearest" });
}

/** Let the button "Preview" do that; `flush` puts the text into the form. */
export function previewInPlace(form: HTMLFormElement, flush: () => void): void {
    form.addEventListener(
        "submit",
        (event) => {
            flush();
            if ((event.submitter as HTMLButtonElement | null)?.name !== "preview") return;
            event.preventDefault();
            event.stopImmediatePropagation();
            showPreview(form).catch((error: unknown) => {
                const reason = error instanceof Error ? error.message : "";
                form.querySelector("[data-draft-state]")!.textContent =
                    `${gettext("The preview could not be made.")} ${reason}`;
            });
        },
        true,
    );
}
