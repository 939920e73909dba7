"""Comparing two rendered pages."""

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wiki.rendering.comparison import compared

VOID = {"img", "br", "hr", "input"}


def both(old: str, new: str) -> str:
    """Give the page with its marks."""
    return "".join(block.both for block in compared(old, new))


class Balance(HTMLParser):
    """Checks that each element ends in the one that it began in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the innermost element."""
        assert self.open and self.open.pop() == tag


def letters(html: str) -> str:
    """Give all that is text, without blanks."""
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]*>", "", html)))


def is_balanced(html: str) -> bool:
    """Say whether all elements that begin end in their order."""
    balance = Balance()
    balance.feed(html)
    balance.close()
    return not balance.open


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>one two three</p>", "<p>one 2 three</p>", "<p>one <del>two</del><ins>2</ins> three</p>"),
        ("<p>a b</p>", "<p>a <strong>b</strong></p>", "<p>a <del>b</del><ins><strong>b</strong></ins></p>"),
        ("<p>same</p>", '<p id="x">same</p>', "<p>same</p>"),
        ("<p>a</p><p>b b</p>", "<p>a</p>", '<p>a</p><p class="diff-removed"><del>b b</del></p>'),
        (
            "<ul><li>one</li><li>two</li></ul>",
            "<ul><li>one</li><li>new</li><li>two</li></ul>",
            '<ul><li>one</li><li class="diff-added"><ins>new</ins></li><li>two</li></ul>',
        ),
        (
            "<table><tbody><tr><td>a b c</td><td>1</td></tr></tbody></table>",
            "<table><tbody><tr><td>a b d</td><td>1</td></tr></tbody></table>",
            "<table><tbody><tr><td>a b <del>c</del><ins>d</ins></td><td>1</td></tr></tbody></table>",
        ),
        (
            '<p>see <img src="/a.png"> it</p>',
            '<p>see <img src="/b.png"> it</p>',
            '<p>see <del><img src="/a.png"></del><ins><img src="/b.png"></ins> it</p>',
        ),
        ("<p>1 &lt; 2</p>", "<p>1 &lt; 3</p>", "<p>1 &lt; <del>2</del><ins>3</ins></p>"),
        ("", "<p>first</p>", '<p class="diff-added"><ins>first</ins></p>'),
    ],
)
def test_what_changed_is_marked(old: str, new: str, expected: str):
    assert both(old, new) == expected


def test_versions_stand_beside_each_other():
    first, second = compared("<p>one two three</p><p>gone for good</p>", "<p>one three</p>")
    assert (first.kind, first.before, first.after) == (
        "changed",
        "<p>one <del>two </del>three</p>",
        "<p>one three</p>",
    )
    assert (second.kind, second.after) == ("removed", "")


_text = some.text(some.sampled_from("ab <&>\"'é"), max_size=8)


def _markup(children: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    tags = some.sampled_from(["p", "div", "ul", "li", "strong", "em", "a", "td", "h2", "span", "blockquote"])
    return some.builds(lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag}>", tags, some.lists(children, max_size=3))


pages = some.recursive(
    _text.map(escape) | some.just('<img src="x">'),
    _markup,
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(pages, pages)
def test_whatever_is_compared_stays_well_formed_and_keeps_its_words(old: str, new: str):
    blocks = compared(old, new)
    for side in ("both", "before", "after"):
        assert all(is_balanced(getattr(block, side)) for block in blocks)
    after, before = ("".join(getattr(block, side) for block in blocks) for side in ("after", "before"))
    assert (letters(before), letters(after)) == (letters(old), letters(new))
