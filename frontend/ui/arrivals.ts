/** Parts of the page that are there, and those that a preview or a reading of more brings later. */

/** Runs something with the page, and with each part that comes into its main column, unless it comes into `except`. */
export function onArrival(prepare: (part: ParentNode) => void, except: string): void {
    prepare(document);
    new MutationObserver((changes) => {
        for (const node of changes.flatMap((change) => [...change.addedNodes]))
            if (node instanceof Element && !node.closest(except)) prepare(node.parentElement ?? node);
    }).observe(document.getElementById("main") ?? document.body, { childList: true, subtree: true });
}
