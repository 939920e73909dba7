import { expect, test } from "vitest";
import { inTurn } from "../../editor/in-turn";

test("work for a page without a draft goes one after another, also after a failure", async () => {
    const done: string[] = [];
    let draft = "";
    const first = inTurn(false, async () => {
        await new Promise((ready) => setTimeout(ready, 5));
        draft = "7";
        done.push("first");
        throw new Error("refused");
    });
    const second = inTurn(false, async () => done.push(`second of draft ${draft}`));
    await expect(first).rejects.toThrow("refused");
    await second;
    expect(done).toEqual(["first", "second of draft 7"]);
});
