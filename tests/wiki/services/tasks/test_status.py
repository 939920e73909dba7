"""Ticking a task where it stands."""

import pytest

from accounts.actor import Actor
from accounts.errors import NotPermitted
from tests.factories.wiki import again, make_comment, make_page
from tests.wiki.services.tasks.test_rows import listed, rows, task
from wiki.errors import BadBody, ConcurrentChange, NoSuchContent, NoSuchTask
from wiki.models import AuditEntry, Body, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.pages.remove import trash_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.tasks.status import set_task_status
from wiki.storage_format.parser import parse
from wiki.storage_format.tasks import tasks_in

STORAGE = "<p>a&nbsp;b</p>\n" + listed(task("1", "first"), task("2", "second"))


def test_a_tick_changes_the_text_in_place(space: Space, ann: Actor, bob: Actor):
    page = make_page(ann, storage=STORAGE)
    assert set_task_status(bob, content_id=page.pk, number="2", complete=True)
    after = again(page)
    assert after.storage == STORAGE.replace(task("2", "second"), task("2", "second", "complete"))
    assert (after.version, after.modifier_id, after.modified) == (1, ann.user_id, page.modified)
    first, second = rows(page)
    assert not first.complete
    assert (second.complete, second.completer_id, second.creator_id) == (True, bob.user_id, ann.user_id)
    assert AuditEntry.objects.get(event="TaskStatusChanged").content_id == page.pk
    assert set_task_status(bob, content_id=page.pk, number="2", complete=False)
    assert again(page).storage == STORAGE


def test_a_second_tick_changes_nothing(space: Space, ann: Actor):
    page = make_page(ann, storage=STORAGE)
    set_task_status(ann, content_id=page.pk, number="1", complete=True)
    assert not set_task_status(ann, content_id=page.pk, number="1", complete=True)
    assert AuditEntry.objects.filter(event="TaskStatusChanged").count() == 1


def test_tasks_of_comments_and_blog_posts(space: Space, ann: Actor, bob: Actor):
    post = create_blogpost(ann, space_key=space.key, title="News", storage=STORAGE)
    comment = make_comment(bob, post, STORAGE)
    assert set_task_status(bob, content_id=post.pk, number="1", complete=True)
    assert set_task_status(bob, content_id=comment.pk, number="1", complete=True)
    assert rows(comment)[0].complete
    mine = make_comment(ann, post, STORAGE)
    with pytest.raises(NotPermitted):
        set_task_status(bob, content_id=mine.pk, number="1", complete=True)


def test_a_task_that_says_something_else_by_now_stays_as_it_is(space: Space, ann: Actor, refused):
    page = make_page(ann, storage=STORAGE)
    first, second = tasks_in(parse(STORAGE))
    with refused(ConcurrentChange):
        set_task_status(ann, content_id=page.pk, number="1", complete=True, digest=second.digest)
    assert set_task_status(ann, content_id=page.pk, number="1", complete=True, digest=first.digest)
    assert set_task_status(ann, content_id=page.pk, number="1", complete=False, digest=first.digest)


def test_of_two_tasks_with_one_number_the_one_that_was_seen_is_ticked(space: Space, ann: Actor):
    page = make_page(ann, storage=listed(task("1", "a"), task("1", "b")))
    digest = tasks_in(parse(page.storage))[1].digest
    set_task_status(ann, content_id=page.pk, number="1", complete=True, digest=digest)
    assert [row.complete for row in rows(page)] == [False, True]


def test_what_is_not_there(space: Space, ann: Actor, stranger: Actor, refused):
    page = make_page(ann, storage=STORAGE)
    for by, content_id, number, error in (
        (ann, page.pk, "3", NoSuchTask),
        (ann, page.pk + 1000, "1", NoSuchContent),
        (stranger, page.pk, "1", NoSuchContent),
    ):
        with refused(error):
            set_task_status(by, content_id=content_id, number=number, complete=True)
    trash_page(ann, page_id=page.pk)
    with refused(NoSuchContent):
        set_task_status(ann, content_id=page.pk, number="1", complete=True)


def test_who_may_not_edit_may_not_tick(space: Space, ann: Actor, bob: Actor, refused):
    page = make_page(ann, storage=STORAGE)
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    with refused(NotPermitted):
        set_task_status(bob, content_id=page.pk, number="1", complete=True)


def test_a_text_that_cannot_be_read_is_left_alone(space: Space, ann: Actor, refused):
    page = make_page(ann)
    Body.objects.filter(pk=page.pk).update(storage="<ac:task>")
    with refused(BadBody):
        set_task_status(ann, content_id=page.pk, number="1", complete=True)
