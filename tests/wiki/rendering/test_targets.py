"""One page for each target: as a fragment, in a mail, to print, and as plain text."""

from pathlib import Path

import pytest
from django.test import override_settings
from lxml import html

from accounts.actor import Actor
from tests.factories.wiki import again, make_attachment, make_page
from tests.wiki.rendering.known_links import context
from wiki.macros.base import Target
from wiki.models import Space
from wiki.rendering.mail import for_mail
from wiki.rendering.plain import plain_text
from wiki.rendering.render import render_storage
from wiki.rendering.shown import rendered_fragment, rendered_mail, rendered_print, rendered_text

CASES = Path(__file__).parents[2] / "cases" / "targets"
ADDRESS = "https://wiki.example.org/display/DS/My+Page"
ENDINGS = {target: "txt" if target is Target.TEXT else "html" for target in Target if target is not Target.PAGE}


def shown(storage: str, target: Target) -> str:
    """Render for a target."""
    body = render_storage(storage, context(target=target))
    if target is Target.MAIL:
        return for_mail(body, ADDRESS)
    return plain_text(body, ADDRESS) if target is Target.TEXT else body


@pytest.mark.parametrize("target", ENDINGS)
def test_a_page_is_shown_as_recorded(target: Target) -> None:
    storage = (CASES / "sample.xml").read_text(encoding="utf-8")
    recorded = CASES / f"sample.{target.value}.{ENDINGS[target]}"
    assert shown(storage, target) == recorded.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", [Target.MAIL, Target.PDF, Target.WORD])
def test_nothing_waits_for_a_click_where_nobody_can_click(target: Target) -> None:
    tree = html.fragment_fromstring(shown((CASES / "sample.xml").read_text(), target), create_parent="div")
    assert not tree.xpath("//@tabindex | //input | //button | //form | //script | //iframe")
    assert not tree.xpath("//details[not(@open)]")
    assert "☐ to do" in tree.text_content()
    assert "☑ done" in tree.text_content()
    links = tree.xpath("//a/@href | //img/@src")
    assert len(links) > 5
    whole = [link for link in links if not link.startswith("#")]
    if target is Target.MAIL:
        assert whole == links
    assert all(link.startswith("https://") for link in whole if link != "/display/X")


@override_settings(WIKI_BASE_URL="https://wiki.example.org/confluence")
def test_a_mail_has_no_class_that_says_anything(ann: Actor, space: Space) -> None:

    page = again(make_page(ann, "A page", storage="<h2>Head</h2>"))
    storage = (
        '<p><ac:link ac:anchor="Head"><ac:link-body>up</ac:link-body></ac:link></p>'
        '<ac:structured-macro ac:name="tip"><ac:rich-text-body><p>b</p></ac:rich-text-body></ac:structured-macro>'
    )
    mail = rendered_mail(ann, storage, page, page.space)
    assert "class=" not in mail
    assert 'href="https://wiki.example.org/confluence/display/TST/A+page#Apage-Head"' in mail
    assert ">Tip</p>" in mail


def test_each_reader_gets_what_they_may_see(ann: Actor, bob: Actor, stranger: Actor, space: Space) -> None:
    page = again(make_page(ann, "A page"))
    make_attachment(ann, page, "a.pdf")
    storage = '<p><ac:link><ri:attachment ri:filename="a.pdf"/></ac:link></p>'
    for reader, seen in ((ann, True), (bob, True), (stranger, False)):
        texts = [
            rendered_fragment(reader, storage, page, page.space),
            rendered_mail(reader, storage, page, page.space),
            rendered_print(reader, storage, page, page.space, target=Target.PDF),
            rendered_print(reader, storage, page, page.space, target=Target.WORD),
            rendered_text(reader, storage, page, page.space),
        ]
        assert [f"/download/attachments/{page.pk}/a.pdf" in text for text in texts] == [seen] * 5


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a  b\n c</p><p>d</p>", "a b c\n\nd"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n   - c"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", "a | b | c"),
        ("<pre>a\n  b\n</pre>c", "a\n  b\n\nc"),
        ('<a href="https://x.org">https://x.org</a> <a href="/y">y</a>', f"https://x.org y ({ADDRESS[:24]}/y)"),
        ('<a href="#z">z</a><a href="mailto:a@b.c">a@b.c</a>', "za@b.c"),
        ("<svg><title>Fish</title><g><text>1</text></g><path/></svg>x", "[Fish]x"),
        ('a<span aria-hidden="true">!<b>!</b></span>b', "ab"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n  b"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
    ],
)
def test_html_as_text(markup: str, text: str) -> None:
    assert plain_text(markup, ADDRESS) == text


@pytest.mark.parametrize("tag", ["ul><li", "blockquote", "table><tr><td", "div", "a href='/x'", "pre"])
def test_deep_nesting_takes_no_longer_than_long_text(tag: str) -> None:
    opening = "".join(f"<{part}>" for part in tag.split("><")) + "x"
    closing = "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))
    markup = opening * 20_000 + closing * 20_000
    assert plain_text(markup, ADDRESS).count("x") >= 20_000
    assert for_mail(markup, ADDRESS).count("x") >= 20_000
