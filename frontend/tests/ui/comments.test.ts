import { beforeEach, expect, test } from "vitest";
import { draftsIn, draftsOf, keepDraft } from "../../ui/comment-drafts";
import { takeIn } from "../../ui/comment-threads";
import { purposeOf, storageOfTyped } from "../../ui/comment-writing";

beforeEach(() => {
    localStorage.clear();
    document.body.innerHTML = "";
});

test("what was typed before the editor came is storage format", () => {
    expect(storageOfTyped("")).toBe("");
    expect(storageOfTyped(" a < b & c\r\nd\n\n \ne ")).toBe("<p>a &lt; b &amp; c<br />d</p><p>e</p>");
});

test("a draft is kept for its page and purpose until it is taken away", () => {
    keepDraft("7", "new", { storage: "<p>a</p>", people: { key: "Ann" } });
    keepDraft("7", "reply-3", { storage: "<p>b</p>", people: {} });
    expect(draftsOf("8")).toEqual({});
    expect(draftsOf("7").new).toMatchObject({ storage: "<p>a</p>", people: { key: "Ann" } });
    keepDraft("7", "new", null);
    expect(Object.keys(draftsOf("7"))).toEqual(["reply-3"]);
    keepDraft("7", "reply-3", null);
    expect(localStorage.length).toBe(0);
});

test("what is old, or no draft, is left out", () => {
    const day = 86_400_000;
    const kept = { new: { storage: "<p>a</p>", people: {}, time: 40 * day }, odd: 3, bare: { storage: 1 } };
    expect(Object.keys(draftsIn(JSON.stringify(kept), 50 * day))).toEqual(["new"]);
    expect(draftsIn(JSON.stringify(kept), 80 * day)).toEqual({});
    for (const broken of [null, "", "{", "[]", "3", "null"]) expect(draftsIn(broken, 0)).toEqual({});
});

test("a form says what it is for", () => {
    const form = document.createElement("form");
    expect(purposeOf(form)).toBe("new");
    form.innerHTML = '<input name="parentId" value="4">';
    expect(purposeOf(form)).toBe("reply-4");
    form.innerHTML = '<input name="commentId" value="5">';
    expect(purposeOf(form)).toBe("edit-5");
    form.id = "new-inline-comment";
    expect(purposeOf(form)).toBe("");
});

const comment = (id: number, text: string, replies = "") =>
    `<li class="comment" id="comment-${id}"><div class="comment-box">${text}</div>${replies}</li>`;
const below = (count: number, list: string) =>
    `<details class="replies" open><summary>${count} replies</summary><ol class="thread">${list}</ol></details>`;
const section = (list: string) => `<section id="comments"><h2 id="comments-head">Comments</h2>${list}</section>`;

function fresh(html: string): DocumentFragment {
    const made = document.createElement("template");
    made.innerHTML = html;
    return made.content;
}

test("new comments come into the page, the others stay the elements that they were", () => {
    document.body.innerHTML = section(`<ol class="thread">${comment(1, "one")}</ol>`);
    const first = document.getElementById("comment-1");
    const page = section(
        `<ol class="thread">${comment(1, "one", below(2, comment(2, "two") + comment(3, "three")))}${comment(4, "four")}</ol>`,
    );
    takeIn(fresh(page), 0);
    expect(document.getElementById("comment-1")).toBe(first);
    expect([...document.querySelectorAll("#comments .comment")].map((one) => one.id)).toEqual([
        "comment-1",
        "comment-2",
        "comment-3",
        "comment-4",
    ]);
    const more = below(3, comment(2, "two") + comment(3, "three") + comment(5, "five"));
    takeIn(fresh(section(`<ol class="thread">${comment(1, "one", more)}</ol>`)), 0);
    expect(first?.querySelector("summary")?.textContent).toBe("3 replies");
    expect(first?.querySelectorAll(".thread > .comment").length).toBe(3);
});

test("the first comment of a page, and one that was edited, come in", () => {
    document.body.innerHTML = section("");
    takeIn(fresh(section(`<ol class="thread">${comment(1, "one")}</ol>`)), 0);
    expect(document.querySelector("#comments > .thread")?.textContent).toBe("one");
    takeIn(fresh(section(`<ol class="thread">${comment(1, "other")}</ol>`)), 1);
    expect(document.querySelector("#comments > .thread")?.textContent).toBe("other");
});
