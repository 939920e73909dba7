"""The macros pagetree and pagetreesearch: which pages they show, how open, for whom, and with how many queries."""

import re

import pytest
from django.test import Client

from accounts.actor import Actor
from tests.factories.wiki import make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.queries import page_branches
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(ann: Actor, space: Space) -> Content:
    """Make Top with the children Page 2, Page 10 and Apple; Page 2 has Inner, and Inner has Innermost."""
    top = make_page(ann, "Top")
    second = make_page(ann, "Page 2", below=top)
    make_page(ann, "Page 10", below=top)
    marked = use_of("excerpt", body="<p>Red <b>fruit</b>.</p>")
    make_page(ann, "Apple", below=top, storage=marked)
    inner = make_page(ann, "Inner", below=second)
    make_page(ann, "Innermost", below=inner)
    return top


def opened(html: str) -> list[str]:
    return re.findall(r"<a [^>]*>([^<]*)</a></span><details open=", html)


def test_a_tree_shows_all_below_its_root(ann: Actor, tree: Content) -> None:
    html = shown(ann, use_of("pagetree", {"root": "@self"}), tree)
    assert titles(html) == ["Apple", "Page 10", "Page 2", "Inner", "Innermost"]
    assert opened(html) == []
    assert '<a href="/wiki/display/TST/Page+2">Page 2</a>' in html


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"root": "Page 2"}, ["Inner", "Innermost"]),
        ({"root": '<ac:link><ri:page ri:content-title="Page 2" /></ac:link>'}, ["Inner", "Innermost"]),
        ({"root": '<ac:link><ri:page ri:content-title="@self" /></ac:link>'},
         ["Apple", "Page 10", "Page 2", "Inner", "Innermost"]),
        ({"root": "@self", "sort": "natural"}, ["Apple", "Page 2", "Inner", "Innermost", "Page 10"]),
        ({"root": "@self", "sort": "bitwise"}, ["Apple", "Page 10", "Page 2", "Inner", "Innermost"]),
        ({"root": "@self", "sort": "creation"}, ["Page 2", "Inner", "Innermost", "Page 10", "Apple"]),
        ({"root": "@self", "sort": "creation", "reverse": "true"}, ["Apple", "Page 10", "Page 2", "Inner",
         "Innermost"]),
    ],
)  # fmt: skip
def test_parameters(ann: Actor, tree: Content, parameters: dict[str, str], expected: list[str]) -> None:
    assert titles(shown(ann, use_of("pagetree", parameters), tree)) == expected


def test_the_root_can_be_the_page_above_the_home_page_or_the_whole_space(ann: Actor, tree: Content) -> None:
    second = Content.objects.select_related("space").get(title="Page 2")
    assert titles(shown(ann, use_of("pagetree", {"root": "@parent"}), second))[0] == "Apple"
    home = second.space.home_page
    assert home is not None
    everything = titles(shown(ann, use_of("pagetree", {"root": "@none"}), second))
    assert {home.title, "Top", "Innermost"} <= set(everything)
    make_page(ann, "At home", below=home)
    below_home = titles(shown(ann, use_of("pagetree"), second))
    assert "At home" in below_home
    assert home.title not in below_home


def test_the_tree_of_another_space(ann: Actor, tree: Content) -> None:
    other = make_space(ann, "OTH", for_all_users=True)
    make_page(ann, "There", space="OTH", below=other.home_page)
    parameters = {"spaces": '<ri:space ri:space-key="OTH" />', "root": "@home"}
    assert titles(shown(ann, use_of("pagetree", parameters), tree)) == ["There"]


def test_levels_and_the_way_to_this_page_are_open(ann: Actor, tree: Content) -> None:
    html = shown(ann, use_of("pagetree", {"root": "@self", "startDepth": "2"}), tree)
    assert opened(html) == ["Page 2"]
    innermost = Content.objects.select_related("space").get(title="Innermost")
    html = shown(ann, use_of("pagetree", {"root": "Top"}), innermost)
    assert opened(html) == ["Page 2", "Inner"]
    assert '<li class="is-current"><span class="plugin_pagetree_children_span"><a href="/wiki/display/TST/Inner' in html


def test_excerpts_a_search_field_and_links_to_open_all(ann: Actor, tree: Content) -> None:
    parameters = {"root": "@self", "excerpt": "true", "searchBox": "true", "expandCollapseAll": "true"}
    html = shown(ann, use_of("pagetree", parameters), tree)
    assert '<span class="smalltext">Red fruit.</span>' in html
    assert f'<input type="hidden" name="ancestorId" value="{tree.pk}">' in html
    assert 'action="/wiki/dosearchsite.action"' in html
    assert 'data-pagetree="open"' in html


