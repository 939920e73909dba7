/** Frames with HTML of people: each says how high it is, and gets no more than that. */

const LOWEST = 24;
const HIGHEST = 4000;

addEventListener("message", (event: MessageEvent<{ oxbowHeight?: unknown } | null>) => {
    const height = event.data?.oxbowHeight;
    if (typeof height !== "number" || !(height >= 0)) return;
    for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe.html-frame:not([data-fixed])")) {
        if (frame.contentWindow === event.source) {
            frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(height)))}px`;
        }
    }
});
