"""The macros include and excerpt-include: what they show, of what, and for whom."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.actor import Actor
from tests.factories.wiki import again, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, use_of
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.edit import convert_to_personal_space

pytestmark = pytest.mark.django_db

Committed = Callable[[], Any]
MISSING = "does not exist, or you may not see it"


def link_to(title: str, space_key: str = "") -> str:
    key = f' ri:space-key="{space_key}"' if space_key else ""
    return f'<ac:link><ri:page ri:content-title="{title}"{key} /></ac:link>'


@pytest.fixture
def here(ann: Actor, space: Space) -> Content:
    return make_page(ann, "Here")


@pytest.fixture
def other(ann: Actor, space: Space) -> Content:
    marked = use_of("excerpt", body="<p>In <em>short</em>.</p>")
    named = use_of("excerpt", {"name": "second", "hidden": "true"}, "<p>Second one.</p>")
    return make_page(ann, "Other", storage=f"<p>Text before.</p>{marked}{named}")


@pytest.mark.parametrize("named", [link_to("Other"), "Other", "TST:Other", "tst:other", link_to("OTHER", "TST")])
def test_a_page_is_included_whole(ann: Actor, here: Content, other: Content, named: str) -> None:
    html = shown(ann, use_of("include", {"": named}), here)
    assert html.startswith('<div class="included-content conf-macro output-block"')
    assert "<p>Text before.</p>" in html
    assert "<p>In <em>short</em>.</p>" in html
    assert "Second one" not in html


def test_the_parameters_of_old_pages_name_a_page_of_another_space(ann: Actor, here: Content, space: Space) -> None:
    make_space(ann, "OTH", for_all_users=True)
    make_page(ann, "Far", space="OTH", storage="<p>Far away.</p>")
    html = shown(ann, use_of("include", {"spaceKey": "OTH", "pageTitle": "Far"}), here)
    assert "<p>Far away.</p>" in html


def test_a_blog_post_is_included(ann: Actor, here: Content) -> None:
    post = create_blogpost(ann, space_key="TST", title="News", storage="<p>News text.</p>")
    day = f"{post.posting_day:%Y/%m/%d}"
    for named in (
        f'<ac:link><ri:blog-post ri:content-title="News" ri:posting-day="{day}" /></ac:link>',
        f"TST:/{day}/News",
        f"/{day}/News",
    ):
        assert "<p>News text.</p>" in shown(ann, use_of("include", {"": named}), here)


def test_links_of_an_included_page_are_meant_where_it_stands(ann: Actor, here: Content, space: Space) -> None:
    make_space(ann, "OTH", for_all_users=True)
    make_page(ann, "Beside", space="OTH")
    make_page(ann, "Far", space="OTH", storage=f"<p>{link_to('Beside')}</p>")
    html = shown(ann, use_of("include", {"": "OTH:Far"}), here)
    assert '<a href="/wiki/display/OTH/Beside">Beside</a>' in html


def test_a_page_that_includes_itself_says_so(ann: Actor, here: Content) -> None:
    storage = use_of("include", {"": "Here"})
    edit_page(ann, page_id=here.pk, title="Here", storage=storage, version=1)
    assert "it would contain itself" in shown(ann, storage, here)


@pytest.mark.parametrize("macro", ["include", "excerpt-include"])
def test_what_the_reader_may_not_see_is_missing(
    ann: Actor, bob: Actor, here: Content, other: Content, macro: str
) -> None:
    set_restriction(ann, content_id=other.pk, type=RestrictionType.VIEW, users=[ann.user])
    use = use_of(macro, {"": link_to("Other")})
    hidden = shown(bob, use, here)
    assert MISSING in hidden
    assert "short" not in hidden
    missing = shown(bob, use_of(macro, {"": link_to("Nowhere")}), here)
    assert hidden == missing.replace("Nowhere", "Other")
    assert "short" in shown(ann, use, here)


def test_an_excerpt_stands_in_a_panel_with_the_title(ann: Actor, here: Content, other: Content) -> None:
    html = shown(ann, use_of("excerpt-include", {"": link_to("Other")}), here)
    assert '<div class="panelHeader"><b><a href="/wiki/display/TST/Other">Other</a></b></div>' in html
    assert '<div class="panelContent"><p>In <em>short</em>.</p></div>' in html
    assert "Text before" not in html


def test_an_excerpt_without_panel(ann: Actor, here: Content, other: Content) -> None:
    html = shown(ann, use_of("excerpt-include", {"": "Other", "nopanel": "true"}), here)
    assert "panel" not in html
    assert "><p>In <em>short</em>.</p></div>" in html
    inline = {"": "Other", "nopanel": "true", "atlassian-macro-output-type": "INLINE"}
    html = shown(ann, f"<p>So: {use_of('excerpt-include', inline)}</p>", here)
    assert html.startswith('<p>So: <span class="excerpt-include')
    assert ">In <em>short</em>.</span></p>" in html


def test_an_excerpt_is_chosen_by_its_name_even_when_its_page_hides_it(
    ann: Actor, here: Content, other: Content
) -> None:
    html = shown(ann, use_of("excerpt-include", {"": "Other", "name": "second"}), here)
    assert "<p>Second one.</p>" in html
    assert "“Other” has no excerpt called “third”." in shown(
        ann, use_of("excerpt-include", {"": "Other", "name": "third"}), here
    )


def test_what_names_no_page_says_so(ann: Actor, here: Content) -> None:
    assert "does not say which page" in shown(ann, use_of("include"), here)
    assert "does not say of which page" in shown(ann, use_of("excerpt-include", {"": ""}), here)
    make_page(ann, "Plain")
    assert "“Plain” has no excerpt." in shown(ann, use_of("excerpt-include", {"": "Plain"}), here)


def test_addresses_are_whole_outside_the_wiki(ann: Actor, here: Content, other: Content) -> None:
    html = shown(ann, use_of("excerpt-include", {"": "Other"}), here, target=Target.MAIL)
    assert '<a href="https://wiki.example.org/wiki/display/TST/Other">' in html


def test_an_included_page_takes_few_queries(ann: Actor, here: Content, other: Content) -> None:
    assert queries_of(ann, use_of("include", {"": link_to("Other")}), here) <= 5


@pytest.mark.parametrize(
    ("macro", "parameters", "after"),
    [
        ("include", {"": "Old"}, ">Renamed<"),
        ("include", {"pageTitle": "Old", "spaceKey": "OTH"}, ">Renamed<"),
        ("excerpt-include", {"": "OTH:Old"}, ">OTH:Renamed<"),
        ("children", {"page": "OTH:Old"}, ">OTH:Renamed<"),
        ("pagetree", {"root": "Old", "spaces": "OTH"}, ">Renamed<"),
        ("pagetreesearch", {"rootPage": "OTH:Old"}, ">OTH:Renamed<"),
    ],
)
def test_texts_of_macros_follow_when_a_page_is_renamed(
    ann: Actor, here: Content, committed: Committed, macro: str, parameters: dict[str, str], after: str
) -> None:
    make_space(ann, "OTH", for_all_users=True)
    where = "TST" if parameters == {"": "Old"} else "OTH"
    old = make_page(ann, "Old", space=where)
    page = make_page(ann, "Using", storage=use_of(macro, parameters))
    with committed():
        edit_page(ann, page_id=old.pk, title="Renamed", version=1)
    assert after in again(page).storage


def test_texts_of_macros_follow_when_a_space_gets_another_key(
    administrator: Actor, ann: Actor, here: Content, committed: Committed
) -> None:
    make_space(ann, "OTH", for_all_users=True)
    uses = [
        use_of("listlabels", {"spaceKey": "OTH"}),
        use_of("spacejump", {"space": "oth"}),
        use_of("include", {"spaceKey": "OTH", "pageTitle": "Far"}),
        use_of("popular-labels", {"spaceKey": "@self"}),
    ]
    page = make_page(ann, "Using", storage="".join(uses))
    with committed():
        convert_to_personal_space(administrator, key="OTH", owner=ann.user)
    assert again(page).storage == "".join(use.replace(">OTH<", ">~ann<").replace(">oth<", ">~ann<") for use in uses)
