"""The heads of Markdown files."""

import pytest

from wiki.markup.front_matter import LONGEST, split_front_matter


def test_values_are_the_texts_that_are_written() -> None:
    head = split_front_matter(
        "---\nTitle: >-\n  Two\n  lines\nversion: 1.10\ndate: 2020-01-02\nflag: no\nnone: ~\nquoted: '~'\n"
        'tags:\n- a\n- b # c\nmore: [c, "d, e"]\ndeep: {x: [1]}\n---\nText\n'
    )
    assert head.values == {
        "title": ["Two lines"],
        "version": ["1.10"],
        "date": ["2020-01-02"],
        "flag": ["no"],
        "none": [""],
        "quoted": ["~"],
        "tags": ["a", "b"],
        "more": ["c", "d, e"],
        "deep": [],
    }
    assert (head.text, head.problem) == ("Text\n", "")


def test_of_a_head_that_is_no_yaml_the_plain_lines_are_read() -> None:
    head = split_front_matter("---\ntitle: Setup: how to\ntags: [a, b]\nauthor: Anna\n---\nText")
    assert head.values == {"title": ["Setup: how to"], "author": ["Anna"]}
    assert "line 2" in head.problem and head.text == "Text"


@pytest.mark.parametrize("between", ["Words of a text.\n", "- item\n", "", "[" * LONGEST, "\x01: a\n"])
def test_what_stands_between_two_rules_is_text_where_it_names_nothing(between: str) -> None:
    whole = f"---\n{between}\n---\nText"
    assert split_front_matter(whole).text == whole


def test_tags_make_no_objects_and_aliases_multiply_nothing() -> None:
    assert split_front_matter("---\na: !!python/object/apply:os.getcwd []\n---\n").values == {"a": []}
    bomb = "".join(f"l{n}: &l{n} [{f'*l{n - 1}, ' * 9}]\n" for n in range(1, 30))
    head = split_front_matter(f"---\ntitle: Bomb\nl0: &l0 [x]\n{bomb}---\nText")
    assert head.values == {"title": ["Bomb"]} and "aliases" in head.problem


def test_a_head_that_is_too_deep_is_read_by_its_lines() -> None:
    head = split_front_matter(f"---\ntitle: Deep\na: {'[' * 5000}\n---\nText")
    assert head.values == {"title": ["Deep"]} and head.problem


def test_a_head_may_be_toml() -> None:
    head = split_front_matter('+++\ntitle = "A"\ntags = ["b", "c"]\nweight = 3\n+++\nText')
    assert head.values == {"title": ["A"], "tags": ["b", "c"], "weight": ["3"]} and head.text == "Text"
