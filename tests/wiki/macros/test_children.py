"""The macro children: which pages it lists, in which order, for whom, and with how many queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import make_page, make_space, member, open_site
from wiki.macros.base import RenderContext
from wiki.models import Content, RestrictionType, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_storage
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Actor:
    open_site()
    return member("ann")


@pytest.fixture
def space(ann: Actor) -> Space:
    return make_space(ann, for_all_users=True)


@pytest.fixture
def tree(ann: Actor, space: Space) -> Content:
    """Make Top with the children Page 2, Page 10 and Apple; Page 2 has Inner, and Inner has Innermost."""
    top = make_page(ann, "Top")
    second = make_page(ann, "Page 2", below=top, storage="<p>About two.</p>")
    make_page(ann, "Page 10", below=top, storage="<p>About ten.</p>")
    make_page(ann, "Apple", below=top, storage="<p>About apples.</p>")
    inner = make_page(ann, "Inner", below=second)
    make_page(ann, "Innermost", below=inner)
    return top


def rendered(actor: Actor, page: Content | None, space: Space, /, **parameters: str) -> str:
    written = "".join(f'<ac:parameter ac:name="{name}">{value}</ac:parameter>' for name, value in parameters.items())
    storage = f'<ac:structured-macro ac:name="children">{written}</ac:structured-macro>'
    context = RenderContext(actor, page, space, VisibleTargets(actor), url_prefix="/wiki")
    return str(render_storage(storage, context))


def titles(html: str) -> list[str]:
    return re.findall(r"<a href=[^>]*>([^<]*)</a>", html)


def test_children_are_listed_in_the_order_of_the_tree(ann: Actor, space: Space, tree: Content) -> None:
    html = rendered(ann, tree, space)
    assert titles(html) == ["Apple", "Page 10", "Page 2"]
    assert html.startswith('<div class="childpages-macro conf-macro output-block"')
    assert '<li><a href="/wiki/display/TST/Page+10">Page 10</a></li>' in html


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"all": "true"}, ["Apple", "Page 10", "Page 2", "Inner", "Innermost"]),
        ({"allChildren": "true", "depth": "2"}, ["Apple", "Page 10", "Page 2", "Inner"]),
        ({"depth": "2"}, ["Apple", "Page 10", "Page 2", "Inner"]),
        ({"first": "2"}, ["Apple", "Page 10"]),
        ({"sort": "title"}, ["Apple", "Page 2", "Page 10"]),
        ({"sort": "creation"}, ["Page 2", "Page 10", "Apple"]),
        ({"sort": "modified", "reverse": "true"}, ["Apple", "Page 10", "Page 2"]),
        ({"reverse": "true"}, ["Page 2", "Page 10", "Apple"]),
        ({"sortAndReverse": "title.true"}, ["Page 10", "Page 2", "Apple"]),
        ({"page": "Page 2"}, ["Inner"]),
        ({"page": "TST:page 2", "all": "true"}, ["Inner", "Innermost"]),
        ({"page": "/"}, ["Top"]),
        ({"page": "/", "all": "true"}, ["Top", "Apple", "Page 10", "Page 2", "Inner", "Innermost"]),
        ({"page": "TST:"}, ["Top"]),
        ({"page": "@self"}, ["Apple", "Page 10", "Page 2"]),
    ],
)
def test_parameters(ann: Actor, space: Space, tree: Content, parameters: dict[str, str], expected: list[str]) -> None:
    home = {space.home_page.title} if space.home_page else set()
    assert [title for title in titles(rendered(ann, tree, space, **parameters)) if title not in home] == expected


def test_headings_and_excerpts(ann: Actor, space: Space, tree: Content) -> None:
    marked = '<ac:structured-macro ac:name="excerpt"><ac:rich-text-body>Of <b>oaks</b>.</ac:rich-text-body>'
    make_page(ann, "Oak", below=tree, storage=f"<p>Trees.</p>{marked}</ac:structured-macro>")
    html = rendered(ann, tree, space, style="h4", excerpt="simple")
    assert '<h4><a href="/wiki/display/TST/Oak">Oak</a></h4><div class="excerpt">Of oaks.</div>' in html
    assert "About apples." not in html
    html = rendered(ann, tree, space, excerptType="rich")
    assert '<a href="/wiki/display/TST/Oak">Oak</a><div class="excerpt">Of <b>oaks</b>.</div>' in html
    assert '<div class="excerpt">About apples.</div>' in html


def test_all_means_all_levels_and_parent_means_the_page_above(ann: Actor, space: Space, tree: Content) -> None:
    assert titles(rendered(ann, tree, space, all="true", depth="1"))[-1] == "Innermost"
    inner = Content.objects.get(title="Inner")
    assert titles(rendered(ann, inner, space, page="@parent")) == ["Inner"]


def test_a_missing_page_is_named_not_shown(ann: Actor, space: Space, tree: Content) -> None:
    assert "does not exist, or you may not see it" in rendered(ann, tree, space, page="Nowhere")
    assert "does not exist, or you may not see it" in rendered(ann, tree, space, page="NOPE:")
    assert rendered(ann, None, space) == ""


def test_what_the_reader_may_not_see_does_not_show(ann: Actor, space: Space, tree: Content) -> None:
    bob = member("bob")
    hidden = Content.objects.get(title="Page 2")
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert titles(rendered(bob, tree, space, all="true")) == ["Apple", "Page 10"]
    assert "does not exist, or you may not see it" in rendered(bob, tree, space, page="Page 2")
    assert titles(rendered(ann, tree, space)) == ["Apple", "Page 10", "Page 2"]


def test_the_number_of_queries_does_not_grow(ann: Actor, space: Space, tree: Content) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            rendered(Actor.for_user(ann.user), tree, space, all="true", excerpt="simple")
        return len(captured)

    before = queries()
    for number in range(20):
        make_page(ann, f"More {number}", below=tree)
    assert queries() == before <= 8
