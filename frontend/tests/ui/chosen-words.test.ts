import { describe, expect, it } from "vitest";
import { chosenIn } from "../../ui/chosen-words";

function chosen(html: string, from: [string, number], to: [string, number]) {
    const root = document.createElement("div");
    root.innerHTML = html;
    document.body.replaceChildren(root, document.createTextNode("outside"));
    const range = document.createRange();
    range.setStart(root.querySelector(from[0])!.firstChild!, from[1]);
    range.setEnd(root.querySelector(to[0])!.firstChild!, to[1]);
    return { root, range, found: chosenIn(root, range) };
}

describe("the words that somebody chose", () => {
    it("are told apart from the same words elsewhere, whatever the white space", () => {
        const { found } = chosen("<p>a boat,</p><p id='b'>one  boat</p><p>boats</p>", ["#b", 5], ["#b", 9]);
        expect(found).toEqual({ words: "boat", index: 1, count: 3, ahead: "aboat,one", behind: "boats" });
    });
    it("may reach over elements", () => {
        const { found } = chosen("<p><i>one</i> <b>two</b></p>", ["i", 1], ["b", 2]);
        expect(found).toMatchObject({ words: "ne tw", index: 0, count: 1, ahead: "o", behind: "o" });
    });
    it("are none where nothing is chosen, or only blanks, or something outside", () => {
        expect(chosen("<p>one</p>", ["p", 1], ["p", 1]).found).toBeNull();
        expect(chosen("<p>a  b</p>", ["p", 1], ["p", 3]).found).toBeNull();
        const { root, range } = chosen("<p>one</p>", ["p", 0], ["p", 3]);
        range.setEnd(document.body, document.body.childNodes.length);
        expect(chosenIn(root, range)).toBeNull();
    });
});
