/** Whether the page is shown light or dark: what somebody chose here, or what their system says. */

const root = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

export const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches);

/** Runs something whenever light becomes dark, or dark light. */
export function onThemeChange(run: () => void): void {
    let wasDark = isDark();
    const compare = () => {
        if (wasDark === isDark()) return;
        wasDark = isDark();
        run();
    };
    prefersDark.addEventListener("change", compare);
    new MutationObserver(compare).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
}
