"""Rendering as a whole: paragraphs, limits, broken text, whole documents."""

import logging
import time
from dataclasses import replace

import pytest
from django.utils.safestring import SafeString

from tests.wiki.rendering.html_checks import unsafe_parts
from tests.wiki.rendering.known_links import KnownLinks, context
from wiki.macros.base import MacroUse
from wiki.macros.registry import MACROS
from wiki.rendering import limits
from wiki.rendering.limits import DEEPEST_MACROS, MOST_MACROS
from wiki.rendering.render import document_around, render_storage
from wiki.storage_format.parser import MAX_DEPTH


def render(storage: str) -> str:
    return str(render_storage(storage, context()))


def in_macro(name: str, body: str) -> str:
    return f'<ac:structured-macro ac:name="{name}"><ac:rich-text-body>{body}</ac:rich-text-body></ac:structured-macro>'


def test_text_that_does_not_parse_shows_its_source_and_what_is_wrong() -> None:
    rendered = render("<p>a <b>c</p><script>\x01")
    assert "line 1, column 22: the character U+0001 is not allowed" in rendered
    assert "&lt;p&gt;a &lt;b&gt;c&lt;/p&gt;&lt;script&gt;\ufffd" in rendered
    assert unsafe_parts(rendered) == []


def test_a_block_in_a_paragraph_makes_it_a_division() -> None:
    assert render("<p>a<em>b<ul><li>c</li></ul></em>d</p><p>e</p>") == (
        '<div data-element="p">a<em>b<ul><li>c</li></ul></em>d</div><p>e</p>'
    )
    assert render(f'<p class="x">a{in_macro("info", "<p>b</p>")}c</p>').startswith('<div data-element="p" class="x">a')
    assert render(f"<p>a{in_macro('excerpt', 'b')}</p>").startswith('<div data-element="p">')


def test_an_inline_macro_leaves_a_paragraph_alone() -> None:
    status = (
        '<ac:structured-macro ac:name="status"><ac:parameter ac:name="title">x</ac:parameter></ac:structured-macro>'
    )
    assert render(f"<p>a{status}b</p>").startswith("<p>a<span")
    inline = (
        '<ac:structured-macro ac:name="excerpt"><ac:parameter ac:name="atlassian-macro-output-type">INLINE'
        "</ac:parameter><ac:rich-text-body>x</ac:rich-text-body></ac:structured-macro>"
    )
    assert render(f"<p>{inline}</p>") == (
        '<p><span class="conf-macro output-inline" data-hasbody="true" data-macro-name="excerpt">x</span></p>'
    )


def test_the_deepest_document_renders() -> None:
    assert render("<div>" * MAX_DEPTH + "x" + "</div>" * MAX_DEPTH) == "<div>" * MAX_DEPTH + "x" + "</div>" * MAX_DEPTH


def test_macros_that_nest_too_deep_show_their_text() -> None:
    storage = "x"
    for _level in range(200):
        storage = in_macro("panel", storage)
    rendered = render(storage)
    assert rendered.count('class="panel ') == DEEPEST_MACROS
    assert ">x<" in rendered


def test_a_page_with_too_many_macros_says_so() -> None:
    storage = '<ac:structured-macro ac:name="anchor"/>' * (MOST_MACROS + 3)
    assert render(storage).count("this page asks for too much") == 3


def test_macros_stop_when_they_took_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SECONDS", -1.0)
    rendered = render(in_macro("info", "<p>kept</p>") * 2)
    assert rendered.count("this page asks for too much") == 2
    assert rendered.count("<p>kept</p>") == 2


def test_macros_stop_when_they_wrote_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_OUTPUT", 300)
    rendered = render(in_macro("info", "x") * 3)
    assert rendered.count("asks for too much") == 2


def test_many_tables_of_many_headings_end_soon() -> None:
    storage = '<ac:structured-macro ac:name="toc"/>' * 1000 + "<h1>a heading of some length</h1>" * 3000
    begun = time.process_time()
    render(storage)
    assert time.process_time() - begun < 30


def test_a_macro_that_fails_leaves_the_page_standing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = MACROS.find("info")
    assert found is not None

    def broken(use: MacroUse) -> SafeString:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(MACROS, "find", lambda name: replace(found, render=broken))
    with caplog.at_level(logging.ERROR):
        rendered = render(f"<p>a</p>{in_macro('info', '<p>body</p>')}<p>b</p>")
    assert rendered.startswith("<p>a</p>")
    assert rendered.endswith("<p>b</p>")
    assert "<p>body</p>" in rendered
    assert "secret" not in rendered
    assert "The macro info failed in content 1" in caplog.text


def test_bad_parameters_are_named_in_the_page() -> None:
    rendered = render(
        '<ac:structured-macro ac:name="info"><ac:parameter ac:name="icon">perhaps</ac:parameter><ac:rich-text-body>'
        "<p>body</p></ac:rich-text-body></ac:structured-macro>"
    )
    assert "icon must be true or false, not &#x27;perhaps&#x27;" in rendered
    assert "<p>body</p>" in rendered


def test_unknown_macros_are_labelled_and_show_their_body() -> None:
    assert render(in_macro("nonesuch", "<p>b</p>")) == (
        '<div class="unknown-macro conf-macro output-block" data-hasbody="true" data-macro-name="nonesuch">'
        '<span class="unknown-macro-label">Unknown macro: nonesuch</span><p>b</p></div>'
    )
    assert "A macro without a name" in render("<ac:structured-macro />")
    plain = '<ac:macro ac:name="x"><ac:plain-text-body><![CDATA[<b>]]></ac:plain-text-body></ac:macro>'
    assert "<pre>&lt;b&gt;</pre>" in render(plain)


def test_a_whole_document_has_title_style_and_body() -> None:
    document = document_around(SafeString("<p>x</p>"), "A <title>", "https://wiki.example.org")
    assert document.startswith("<!DOCTYPE html>")
    assert "<title>A &lt;title&gt;</title>" in document
    assert '<base href="https://wiki.example.org/">' in document
    assert ".confluenceTable" in document
    assert document.endswith('<body><div class="wiki-content"><p>x</p></div></body></html>')


def test_elements_of_other_kinds_show_their_text_only() -> None:
    assert render('<form><input/>a<textarea>b</textarea></form><P CLASS="x">c</P>') == 'ab<p class="x">c</p>'
    assert render("<ac:unheard>x</ac:unheard>") == '<span class="unsupported-element">Not shown: ac unheard</span>x'
    assert render("<ri:page/><ac:rich-text-body>y</ac:rich-text-body><br>z</br>") == "y<br>z"


def test_references_of_a_page_named_by_text_are_resolved_too() -> None:
    links = KnownLinks()
    storage = (
        '<ac:structured-macro ac:name="children"><ac:parameter ac:name="page">X:Far</ac:parameter>'
        "</ac:structured-macro>"
    )
    assert "The macro" in render_storage(storage, context(links))
    assert links.calls == ["pages"]
