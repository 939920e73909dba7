"""Comments are made, edited and removed."""

import pytest

from accounts.errors import NotPermitted
from tests.factories.wiki import again, grant, make_attachment, make_comment, make_page, revoke_all
from wiki.errors import BadMove, MalformedStorage, NoSuchComment, NoSuchContent, VersionConflict
from wiki.models import Content, RestrictionType
from wiki.queries.comments import comments_on
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import edit_comment, remove_comment
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann, space):
    return make_page(ann, "Page")


def test_comments_and_replies(ann, bob, page):
    first = make_comment(ann, page, "<p>1</p>")
    reply = make_comment(bob, page, "<p>2</p>", reply_to=first)
    stored = again(reply)
    assert (stored.title, stored.kind, stored.storage, stored.creator) == ("Re: Page", "comment", "<p>2</p>", bob.user)
    assert (stored.host, stored.container, stored.parent, stored.space) == (page, page, first, page.space)
    assert list(comments_on(ann, page)) == [first, reply]


def test_on_a_page_of_the_longest_title_and_on_a_post(ann, space):
    assert make_comment(ann, make_page(ann, "x" * 255)).title == "Re: " + "x" * 251
    assert make_comment(ann, create_blogpost(ann, space_key="TST", title="P", storage="")).title == "Re: P"


def test_replies_move_up_when_a_comment_goes(ann, page):
    first = make_comment(ann, page)
    second = make_comment(ann, page, reply_to=first)
    third, fourth = make_comment(ann, page, reply_to=second), make_comment(ann, page, reply_to=second)
    edit_comment(ann, comment_id=third.pk, storage="<p>edited</p>")
    make_attachment(ann, second)
    remove_comment(ann, comment_id=second.pk)
    assert again(third).parent == again(fourth).parent == first
    remove_comment(ann, comment_id=first.pk)
    assert again(third).parent is None
    assert set(Content.objects.filter(host=page)) == {page, third, fourth, again(third).versions.get()}


def test_edits_keep_versions(ann, page, refused):
    comment = make_comment(ann, page, "<p>1</p>")
    edit_comment(ann, comment_id=comment.pk, storage="<p>2</p>", version=1)
    assert (again(comment).version, again(comment).storage) == (2, "<p>2</p>")
    assert again(comment).versions.get().storage == "<p>1</p>"
    assert edit_comment(ann, comment_id=comment.pk, storage="<p>2</p>", version=2).version == 2
    with refused(VersionConflict):
        edit_comment(ann, comment_id=comment.pk, storage="<p>3</p>", version=1)
    with refused(MalformedStorage):
        edit_comment(ann, comment_id=comment.pk, storage="<p>", version=2)


def test_who_may_edit_and_remove(ann, bob, stranger, page, refused):
    comment = make_comment(ann, page)
    own = make_comment(bob, page)
    revoke_all(page.space)
    grant(page.space, ann.user, "VIEWSPACE", "SETSPACEPERMISSIONS", "COMMENT")
    grant(page.space, bob.user, "VIEWSPACE", "COMMENT")
    edit_comment(bob, comment_id=own.pk, storage="<p>mine</p>")
    edit_comment(ann, comment_id=own.pk, storage="<p>moderated</p>")
    with refused(NotPermitted):
        edit_comment(bob, comment_id=comment.pk, storage="<p>not mine</p>")
    for target in (comment, own):
        with refused(NotPermitted):
            remove_comment(bob, comment_id=target.pk)
    with refused(NoSuchComment):
        remove_comment(stranger, comment_id=own.pk)
    grant(page.space, bob.user, "REMOVEOWNCONTENT")
    with refused(NotPermitted):
        remove_comment(bob, comment_id=comment.pk)
    remove_comment(bob, comment_id=own.pk)
    grant(page.space, bob.user, "REMOVECOMMENT")
    remove_comment(bob, comment_id=comment.pk)


def test_an_edit_restriction_stops_no_comment_but_a_view_restriction_does(ann, bob, page, refused):
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    make_comment(bob, page)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    with refused(NoSuchContent):
        make_comment(bob, page)


def test_refusals(ann, page, refused):
    other = make_page(ann, "Other")
    elsewhere = make_comment(ann, other)
    with refused(BadMove):
        make_comment(ann, page, reply_to=elsewhere)
    with refused(NoSuchComment):
        make_comment(ann, page, reply_to=other)
    with refused(NoSuchContent):
        make_comment(ann, elsewhere)
    with refused(MalformedStorage):
        make_comment(ann, page, "<p>")
