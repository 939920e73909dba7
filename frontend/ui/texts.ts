/** The words of scripts: English in the sources, the reader's language where their page brings a translation along. */

declare global {
    // What the script /wiki/texts/… sets, which a page in another language than English loads before all others.
    var oxbowTexts: Record<string, string | string[]> | undefined;
}

/** Give a text in the reader's language. */
export function gettext(text: string): string {
    const found = globalThis.oxbowTexts?.[text];
    return typeof found === "string" ? found : text;
}

/** Give a text that depends on a number; both forms say it by "%(count)s" or another place. */
export function ngettext(one: string, many: string, count: number): string {
    const found = globalThis.oxbowTexts?.[one];
    if (!Array.isArray(found)) return count === 1 ? one : many;
    return found[pluralForm(count, found.length)] ?? many;
}

/** Fill the places "%(name)s" of a text. */
export function interpolate(text: string, values: Record<string, string | number>): string {
    return text.replace(/%\((\w+)\)s/g, (place, name: string) => String(values[name] ?? place));
}

function pluralForm(count: number, forms: number): number {
    const rules = new Intl.PluralRules(document.documentElement.lang || "en");
    const order = rules.resolvedOptions().pluralCategories;
    const inOrder = ["zero", "one", "two", "few", "many", "other"].filter((each) => (order as string[]).includes(each));
    return Math.min(Math.max(inOrder.indexOf(rules.select(count)), 0), forms - 1);
}
