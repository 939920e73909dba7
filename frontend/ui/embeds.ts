/** Loads images and frames of other sites once the reader asks for them. Without this they are links. */

import { around, isPlain } from "./clicks";
import { gettext, interpolate, ngettext } from "./texts";

const IMAGES = ".waiting-image[data-image-origin]";

function showImage(waiting: HTMLElement): void {
    const given = waiting.dataset;
    const image = document.createElement("img");
    image.referrerPolicy = "no-referrer";
    image.alt = given.imageAlt ?? "";
    image.className = given.imageClass ?? "";
    if (given.imageTitle) image.title = given.imageTitle;
    if (given.imageWidth) image.width = Number(given.imageWidth);
    if (given.imageHeight) image.height = Number(given.imageHeight);
    if (given.imageStyle) image.style.cssText = given.imageStyle;
    image.addEventListener(
        "error",
        () => {
            waiting.classList.remove("waiting-image");
            waiting.append(" (could not be loaded)");
            image.replaceWith(waiting);
        },
        { once: true },
    );
    waiting.replaceWith(image);
    image.src = given.imageSrc ?? "";
}

function showFrame(waiting: HTMLElement): void {
    const given = waiting.dataset;
    const inner = document.createElement("iframe");
    inner.className = "external-frame";
    inner.title = given.frameTitle ?? "";
    // An empty attribute allows nothing: what the server did not name stays forbidden.
    inner.setAttribute("sandbox", given.frameSandbox ?? "");
    inner.referrerPolicy = (given.frameReferrer ?? "no-referrer") as ReferrerPolicy;
    inner.allow = "fullscreen";
    if (given.frameWidth) inner.width = given.frameWidth;
    if (given.frameHeight) inner.height = given.frameHeight;
    inner.src = given.frameSrc ?? "";
    waiting.replaceWith(inner);
    inner.focus();
}

document.addEventListener("click", (event) => {
    const waiting = isPlain(event) && around<HTMLElement>(event.target, "a.waiting-image, a.waiting-frame");
    if (!waiting) return;
    event.preventDefault();
    if (waiting.matches(IMAGES)) showImage(waiting);
    else showFrame(waiting);
});

/** One button for all, as images in links can't be clicked on themselves. */
function offerAll(content: HTMLElement): void {
    const waiting = content.querySelectorAll<HTMLElement>(IMAGES);
    if (!waiting.length || (waiting.length === 1 && waiting[0]!.matches("a"))) return;
    const hosts = [...new Set([...waiting].map((one) => new URL(one.dataset.imageOrigin!).host))];
    const offer = document.createElement("p");
    offer.className = "image-offer";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = interpolate(ngettext("Show the image", "Show all %(count)s images", waiting.length), {
        count: waiting.length,
    });
    button.addEventListener("click", () => {
        content.querySelectorAll<HTMLElement>(IMAGES).forEach(showImage);
        offer.remove();
    });
    const from =
        hosts.length === 1
            ? hosts[0]!
            : interpolate(ngettext("%(count)s other site", "%(count)s other sites", hosts.length), {
                  count: hosts.length,
              });
    offer.append(`${interpolate(gettext("Images from %(from)s are not loaded."), { from })} `, button);
    content.prepend(offer);
}

document.querySelectorAll<HTMLElement>(".wiki-content").forEach(offerAll);
