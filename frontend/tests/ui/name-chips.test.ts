import { beforeEach, expect, test, vi } from "vitest";
import { namesIn, startNames } from "../../ui/name-chips";

test.each([
    ["", "people", []],
    ["ann, bob;carl  dora", "people", ["ann", "bob", "carl", "dora"]],
    ["ann, ann", "people", ["ann"]],
    ["my group, the other\nthird", "groups", ["my group", "the other", "third"]],
])("the names in %o of %s", (list, kind, names) => {
    expect(namesIn(list, kind)).toEqual(names);
});

const value = () => document.querySelector<HTMLInputElement>("input[name=who]")!.value;
const typed = () => document.querySelector<HTMLInputElement>("#who")!;
const press = (key: string) => typed().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

beforeEach(() => {
    document.body.innerHTML = `<form><label for="who">Who</label>
        <input id="who" name="who" value="ann, bob" data-names="people" data-names-at="/names" data-remove="Remove {name}"></form>`;
    startNames(document);
});

test("names can be taken out by their button and by the keyboard", () => {
    document.querySelector<HTMLElement>("[aria-label='Remove ann']")!.click();
    expect(value()).toBe("bob");
    press("Backspace");
    expect(value()).toBe("");
});

test("what is typed is taken at a comma, by Enter and when the form is sent", () => {
    typed().value = "carl,";
    typed().dispatchEvent(new Event("input"));
    typed().value = "dora";
    press("Enter");
    typed().value = "emil";
    document.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
    expect(value()).toBe("ann, bob, carl, dora, emil");
    expect(typed().value).toBe("");
});

test("a suggestion is chosen by the arrows, and Escape lets go of them all", async () => {
    const results = [
        { name: "bea", title: "Bea Moor" },
        { name: "ben", title: "Ben" },
        { name: "bob", title: "Bob" },
    ];
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ results })));
    const offered = async () => {
        typed().value = "b";
        typed().dispatchEvent(new Event("input"));
        await vi.waitFor(() => expect(document.querySelectorAll("[role=option]")).toHaveLength(2));
    };
    await offered();
    press("ArrowUp");
    press("Enter");
    expect(value()).toBe("ann, bob, ben");
    await vi.waitFor(() => expect(typed().getAttribute("aria-expanded")).toBe("false"));
    typed().value = "b";
    typed().dispatchEvent(new Event("input"));
    await vi.waitFor(() => expect(typed().getAttribute("aria-expanded")).toBe("true"));
    press("Escape");
    expect(typed().getAttribute("aria-expanded")).toBe("false");
    expect(value()).toBe("ann, bob, ben");
    vi.unstubAllGlobals();
});
