/** The reference of macros: what is typed leaves those that hold all the words. */

function listen(filter: HTMLInputElement): void {
    const entries = [...document.querySelectorAll<HTMLElement>("[data-macro-entry]")];
    const families = [...document.querySelectorAll<HTMLElement>("[data-macro-family]")];
    const none = document.getElementById("macro-filter-none");
    filter.closest("[hidden]")?.removeAttribute("hidden");
    filter.addEventListener("input", () => {
        const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
        for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.words?.includes(word));
        for (const family of families) family.hidden = !family.querySelector("[data-macro-entry]:not([hidden])");
        if (none) none.hidden = entries.some((entry) => !entry.hidden);
    });
}

const filter = document.querySelector<HTMLInputElement>("#macro-filter");
if (filter) listen(filter);
