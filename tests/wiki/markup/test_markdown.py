"""Markdown becomes storage format."""

import time

import pytest
from hypothesis import given, settings
from markdown_it.parser_inline import ParserInline

from tests.wiki.markup.cases import Case, cases
from tests.wiki.markup.generated import MARKDOWN
from wiki.markup import markdown
from wiki.markup.errors import MarkupTooLong
from wiki.markup.markdown import convert_markdown
from wiki.markup.writing import clean
from wiki.rendering.elements import ALLOWED
from wiki.storage_format.parser import MAX_LENGTH, parse
from wiki.storage_format.visit import walk_elements


def converted(text: str) -> str:
    storage = convert_markdown(text)
    parse(storage)
    return storage


@pytest.mark.parametrize("case", cases("markdown"), ids=lambda case: case.title)
def test_case(case: Case):
    assert converted(case.markup) == case.storage


@given(MARKDOWN)
@settings(max_examples=300, deadline=None)
def test_every_text_becomes_well_formed_storage_format(text: str):
    tree = parse(convert_markdown(text))
    for element in walk_elements(tree):
        assert element.tag in ALLOWED or element.tag.startswith(("ac:", "ri:"))
        assert not [name for name in element.attributes if name.startswith("on")]
        assert not element.get("href").strip().lower().startswith(("javascript:", "data:", "vbscript:"))


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_cleaning_once_is_enough(text: str):
    assert convert_markdown(clean(text)) == convert_markdown(text)


SIGNS = '[ ![ * _ ` ~~ < ( [a]( [a][ > - | # \\ & **a a* <b> <b <!-- <![CDATA[ <? [^a] 1. http:// www. a@b.c <a"= ![]('
LINES = [
    "> ",
    "- a\n",
    "a\n",
    "|-|-\n",
    "[^a]: b\n",
    "[a]: b\n",
    "*a _b ",
    "<b>\n\n",
    "- [ ] a\n",
    "<img src=a>",
    "<!-- ",
    "{a:",
    "http://!",
]


@pytest.mark.parametrize("unit", [*SIGNS.split(), *LINES])
def test_time_grows_with_the_length_only(unit: str):
    def seconds(text: str) -> float:
        began = time.process_time()
        convert_markdown(text)
        return time.process_time() - began

    small, large = unit * (2_000 // len(unit)), unit * 8 * (2_000 // len(unit))
    seconds(small)
    limit = 25 * min(seconds(small) for _ in range(2)) + 0.05
    # Eight times the text: a quadratic reader takes 64 times as long. A busy machine gets a second chance.
    assert seconds(large) < limit or seconds(large) < limit


BRACKETS = ["[", "[^", "![", "^[", "[a*b*", "[ `c` "]


@pytest.mark.parametrize("unit", BRACKETS)
@pytest.mark.parametrize("end", ["", "]", "](b)"])
def test_brackets_that_are_never_closed_take_a_step_for_each_character(
    unit: str, end: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(markdown, "_SPARE_STEPS", 100)
    steps = []
    read = ParserInline.skipToken
    monkeypatch.setattr(ParserInline, "skipToken", lambda self, state: steps.append(1) or read(self, state))
    text = unit * (6000 // len(unit)) + end
    converted(text)
    assert len(steps) <= len(text) + 100


def test_a_footnote_may_stand_in_its_line():
    storage = converted("a^[one *note*] b^[two]")
    assert storage.count("<sup>") == 2
    assert "one <em>note</em>" in storage and "two" in storage


@pytest.mark.parametrize("unit", ["[a](b)\n", "[![a](b)](c) ", "[**a** *b* `c`](d)\n", "[a *b* c *d* e](f) "])
def test_links_are_all_found_however_many(unit: str):
    assert converted(unit * 300).count("<a href=") == 300


@pytest.mark.parametrize("text", [">" * 3000 + "a", "- " * 3000 + "a", "<b>" * 3000 + "a" + "</b>" * 3000, "![" * 3000])
def test_deep_nesting(text: str):
    converted(text)


def test_what_is_too_long_is_refused():
    with pytest.raises(MarkupTooLong, match="at most"):
        convert_markdown("a" * (MAX_LENGTH + 1))
