import { afterEach, expect, it } from "vitest";
import { gettext, interpolate, ngettext } from "../../ui/texts";

afterEach(() => {
    globalThis.oxbowTexts = undefined;
    document.documentElement.lang = "";
});

it("says everything in English where the page brings no other words", () => {
    expect(gettext("Close")).toBe("Close");
    expect(ngettext("one page", "%(count)s pages", 1)).toBe("one page");
    expect(interpolate(ngettext("one page", "%(count)s pages", 3), { count: 3 })).toBe("3 pages");
});

it("takes the words of the page, with the forms for numbers that its language has", () => {
    document.documentElement.lang = "de";
    globalThis.oxbowTexts = { Close: "Schließen", "one page": ["eine Seite", "%(count)s Seiten"] };
    expect(gettext("Close")).toBe("Schließen");
    expect(gettext("Open")).toBe("Open");
    expect(ngettext("one page", "%(count)s pages", 1)).toBe("eine Seite");
    expect(interpolate(ngettext("one page", "%(count)s pages", 0), { count: 0 })).toBe("0 Seiten");
});

it("knows that nought and one are alike in French, and that Polish has more forms", () => {
    document.documentElement.lang = "fr";
    globalThis.oxbowTexts = { "one page": ["%(count)s page", "%(count)s pages"] };
    expect(ngettext("one page", "%(count)s pages", 0)).toBe("%(count)s page");
    expect(ngettext("one page", "%(count)s pages", 1_000_000)).toBe("%(count)s pages");
    document.documentElement.lang = "pl";
    globalThis.oxbowTexts = { "one page": ["strona", "strony", "stron"] };
    expect([1, 2, 5, 22].map((count) => ngettext("one page", "%(count)s pages", count))).toEqual([
        "strona",
        "strony",
        "stron",
        "strony",
    ]);
});

it("leaves a place alone for which there is no value", () => {
    expect(interpolate("%(a)s of %(b)s", { a: 1 })).toBe("1 of %(b)s");
});
