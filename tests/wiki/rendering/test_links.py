"""Links: where they lead, and that a page asks for all of their targets at once."""

from typing import Any

import pytest

from tests.wiki.rendering.known_links import KnownLinks, Named, context
from wiki.macros.base import Target
from wiki.rendering.render import render_storage


def link(inside: str, attributes: str = "", **changes: Any) -> str:
    return str(render_storage(f"<ac:link{attributes}>{inside}</ac:link>", context(**changes)))


def test_a_page_is_asked_for_in_a_constant_number_of_calls() -> None:
    links = KnownLinks()
    one_of_each = (
        '<ac:link><ri:page ri:content-title="Other Page"/></ac:link><ac:link><ri:user ri:username="ann"/></ac:link>'
        '<ac:link><ri:attachment ri:filename="a.pdf"/></ac:link><ac:link><ri:space ri:space-key="DS"/></ac:link>'
        '<ac:link><ri:blog-post ri:content-title="News" ri:posting-day="2014/02/13"/></ac:link>'
        '<ac:link><ri:content-entity ri:content-id="9"/></ac:link>'
    )
    many = "".join(f'<ac:link><ri:page ri:content-title="Page {number}"/></ac:link>' for number in range(100))
    render_storage(one_of_each * 20 + many, context(links))
    assert sorted(links.calls) == ["attachments", "blogposts", "contents", "creatable", "pages", "spaces", "users"]


def test_a_page_without_references_asks_nothing() -> None:
    links = KnownLinks()
    render_storage("<p>x</p>", context(links))
    assert links.calls == []


@pytest.mark.parametrize(
    ("inside", "attributes", "expected"),
    [
        ('<ri:page ri:content-title="other page"/>', "", '<a href="/display/DS/Other+Page">Other Page</a>'),
        (
            '<ri:page ri:content-title="Other Page"/>',
            ' ac:anchor="A b" ac:tooltip="t"',
            '<a href="/display/DS/Other+Page#OtherPage-Ab" title="t">Other Page</a>',
        ),
        (
            '<ri:page ri:content-title="No"/>',
            "",
            '<a href="/pages/createpage.action?spaceKey=DS&amp;title=No&amp;fromPageId=1" '
            'class="unresolved create-page-link" title="Create this page">No</a>',
        ),
        (
            '<ri:page ri:content-title="No" ri:space-key="X"/>',
            "",
            '<span class="unresolved" title="This page does not exist, or you may not see it.">No</span>',
        ),
        ("", ' ac:anchor="x y"', '<a href="#MyPage-xy">x y</a>'),
        ("", "", '<a href="#">My Page</a>'),
        ('<ri:page ri:content-title="@self"/>', "", '<a href="#">My Page</a>'),
        ('<ri:content-entity ri:content-id="8"/>', "", '<span class="unresolved"'),
        ('<ri:attachment ri:filename="missing.pdf"/>', "", '<span class="unresolved"'),
        ('<ri:space ri:space-key="NO"/>', "", '<span class="unresolved"'),
        (
            '<ri:url ri:value="https://x.example/"/>',
            "",
            '<a href="https://x.example/" class="external-link" rel="nofollow noopener noreferrer">',
        ),
        ('<ri:url ri:value="https://wiki.example.org/x"/>', "", '<a href="https://wiki.example.org/x">'),
        ('<ri:url ri:value="vbscript:x"/>', "", '<span class="unresolved"'),
        ('<ri:page ri:content-title="Other Page"/><ac:link-body> </ac:link-body>', "", ">Other Page</a>"),
    ],
)
def test_links_lead_where_they_should(inside: str, attributes: str, expected: str) -> None:
    assert expected in link(inside, attributes)


def test_addresses_carry_the_context_path() -> None:
    assert 'href="/confluence/display/DS/Other+Page"' in link(
        '<ri:page ri:content-title="Other Page"/>', url_prefix="/confluence"
    )
    assert 'href="/confluence/pages/createpage.action?' in link(
        '<ri:page ri:content-title="No"/>', url_prefix="/confluence/"
    )


def test_a_fragment_has_whole_addresses() -> None:
    assert 'href="https://wiki.example.org/display/DS/Other+Page"' in link(
        '<ri:page ri:content-title="Other Page"/>', target=Target.FRAGMENT
    )


def test_a_new_page_has_no_number_and_no_title() -> None:
    made = link('<ri:page ri:content-title="No"/>', content=None)
    assert "fromPageId" not in made
    assert render_storage("<h1>A b</h1>", context(content=None)) == '<h1 id="Ab">A b</h1>'
    assert "unresolved" in link('<ri:attachment ri:filename="a.pdf"/>', content=None)


def test_an_anchor_that_the_page_spells_out_is_used_as_it_is() -> None:
    rendered = render_storage('<h2 id="own">H</h2><ac:link ac:anchor="own"/>', context())
    assert rendered == '<h2 id="own">H</h2><a href="#own">own</a>'


def test_a_link_to_a_heading_of_the_same_page_by_name_stays_in_it() -> None:
    known = context(content=Named(7, "Other Page"))
    rendered = render_storage('<ac:link ac:anchor="H"><ri:page ri:content-title="Other Page"/></ac:link>', known)
    assert 'href="#OtherPage-H"' in rendered


def test_links_do_not_nest() -> None:
    rendered = render_storage(
        '<a href="/x"><ac:link><ri:page ri:content-title="Other Page"/></ac:link><a href="/y">z</a></a><a href="/w"/>',
        context(),
    )
    assert rendered == '<a href="/x">Other Pagez</a><a href="/w"></a>'
