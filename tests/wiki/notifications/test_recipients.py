"""Who is told of a change, and who is not."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.services.preferences import set_user_preference
from accounts.services.users import deactivate_user, edit_user
from tests.factories.accounts import grant_anonymous
from tests.factories.wiki import grant, make_attachment, make_comment, make_page, member, revoke_all
from tests.wiki.notifications.conftest import names, watch
from wiki import tasks
from wiki.models import RestrictionType
from wiki.notifications import sending
from wiki.notifications.change import Change
from wiki.queries.email_preferences import TELL_OWN
from wiki.queries.space_access import everybody
from wiki.services.attachments.store import add_attachment, describe_attachment
from wiki.services.blogposts.store import create_blogpost
from wiki.services.comments.store import edit_comment
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import create_page, edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def test_watchers_of_a_page_are_told_of_all_that_happens_to_it(ann, bob, page, sent):
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert names(mails) == ["bob"]
    with sent() as mails:
        comment = make_comment(ann, page)
        make_attachment(ann, page)
    assert names(mails) == ["bob", "bob"]
    with sent() as mails:
        edit_comment(ann, comment_id=comment.pk, storage="<p>other</p>")
        make_attachment(ann, page, data=b"new")
        make_attachment(ann, comment, "on the comment.txt")
    assert names(mails) == ["bob", "bob", "bob"]
    with sent() as mails:
        make_page(ann, "Another")
    assert mails == []


def test_watchers_of_a_space_are_told_of_everything_in_it(ann, bob, space, other_space, sent):
    watch(bob, space=space)
    with sent() as mails:
        page = make_page(ann)
        make_comment(ann, page)
        create_blogpost(ann, space_key="TST", title="News", storage="")
        make_page(ann, space="OTH")
    assert names(mails) == ["bob"] * 3


def test_watchers_of_a_blog_are_told_of_posts_only(ann, bob, space, sent):
    watch(bob, space=space, content_kind="blogpost")
    with sent() as mails:
        make_page(ann)
        create_blogpost(ann, space_key="TST", title="News", storage="")
    assert names(mails) == ["bob"]
    assert "you watch the blog of the space “Space TST”" in mails[0].body


def test_somebody_with_several_watches_is_told_once_because_of_the_narrowest(ann, bob, page, space, sent):
    watch(bob, space=space)
    watch(bob, space=space, content_kind="page")
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert names(mails) == ["bob"]
    assert "you watch the page “Plan”" in mails[0].body


def test_nobody_is_told_of_minor_edits(ann, page, space, bob, sent):
    watch(bob, space=space)
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>", minor_edit=True)
        create_page(ann, space_key="TST", title="Small", storage="", minor_edit=True)
        attachment = make_attachment(ann, page)
    assert len(mails) == 1
    with sent() as mails:
        describe_attachment(ann, attachment_id=attachment.pk, comment="what it is")
    assert mails == []


def test_who_did_it_is_told_only_if_they_want_that(ann, page, sent):
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
        watch(ann, content=page)
    assert names(mails) == ["bob"]
    set_user_preference(ann, username="ann", key=TELL_OWN, value=True)
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=2, storage="<p>3</p>")
    assert names(mails) == ["ann", "bob"]


def test_deactivated_people_and_people_without_an_address_are_not_told(administrator, ann, bob, page, sent):
    carl = member("carl")
    watch(carl, content=page)
    edit_user(carl, username="carl", email="")
    deactivate_user(administrator, username="bob")
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert mails == []


def test_who_may_not_view_the_page_any_more_is_not_told(ann, page, sent):
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert mails == []


def test_what_counts_is_who_may_view_it_when_the_mail_is_sent(ann, page):
    change = Change(content_id=page.pk, version=1, actor_id=ann.user_id)
    (pairs,) = sending.chunks_to_tell(change)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert sending.tell(change, pairs) == []
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW)
    revoke_all(page.space)
    assert sending.tell(change, pairs) == []


def test_a_watch_that_was_stopped_meanwhile_counts_no_more(ann, bob, page, mailoutbox):
    change = Change(content_id=page.pk, version=1, actor_id=ann.user_id)
    (pairs,) = sending.chunks_to_tell(change)
    bob.user.watches.all().delete()
    assert sending.tell(change, pairs) == []
    assert mailoutbox == []


def test_nobody_is_told_of_what_is_gone_meanwhile(ann, page, mailoutbox):
    change = Change(content_id=page.pk, version=1, actor_id=ann.user_id)
    (pairs,) = sending.chunks_to_tell(change)
    trash_page(ann, page_id=page.pk)
    assert list(sending.chunks_to_tell(change)) == []
    assert sending.tell(change, pairs) == []
    assert sending.tell(Change(content_id=page.pk, version=7, actor_id=None), pairs) == []
    assert mailoutbox == []


def test_the_anonymous_user_is_somebody_else(ann, bob, page, anonymous, space, sent):
    grant_anonymous("USECONFLUENCE")
    grant(space, everybody(), "VIEWSPACE", "COMMENT")
    with sent() as mails:
        make_comment(anonymous, page)
    assert names(mails) == ["bob"]
    assert mails[0].body.startswith("Anonymous commented on “Plan”")


def test_without_a_way_for_mail_nothing_is_queued(ann, page, sent, settings, monkeypatch):
    settings.WIKI_MAIL_IS_SET_UP = False
    monkeypatch.setattr(tasks.tell_watchers, "delay", lambda change: pytest.fail("a task was queued"))
    with sent() as mails:
        edit_page(ann, page_id=page.pk, version=1, storage="<p>2</p>")
    assert mails == []


def test_the_number_of_queries_does_not_grow_with_the_watchers(ann, page):
    change = Change(content_id=page.pk, version=1, actor_id=ann.user_id)

    def counted():
        with CaptureQueriesContext(connection) as captured:
            for pairs in sending.chunks_to_tell(change):
                sending.tell(change, pairs)
        return len(captured)

    few = counted()
    for number in range(20):
        watch(member(f"reader{number}"), content=page)
    assert counted() == few
    assert few <= 20


def test_many_are_told_in_pieces(ann, page):
    for number in range(sending.CHUNK + 5):
        watch(member(f"reader{number}"), content=page)
    pieces = list(sending.chunks_to_tell(Change(content_id=page.pk, version=1, actor_id=ann.user_id)))
    assert [len(piece) for piece in pieces] == [sending.CHUNK, 6]


def test_an_upload_by_whatever_way_tells_watchers(ann, page, sent):
    with sent() as mails:
        add_attachment(ann, container_id=page.pk, file_name="a.txt", data=BytesIO(b"x"))
    assert names(mails) == ["bob"]
