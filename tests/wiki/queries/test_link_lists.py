"""Orphaned pages and broken links, as each reader may know of them."""

import pytest

from tests.factories.wiki import make_attachment, make_comment, make_page
from wiki.models import LinkKind, RestrictionType
from wiki.queries.link_lists import orphaned_pages, undefined_files, undefined_pages, undefined_posts, with_sources
from wiki.services.blogposts.store import create_blogpost
from wiki.services.pages.move import move_page_to_top_level
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def link(title, key=""):
    """A link to a page."""
    space = f' ri:space-key="{key}"' if key else ""
    return f'<ac:link><ri:page{space} ri:content-title="{title}"/></ac:link>'


def image(name, container=""):
    """An attached image."""
    return f'<ac:image><ri:attachment ri:filename="{name}">{container}</ri:attachment></ac:image>'


def broken(actor, space):
    """The titles of broken links to pages, with the titles of their sources."""
    found = with_sources(actor, space, LinkKind.PAGE, undefined_pages(actor, space))
    return {(each.space_key, each.title): [source.title for source in each.sources] for each in found}


def test_orphans_are_what_no_visible_content_links_to(ann, bob, space, other_space):
    make_page(ann, "Alone", storage=link("Alone"))
    make_page(ann, "Named")
    make_page(ann, "By id")
    hidden = make_page(ann, "Hidden", storage=link("Named"))
    make_page(ann, "From elsewhere")
    make_page(ann, "Elsewhere", space="OTH", storage=link("From elsewhere", "tst"))
    by_id = orphaned_pages(bob, space).get(title="By id")
    make_page(ann, "Z", storage=f'<ac:link><ri:content-entity ri:content-id="{by_id.pk}"/></ac:link>')
    assert [page.title for page in orphaned_pages(bob, space)] == ["Alone", "Hidden", "Z"]
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert [page.title for page in orphaned_pages(bob, space)] == ["Alone", "Named", "Z"]
    assert [page.title for page in orphaned_pages(ann, space)] == ["Alone", "Hidden", "Z"]


def test_broken_links_name_target_and_sources_as_spelt(ann, bob, space, other_space):
    make_page(ann, "B", storage=link("Not There") + link("B"))
    page = make_page(ann, "A", storage=link("not there") + link("Missing", "OTH") + link("Gone", "NONE"))
    make_comment(ann, page, link("Not There"))
    found = broken(bob, space)
    assert {key: sorted(sources) for key, sources in found.items()} == {
        ("NONE", "Gone"): ["A"],
        ("OTH", "Missing"): ["A"],
        ("TST", "Not There"): ["A", "B", "Re: A"],
    }
    counts = {each["title_folded"]: each["count"] for each in undefined_pages(bob, space)}
    assert counts == {"gone": 1, "missing": 1, "not there": 3}


def test_a_hidden_page_and_a_missing_one_are_listed_alike(ann, bob, space):
    secret = make_page(ann, "Secret")
    make_page(ann, "Source", storage=link("Secret") + link("Nothing"))
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert set(broken(bob, space)) == {("TST", "Secret"), ("TST", "Nothing")}
    assert set(broken(ann, space)) == {("TST", "Nothing")}


def test_sources_that_the_reader_may_not_see_are_not_counted(ann, bob, space):
    source = make_page(ann, "Source", storage=link("Nothing"))
    set_restriction(ann, content_id=source.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert broken(bob, space) == {}


def test_former_titles_and_spaces_are_not_broken(ann, bob, space, other_space):
    renamed, moved, trashed = make_page(ann, "Renamed"), make_page(ann, "Moved"), make_page(ann, "Trashed")
    make_page(ann, "Source", storage=link("Renamed") + link("Moved") + link("Trashed"))
    edit_page(ann, page_id=renamed.pk, version=1, title="New")
    move_page_to_top_level(ann, page_id=moved.pk, space_key="OTH")
    trash_page(ann, page_id=trashed.pk)
    assert set(broken(bob, space)) == {("TST", "Trashed")}
    set_restriction(ann, content_id=moved.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert set(broken(bob, space)) == {("TST", "Trashed"), ("TST", "Moved")}


def test_files_of_the_page_itself_and_of_others(ann, bob, space):
    page = make_page(ann, "A")
    make_attachment(ann, page, "There.png")
    there, missing = image("there.PNG"), image("missing.png")
    page = edit_page(ann, page_id=page.pk, version=1, storage=there + missing)
    make_comment(ann, page, image("There.png") + image("missing.png"))
    other = '<ri:page ri:content-title="A"/>'
    make_page(ann, "B", storage=image("There.png", other) + image("gone.png", other))
    found = with_sources(bob, space, LinkKind.ATTACHMENT, undefined_files(bob, space))
    assert [(each.title, each.count) for each in found] == [("gone.png", 1), ("missing.png", 2)]


def test_posts(ann, bob, space):
    post = create_blogpost(ann, space_key="TST", title="Post", storage="")
    day = f"{post.posting_day:%Y/%m/%d}"
    text = '<ac:link><ri:blog-post ri:content-title="{}" ri:posting-day="{}"/></ac:link>'
    make_page(ann, "A", storage=text.format("Post", day) + text.format("Gone", day))
    assert [(each.title, [source.title for source in each.sources]) for each in undefined_posts(bob, space)] == [
        ("gone", ["A"])
    ]


@pytest.mark.parametrize("pages", [3, 30])
def test_the_lists_take_the_same_queries_however_long(ann, bob, space, pages, django_assert_num_queries):
    for number in range(pages):
        make_page(ann, storage=link(f"Missing {number}") + image(f"{number}.png"))
    bob.may_use, bob.group_ids, bob.grantee_user_ids  # noqa: B018  asked for once in a request
    with django_assert_num_queries(3):
        broken(bob, space)
    with django_assert_num_queries(1):
        assert len(orphaned_pages(bob, space)) == pages
