"""Blog posts are published and edited."""

from datetime import UTC, date, datetime

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import again, grant, make_page, make_space
from wiki.errors import BadDate, MalformedStorage, NoSuchBlogPost, NoSuchSpace, TitleTaken, VersionConflict
from wiki.queries.blogposts import blogpost_by_day_and_title, blogposts_between, blogposts_of
from wiki.services.blogposts.store import create_blogpost, edit_blogpost

pytestmark = pytest.mark.django_db


def post(by, title="Post", when=None, **given):
    """Publish a post."""
    return create_blogpost(by, space_key="TST", title=title, storage="<p>1</p>", published=when, **given)


def test_the_day_is_that_of_the_site(ann, space, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    stored = again(post(ann, when=datetime(2020, 2, 28, 23, tzinfo=UTC)))
    assert (stored.posting_day, stored.kind, stored.host, stored.parent) == (
        date(2020, 2, 29),
        "blogpost",
        stored,
        None,
    )
    assert blogpost_by_day_and_title(ann, space, date(2020, 2, 29), "POST") == stored
    with pytest.raises(NoSuchBlogPost):
        blogpost_by_day_and_title(ann, space, date(2020, 2, 28), "Post")


def test_titles_are_unique_by_day_and_apart_from_pages(ann, space, refused):
    make_page(ann, "Post")
    first = post(ann, when=datetime(2020, 1, 1, 12, tzinfo=UTC))
    second = post(ann, when=datetime(2020, 1, 2, 12, tzinfo=UTC))
    with refused(TitleTaken):
        post(ann, "POST", when=datetime(2020, 1, 1, 13, tzinfo=UTC))
    other = post(ann, "Other", when=datetime(2020, 1, 2, 13, tzinfo=UTC))
    with refused(TitleTaken):
        edit_blogpost(ann, post_id=other.pk, version=1, title="post")
    assert list(blogposts_of(ann, space)) == [other, second, first]
    assert list(blogposts_between(ann, space, date(2020, 1, 1), date(2020, 1, 1))) == [first]


def test_edits_keep_versions_and_the_day(ann, bob, space, refused):
    made = post(ann, when=datetime(2020, 1, 1, 12, tzinfo=UTC))
    edit_blogpost(bob, post_id=made.pk, version=1, title="New", storage="<p>2</p>", version_comment="c")
    stored = again(made)
    assert (stored.version, stored.title, stored.storage, stored.version_comment) == (2, "New", "<p>2</p>", "c")
    earlier = stored.versions.get()
    assert (earlier.title, earlier.storage, earlier.posting_day) == ("Post", "<p>1</p>", stored.posting_day)
    assert edit_blogpost(bob, post_id=made.pk, version=2, title="New").version == 2
    with refused(VersionConflict):
        edit_blogpost(bob, post_id=made.pk, version=1, storage="<p>3</p>")


def test_refusals(ann, bob, stranger, refused):
    space = make_space(ann)
    made, page = post(ann), make_page(ann)
    with refused(NoSuchSpace):
        post(stranger, "New")
    with refused(NoSuchBlogPost):
        edit_blogpost(stranger, post_id=made.pk, version=1, title="New")
    grant(space, bob.user, "VIEWSPACE", "EDITSPACE")
    with refused(NotPermitted):
        post(bob, "New")
    with refused(NotPermitted):
        edit_blogpost(bob, post_id=made.pk, version=1, title="New")
    with refused(NoSuchBlogPost):
        edit_blogpost(ann, post_id=page.pk, version=1, title="New")
    with refused(BadDate):
        post(ann, "New", when=datetime(2020, 1, 1))
    with refused(MalformedStorage):
        create_blogpost(ann, space_key="TST", title="New", storage="<p>")
