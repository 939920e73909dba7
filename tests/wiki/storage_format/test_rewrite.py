"""Renaming and moving: references are changed in place, and every other byte stays."""

import pytest

from wiki.storage_format.nodes import Element
from wiki.storage_format.parser import parse
from wiki.storage_format.references import PageReference
from wiki.storage_format.rewrite import (
    pin_relative_links,
    retarget_attachment,
    retarget_blogpost_links,
    retarget_page_links,
    rewritten,
    set_attribute,
)
from wiki.storage_format.serializer import write


def renamed(text: str, new_space: str = "DS", new_title: str = 'New & "title"', own: str = "DS") -> str:
    return rewritten(text, lambda tree: retarget_page_links(tree, {("ds", "old title"): (new_space, new_title)}, own))


def test_every_reference_to_a_page_follows_a_rename() -> None:
    text = (
        "<p>&nbsp;<ac:link  ac:anchor='x'><ri:page\n ri:content-title = 'old  title'/></ac:link></p >"
        '<ac:image><ri:attachment ri:filename="f"><ri:page ri:content-title="Old Title" /></ri:attachment></ac:image>'
        '<ac:structured-macro ac:name="include"><ac:parameter ac:name=""><ri:page ri:space-key="ds" '
        'ri:content-title="Old Title" /></ac:parameter></ac:structured-macro>'
        '<ri:page ri:space-key="X" ri:content-title="Old Title" /><ri:page ri:content-title="Old Title 2" />'
    )
    assert renamed(text) == (
        "<p>&nbsp;<ac:link  ac:anchor='x'><ri:page\n ri:content-title = 'New &amp; \"title\"'/></ac:link></p >"
        '<ac:image><ri:attachment ri:filename="f"><ri:page ri:content-title="New &amp; &quot;title&quot;" />'
        '</ri:attachment></ac:image><ac:structured-macro ac:name="include"><ac:parameter ac:name="">'
        '<ri:page ri:space-key="ds" ri:content-title="New &amp; &quot;title&quot;" /></ac:parameter>'
        '</ac:structured-macro><ri:page ri:space-key="X" ri:content-title="Old Title" />'
        '<ri:page ri:content-title="Old Title 2" />'
    )


def test_nothing_to_change_gives_the_same_object() -> None:
    text = '<p><ri:page ri:content-title="Other"/></p>'
    assert renamed(text) is text
    same = '<ri:page ri:content-title="Old Title"/>'
    assert renamed(same, new_title="Old Title") is same


@pytest.mark.parametrize(
    ("own", "before", "after"),
    [
        ("DS", '<ri:page ri:content-title="Old Title"/>', '<ri:page ri:space-key="Y" ri:content-title="T"/>'),
        (
            "X",
            '<ri:page ri:space-key="DS" ri:content-title="Old Title"/>',
            '<ri:page ri:space-key="Y" ri:content-title="T"/>',
        ),
        (
            "Y",
            '<ri:page ri:content-title="Old Title" ri:space-key="DS"/>',
            '<ri:page ri:content-title="T" ri:space-key="Y"/>',
        ),
        (
            "DS",
            '<ri:page ri:space-key="currentSpace()" ri:content-title="Old Title"/>',
            '<ri:page ri:space-key="Y" ri:content-title="T"/>',
        ),
        ("X", '<ri:page ri:content-title="Old Title"/>', '<ri:page ri:content-title="Old Title"/>'),
    ],
)
def test_links_follow_a_move_to_another_space(own: str, before: str, after: str) -> None:
    assert renamed(before, "Y", "T", own) == after


def test_blog_posts_are_told_apart_by_their_day() -> None:
    text = (
        '<ri:blog-post ri:content-title="N" ri:posting-day="2014/02/13"/>'
        '<ri:blog-post ri:content-title="N" ri:posting-day="2014/02/14"/><ri:page ri:content-title="N"/>'
    )
    changed = rewritten(
        text, lambda tree: retarget_blogpost_links(tree, {("ds", "n"): ("DS", "M")}, "DS", "2014/02/13")
    )
    assert changed == text.replace('"N"', '"M"', 1)


def test_relative_links_are_pinned_when_their_document_leaves() -> None:
    text = (
        '<ri:page ri:content-title="A"/><ri:page ri:content-title="B"/><ri:page ri:space-key="X" '
        'ri:content-title="C"/><ri:page ri:content-title="@self"/><ri:page/>'
        '<ri:blog-post ri:content-title="D" ri:posting-day="2014/02/13"/>'
    )
    changed = rewritten(text, lambda tree: pin_relative_links(tree, "DS", lambda found: found.title == "B"))
    assert changed == text.replace(
        '<ri:page ri:content-title="A"/>', '<ri:page ri:space-key="DS" ri:content-title="A"/>'
    ).replace('<ri:blog-post ri:content-title="D"', '<ri:blog-post ri:space-key="DS" ri:content-title="D"')
    assert rewritten("<p/>", lambda tree: pin_relative_links(tree, "DS")) == "<p/>"


def test_files_follow_a_rename_and_a_move() -> None:
    text = (
        '<ri:attachment ri:filename="A.png"/><ri:attachment ri:filename="a.png"><ri:page ri:content-title="P"/>'
        '</ri:attachment><ri:attachment ri:filename="b.png"/>'
    )
    renamed_text = rewritten(text, lambda tree: retarget_attachment(tree, "a.png", "c.png", lambda held: held is None))
    assert renamed_text == text.replace("A.png", "c.png")
    moved = rewritten(
        text,
        lambda tree: retarget_attachment(tree, "a.png", "A.png", lambda held: held is None, PageReference("Q", "X")),
    )
    assert moved.startswith(
        '<ri:attachment ri:filename="A.png"><ri:page ri:space-key="X" ri:content-title="Q" /></ri:attachment>'
    )
    here = rewritten(
        text,
        lambda tree: retarget_attachment(
            tree, "a.png", "a.png", lambda held: held == PageReference("P"), PageReference("Q")
        ),
    )
    assert '<ri:attachment ri:filename="a.png"><ri:page ri:content-title="Q" /></ri:attachment>' in here


def test_an_attribute_that_only_looks_like_the_one_meant_stays() -> None:
    text = """<ri:page title=" ri:content-title='no'" ri:content-title='yes' x:ri="" />""".replace("x:ri", "data-x")
    tree = parse(text)
    (element,) = tree.children
    assert isinstance(element, Element)
    assert set_attribute(element, "ri:content-title", "it's")
    assert write(tree) == text.replace("'yes'", "'it&apos;s'")
    assert not set_attribute(element, "ri:content-title", "it's")
    assert set_attribute(element, "class", "a\nb")
    assert parse(write(tree)).children[0].get("class") == "a\nb"  # type: ignore[union-attr]
