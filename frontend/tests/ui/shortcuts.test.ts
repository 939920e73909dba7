import { beforeEach, describe, expect, it } from "vitest";
import "../../ui/shortcuts";

const pressed: string[] = [];

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}): void {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

describe("shortcuts", () => {
    beforeEach(() => {
        localStorage.clear();
        pressed.length = 0;
        document.body.innerHTML =
            '<button data-key="e"></button><button data-key="g d"></button><button data-key="d"></button><input>';
        for (const button of document.querySelectorAll<HTMLElement>("button")) {
            button.addEventListener("click", () => pressed.push(button.dataset.key!));
        }
    });

    it("press what carries the key", () => {
        press("e");
        press("x");
        expect(pressed).toEqual(["e"]);
    });

    it("follow one another", () => {
        press("g");
        press("d");
        press("d");
        expect(pressed).toEqual(["g d", "d"]);
    });

    it("leave alone who writes, and keys with others held", () => {
        press("e", document.querySelector("input")!);
        press("e", document.body, { ctrlKey: true });
        expect(pressed).toEqual([]);
    });

    it("can be switched off", () => {
        localStorage.setItem("oxbow-shortcuts", "off");
        press("e");
        expect(pressed).toEqual([]);
    });
});
