"""Versions are restored and removed."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import again, make_comment, make_page
from wiki.errors import BadMove, NoSuchContent, NoSuchVersion
from wiki.permissions.access import version_for
from wiki.queries.history import version_of, versions_of
from wiki.services.blogposts.store import create_blogpost, edit_blogpost
from wiki.services.comments.store import edit_comment
from wiki.services.pages.store import edit_page
from wiki.services.pages.versions import remove_version, remove_version_by_id, restore_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann, space):
    page = make_page(ann, "One", storage="<p>1</p>")
    edit_page(ann, page_id=page.pk, version=1, title="Two", storage="<p>2</p>")
    edit_page(ann, page_id=page.pk, version=2, title="Three", storage="<p>3</p>")
    return page


def numbers(actor, page):
    """Give the numbers of the earlier versions, newest first."""
    return [version.version for version in versions_of(actor, again(page))]


def test_restoring_makes_a_new_version(ann, bob, page):
    restored = restore_version(bob, content_id=page.pk, version=1)
    stored = again(restored)
    assert (stored.version, stored.title, stored.storage, stored.modifier) == (4, "One", "<p>1</p>", bob.user)
    assert stored.version_comment == "Restored version 1"
    assert numbers(ann, page) == [3, 2, 1]


def test_restoring_keeps_a_title_that_is_taken_meanwhile(ann, page):
    make_page(ann, "ONE")
    stored = again(restore_version(ann, content_id=page.pk, version=1, version_comment="why"))
    assert (stored.title, stored.storage, stored.version_comment) == ("Three", "<p>1</p>", "why")


def test_restoring_the_current_version_changes_nothing(ann, page):
    assert restore_version(ann, content_id=page.pk, version=3).version == 3


def test_removing_keeps_the_numbers_of_the_others(ann, page):
    gone = page.versions.get(version=2).pk
    remove_version(ann, content_id=page.pk, version=2)
    assert numbers(ann, page) == [1]
    with pytest.raises(NoSuchContent):
        version_for(ann, gone)
    edit_page(ann, page_id=page.pk, version=3, storage="<p>4</p>")
    assert numbers(ann, page) == [3, 1]
    remove_version_by_id(ann, version_id=page.versions.get(version=1).pk)
    assert numbers(ann, page) == [3]
    assert version_of(ann, again(page), 4).storage == "<p>4</p>"
    assert version_of(ann, again(page), 3).storage == "<p>3</p>"


def test_versions_of_posts(ann, space):
    post = create_blogpost(ann, space_key="TST", title="Post", storage="1")
    edit_blogpost(ann, post_id=post.pk, version=1, title="Other", storage="2")
    restored = restore_version(ann, content_id=post.pk, version=1)
    assert (restored.version, restored.title, again(post).storage) == (3, "Post", "1")
    remove_version(ann, content_id=post.pk, version=2)
    remove_version(ann, content_id=post.pk, version=1)
    assert numbers(ann, post) == []


def test_refusals(ann, bob, stranger, page, refused):
    for missing in (0, -1, 4, 2**40):
        with refused(NoSuchVersion):
            restore_version(ann, content_id=page.pk, version=missing)
        with refused(NoSuchVersion):
            remove_version(ann, content_id=page.pk, version=missing)
    with refused(BadMove):
        remove_version(ann, content_id=page.pk, version=3)
    with refused(BadMove):
        remove_version_by_id(ann, version_id=page.pk)
    with refused(NotPermitted):
        remove_version(bob, content_id=page.pk, version=1)
    with refused(NotPermitted):
        remove_version_by_id(bob, version_id=page.versions.get(version=1).pk)
    with refused(NoSuchContent):
        restore_version(stranger, content_id=page.pk, version=1)
    comment = make_comment(ann, page)
    edit_comment(ann, comment_id=comment.pk, storage="<p>2</p>")
    with refused(NoSuchContent):
        remove_version(ann, content_id=comment.pk, version=1)
