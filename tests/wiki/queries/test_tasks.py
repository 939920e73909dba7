"""Lists of tasks: only what the reader may see, narrowed as wanted."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from tests.factories.wiki import make_comment, make_page, make_space
from tests.wiki.services.tasks.test_rows import listed, task
from wiki.models import RestrictionType, Space
from wiki.queries.tasks import WantedTasks, tasks_of
from wiki.services.labels.label import add_labels
from wiki.services.pages.remove import trash_page
from wiki.services.restrictions.set import set_restriction


def texts(actor: Actor, **wanted: object) -> list[str]:
    """Give the texts of the tasks that somebody gets."""
    return [row.text for row in tasks_of(actor, WantedTasks(**wanted))]


@pytest.fixture
def pages(space: Space, other_space: Space, ann: Actor, bob: Actor) -> dict[str, object]:
    """Pages with tasks in two spaces."""
    mention = '<ac:link><ri:user ri:username="bob" /></ac:link>'
    top = make_page(
        ann, "Top", storage=listed(task("1", "top <time datetime='2030-02-01' />"), task("2", "done", "complete"))
    )
    below = make_page(bob, "Below", below=top, storage=listed(task("1", f"below {mention}")))
    far = make_page(ann, "Far", space="OTH", storage=listed(task("1", "far <time datetime='2030-01-01' />")))
    add_labels(ann, content_id=below.pk, labels="Urgent")
    make_comment(ann, top, listed(task("1", "comment")))
    return {"top": top, "below": below, "far": far}


def test_open_ones_come_first_by_day(pages, ann: Actor):
    assert texts(ann) == ["far 2030-01-01", "top 2030-02-01", "below", "comment", "done"]


def test_filters(pages, ann: Actor, bob: Actor):
    top = pages["top"]
    assert texts(ann, space_keys=("oth",)) == ["far 2030-01-01"]
    assert texts(ann, pages=(top.pk,)) == ["top 2030-02-01", "comment", "done"]
    assert texts(ann, below=(top,)) == ["top 2030-02-01", "below", "comment", "done"]
    assert texts(ann, labels=("URGENT", "other")) == ["below"]
    assert texts(ann, assignees=("BOB",)) == ["below"]
    assert texts(ann, creators=("bob",)) == ["below"]
    assert texts(ann, complete=True) == ["done"]
    assert texts(ann, complete=False, pages=(top.pk,)) == ["top 2030-02-01", "comment"]
    assert texts(ann, due_from=date(2030, 1, 15)) == ["top 2030-02-01"]
    assert texts(ann, due_until=date(2030, 1, 15)) == ["far 2030-01-01"]
    today = timezone.now().date()
    assert len(texts(ann, created_from=today - timedelta(1), created_until=today + timedelta(1))) == 5
    assert texts(ann, created_from=today + timedelta(2)) == []


def test_what_a_reader_may_not_see_never_shows(pages, ann: Actor, bob: Actor, stranger: Actor, anonymous: Actor):
    set_restriction(ann, content_id=pages["top"].pk, type=RestrictionType.VIEW, users=[ann.user])
    assert texts(bob) == ["far 2030-01-01"]
    assert texts(bob, pages=(pages["top"].pk,)) == []
    assert texts(stranger) == texts(anonymous) == []
    closed = make_space(ann, "CLO")
    make_page(ann, "Closed", space=closed.key, storage=listed(task("1", "closed")))
    assert texts(bob, space_keys=("CLO",)) == []
    trash_page(ann, page_id=pages["far"].pk)
    assert texts(bob) == []


def test_the_number_of_queries_does_not_grow(pages, ann: Actor, bob: Actor):
    def count() -> int:
        reader = Actor.for_user(bob.user)
        with CaptureQueriesContext(connection) as queries:
            for row in tasks_of(reader):
                _ = (
                    row.content.space.key,
                    row.content.host.title,
                    row.content.host.space.key,
                    row.creator,
                    row.assignee,
                )
        return len(queries)

    before = count()
    for number in range(5):
        make_page(ann, f"More {number}", storage=listed(task("1", "a"), task("2", "b")))
    assert count() == before
