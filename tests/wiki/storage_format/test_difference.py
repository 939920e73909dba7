"""What differs between two texts."""

import time

from wiki.storage_format.difference import MOST_LINES, Piece, difference, readable_lines


def test_the_same_texts():
    assert difference(["a", "b"], ["a", "b"]).is_empty


def test_words_in_a_changed_line():
    [row] = difference(["the quick brown fox"], ["the slow brown fox"]).rows
    assert (row.kind, row.old_number, row.new_number) == ("changed", 1, 1)
    assert row.old == [Piece("the "), Piece("quick", True), Piece(" brown fox")]
    assert row.new == [Piece("the "), Piece("slow", True), Piece(" brown fox")]


def test_lines_put_in_and_taken_out():
    found = difference(["a", "b", "c"], ["a", "c", "d"])
    assert [(row.kind, row.old_number, row.new_number) for row in found.rows] == [
        ("same", 1, 1),
        ("removed", 2, 0),
        ("same", 3, 2),
        ("added", 0, 3),
    ]
    assert (found.added, found.removed) == (1, 1)


def test_what_is_far_from_a_change_is_left_out():
    old = [f"line {number}" for number in range(100)]
    rows = difference(old, [*old[:50], "new", *old[50:]]).rows
    assert [row.kind for row in rows] == ["gap", "same", "same", "same", "added", "same", "same", "same"]


def test_storage_format_in_one_line_is_parted_where_blocks_end():
    assert readable_lines("<p>a</p><ul><li>b</li></ul><p>c</p>") == [
        "<p>a</p>",
        "<ul>",
        "<li>b</li>",
        "</ul>",
        "<p>c</p>",
    ]


def test_the_cost_is_bounded():
    started = time.monotonic()
    long = difference([f"{n} x" for n in range(40_000)], [f"{n} y" for n in range(40_000)])
    difference(["word " * 200_000], ["other " * 200_000])
    difference(["same"] * MOST_LINES, ["same", "x"] * (MOST_LINES // 2))
    assert long.is_coarse
    assert time.monotonic() - started < 30
