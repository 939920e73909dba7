import { describe, expect, it } from "vitest";
import { idsOf, withFirst } from "../../ui/viewed";

describe("what was viewed last", () => {
    it("is a bounded list of ids, each once", () => {
        expect(withFirst(3, [1, 3, 2])).toEqual([3, 1, 2]);
        expect(
            withFirst(
                99,
                Array.from({ length: 10 }, (_, number) => number + 1),
            ),
        ).toHaveLength(10);
        expect(idsOf("5,x,-1,<b>,7,")).toEqual([5, 7]);
        expect(idsOf(null)).toEqual([]);
    });
});
