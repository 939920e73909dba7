"""The rows of tasks follow the text at each save."""

from datetime import date

import pytest

from accounts.actor import Actor
from tests.factories.wiki import make_comment, make_page
from wiki.models import Content, InlineTask, Space
from wiki.services.pages.copy import copy_page
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.spaces.remove import remove_space


def task(number: str, text: str, status: str = "incomplete") -> str:
    """Write a task."""
    return (
        f"<ac:task><ac:task-id>{number}</ac:task-id><ac:task-status>{status}</ac:task-status>"
        f"<ac:task-body>{text}</ac:task-body></ac:task>"
    )


def listed(*tasks: str) -> str:
    """Write a list of tasks."""
    return f"<ac:task-list>{''.join(tasks)}</ac:task-list>"


def rows(content: Content) -> list[InlineTask]:
    """Read the rows of a content."""
    return list(InlineTask.objects.filter(content_id=content.pk).order_by("position"))


def test_rows_are_made_at_the_first_save(space: Space, ann: Actor, bob: Actor):
    mention = f'<ac:link><ri:user ri:userkey="{bob.user.key.upper()}" /></ac:link>'
    page = make_page(
        ann, storage=listed(task("1", f'Ask {mention} <time datetime="2024-02-22" />'), task("2", "b", "complete"))
    )
    first, second = rows(page)
    assert (first.number, first.text, first.assignee_id, first.due) == (
        "1",
        "Ask 2024-02-22",
        bob.user_id,
        date(2024, 2, 22),
    )
    assert (first.creator_id, first.created, first.completer_id) == (ann.user_id, page.modified, None)
    assert (second.complete, second.completer_id, second.completed) == (True, ann.user_id, page.modified)


def test_who_brought_a_task_and_who_ticked_it_is_kept(space: Space, ann: Actor, bob: Actor):
    page = make_page(ann, storage=listed(task("1", "a"), task("2", "b")))
    brought = page.modified
    page = edit_page(
        bob, page_id=page.pk, version=1, storage=listed(task("3", "new"), task("1", "a, changed", "complete"))
    )
    new, changed = rows(page)
    assert (new.number, new.creator_id, new.created) == ("3", bob.user_id, page.modified)
    assert (changed.text, changed.creator_id, changed.created) == ("a, changed", ann.user_id, brought)
    assert (changed.completer_id, changed.completed) == (bob.user_id, page.modified)
    ticked = page.modified
    page = edit_page(ann, page_id=page.pk, version=2, storage=listed(task("1", "a", "complete")))
    (kept,) = rows(page)
    assert (kept.completer_id, kept.completed) == (bob.user_id, ticked)
    page = edit_page(ann, page_id=page.pk, version=3, storage=listed(task("1", "a")))
    (open_again,) = rows(page)
    assert (open_again.completer_id, open_again.completed) == (None, None)
    edit_page(ann, page_id=page.pk, version=4, storage="<p>none</p>")
    assert rows(page) == []


def test_tasks_with_one_number_are_told_apart_by_their_order(space: Space, ann: Actor, bob: Actor):
    page = make_page(ann, storage=listed(task("1", "a")))
    page = edit_page(bob, page_id=page.pk, version=1, storage=listed(task("1", "a"), task("1", "copy")))
    assert [row.creator_id for row in rows(page)] == [ann.user_id, bob.user_id]


@pytest.mark.parametrize(
    "reference", ['ri:username="ann"', 'ri:username="ANN"', 'ri:username="nobody"', 'ri:account-id="x"']
)
def test_people_are_found_by_name(space: Space, ann: Actor, reference: str):
    page = make_page(ann, storage=listed(task("1", f"<ac:link><ri:user {reference} /></ac:link>")))
    assert (rows(page)[0].assignee_id == ann.user_id) is ("ann" in reference.lower())


def test_a_long_text_and_an_odd_number_are_stored(space: Space, ann: Actor):
    page = make_page(ann, storage=listed(task("9" * 100, "x" * 3000), task("", "no number")))
    assert [(len(row.number), len(row.text)) for row in rows(page)] == [(64, 1000), (0, 9)]


def test_comments_copies_and_removal(space: Space, ann: Actor, bob: Actor, administrator: Actor):
    page = make_page(ann, storage=listed(task("1", "a")))
    comment = make_comment(bob, page, listed(task("1", "in a comment")))
    assert rows(comment)[0].creator_id == bob.user_id
    copy = copy_page(bob, page_id=page.pk, parent_id=page.pk, title="Copy")
    assert len(rows(copy)) == 1
    trash_page(ann, page_id=page.pk)
    assert len(rows(page)) == 1
    remove_space(administrator, key=space.key)
    assert not InlineTask.objects.exists()