def test_on_paper_the_tree_is_open_and_nothing_can_be_filled_in(ann: Actor, tree: Content) -> None:
    parameters = {"root": "@self", "searchBox": "true", "expandCollapseAll": "true"}
    html = shown(ann, use_of("pagetree", parameters), tree, target=Target.PDF)
    assert titles(html) == ["Apple", "Page 10", "Page 2", "Inner", "Innermost"]
    assert not re.search("<details|<form|<input|<button", html)


def test_what_the_reader_may_not_see_does_not_show(ann: Actor, bob: Actor, tree: Content) -> None:
    hidden = Content.objects.get(title="Page 2")
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    html = shown(bob, use_of("pagetree", {"root": "@self"}), tree)
    assert titles(html) == ["Apple", "Page 10"]
    assert "<details" not in html
    assert "does not exist, or you may not see it" in shown(bob, use_of("pagetree", {"root": "Page 2"}), tree)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_branches, "WHOLE_BRANCH", 3)


def test_of_a_large_tree_the_upper_levels_show_and_the_rest_is_fetched(
    ann: Actor, tree: Content, large: None, client: Client
) -> None:
    html = shown(ann, use_of("pagetree", {"root": "@self", "reverse": "true"}), tree)
    second = Content.objects.get(title="Page 2")
    assert titles(html) == ["Page 2", "The pages below Page 2", "Page 10", "Apple"]
    address = f"/plugins/pagetree/macrochildren.action?pageId={second.pk}&amp;sort=position&amp;reverse=true"
    assert f'<details data-later="/wiki{address}"><summary>' in html
    client.force_login(ann.user, backend="accounts.backends.UsernameBackend")
    level = client.get(address.replace("&amp;", "&"))
    assert level.status_code == 200
    assert titles(level.content.decode()) == ["Inner", "Innermost"]


def test_of_a_large_tree_the_way_to_this_page_is_read(ann: Actor, tree: Content, large: None) -> None:
    inner = Content.objects.select_related("space").get(title="Inner")
    html = shown(ann, use_of("pagetree", {"root": "Top"}), inner)
    assert titles(html) == ["Apple", "Page 10", "Page 2", "Inner", "The pages below Inner"]


def test_a_hidden_child_leaves_no_sign_in_a_large_tree(ann: Actor, bob: Actor, tree: Content, large: None) -> None:
    inner = Content.objects.get(title="Inner")
    make_page(ann, "Cherry", below=tree)
    set_restriction(ann, content_id=inner.pk, type=RestrictionType.VIEW, users=[ann.user])
    html = shown(bob, use_of("pagetree", {"root": "@self"}), tree)
    assert titles(html) == ["Apple", "Cherry", "Page 10", "Page 2"]
    assert "data-later" not in html


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_number_of_queries_does_not_grow(
    ann: Actor, tree: Content, size: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if size == "large":
        monkeypatch.setattr(page_branches, "WHOLE_BRANCH", 3)
    use = use_of("pagetree", {"root": "@self", "excerpt": "true"})
    before = queries_of(ann, use, tree)
    for number in range(20):
        make_page(ann, f"More {number}", below=make_page(ann, f"Above {number}", below=tree))
    assert queries_of(ann, use, tree) == before <= 8


def test_the_search_field_searches_below_a_page(ann: Actor, tree: Content, client: Client) -> None:
    html = shown(ann, use_of("pagetreesearch", {"rootPage": "Page 2"}), tree)
    second = Content.objects.get(title="Page 2")
    assert f'<input type="hidden" name="ancestorId" value="{second.pk}">' in html
    assert f'name="ancestorId" value="{tree.pk}"' in shown(ann, use_of("pagetreesearch"), tree)
    assert shown(ann, use_of("pagetreesearch"), tree, target=Target.MAIL) == ""
    client.force_login(ann.user, backend="accounts.backends.UsernameBackend")
    found = client.get("/dosearchsite.action", {"queryString": "inner", "ancestorId": str(second.pk)})
    assert "Innermost" in found.content.decode()
    found = client.get("/dosearchsite.action", {"queryString": "apple", "ancestorId": str(second.pk)})
    assert "/display/TST/Apple" not in found.content.decode()
