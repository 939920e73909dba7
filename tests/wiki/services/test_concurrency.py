"""What happens when several people change the same things at the same moment."""

import io
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.models import User
from tests.factories.wiki import (
    again,
    make_attachment,
    make_chain,
    make_comment,
    make_page,
    make_space,
    member,
    open_site,
)
from tests.wiki.services.pages.test_move import check_tree
from wiki.errors import (
    BadMove,
    ConcurrentChange,
    ContentIdTaken,
    NoSuchContent,
    TitleTaken,
    VersionConflict,
    WikiError,
)
from wiki.models import Content, Labelling, RestrictionType, ViewGate, allot_ids
from wiki.services.attachments.move import move_attachment
from wiki.services.attachments.store import add_attachment
from wiki.services.comments.store import add_comment, remove_comment
from wiki.services.labels.label import add_labels
from wiki.services.pages.move import move_page, move_page_to_top_level
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import create_page, edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.create import create_space
from wiki.services.spaces.remove import remove_space
from wiki.services.tasks.status import set_task_status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ann():
    open_site()
    actor = member("ann")
    make_space(actor, for_all_users=True)
    return actor


def at_once(*calls):
    """Call all at the same moment, each with an actor and a connection of its own, and count the outcomes."""
    barrier = threading.Barrier(len(calls))
    user_id = User.objects.get(username="ann").pk

    def run(call):
        try:
            actor = Actor.for_user(User.objects.get(pk=user_id))
            barrier.wait(timeout=30)
            call(actor)
            return "done"
        except WikiError as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def test_one_title_for_two(ann):
    outcome = at_once(*[lambda by: create_page(by, space_key="TST", title="Title", storage="")] * 6)
    assert outcome == {"done": 1, TitleTaken.__name__: 5}


def test_one_title_for_a_new_page_and_a_renamed_one(ann):
    page = make_page(ann, "Old")
    outcome = at_once(
        lambda by: create_page(by, space_key="TST", title="Title", storage=""),
        lambda by: edit_page(by, page_id=page.pk, version=1, title="TITLE"),
    )
    assert outcome == {"done": 1, TitleTaken.__name__: 1}


def test_one_id_for_two(ann):
    make_space(ann, "OTH")
    outcome = at_once(
        *[
            lambda by, key=key: create_page(by, space_key=key, title=f"T{key}", storage="", content_id=77)
            for key in ("TST", "OTH")
        ]
    )
    assert outcome["done"] == 1
    assert set(outcome) <= {"done", ContentIdTaken.__name__, ConcurrentChange.__name__}


def test_one_version_for_two_edits(ann):
    page = make_page(ann)
    outcome = at_once(
        *[lambda by, n=n: edit_page(by, page_id=page.pk, version=1, storage=f"<p>{n}</p>") for n in range(5)]
    )
    assert outcome == {"done": 1, VersionConflict.__name__: 4}
    assert (again(page).version, again(page).versions.count()) == (2, 1)


def test_edits_of_whatever_is_current_all_count(ann):
    page = make_page(ann)
    outcome = at_once(
        *[lambda by, n=n: edit_page(by, page_id=page.pk, version=None, storage=f"<p>{n}</p>") for n in range(5)]
    )
    assert outcome == {"done": 5}
    assert sorted(again(page).versions.values_list("version", flat=True)) == [1, 2, 3, 4, 5]


def test_ids_are_allotted_once(ann):
    drawn: list[int] = []
    at_once(*[lambda by: drawn.extend(allot_ids(50))] * 4)
    assert len(set(drawn)) == 200


@pytest.mark.parametrize("attempt", range(3))
def test_moves_never_make_a_cycle(ann, attempt):
    a, b, c, d = make_chain(ann, "A", "B", "C", "D")
    e = make_page(ann, "E")
    for page, target in ((b, a), (c, b)):
        move_page(ann, page_id=page.pk, target_id=target.pk, position="append")
    moves = [(a, e), (e, d), (c, e), (e, c), (b, e), (d, a)]

    def move(by, page, target):
        try:
            move_page(by, page_id=page.pk, target_id=target.pk, position="append")
        except BadMove:
            pass

    outcome = at_once(*[lambda by, m=m: move(by, *m) for m in moves])
    assert outcome == {"done": len(moves)}
    check_tree()


def test_moves_between_two_spaces_in_both_directions(ann):
    make_space(ann, "OTH", for_all_users=True)
    here, there = make_chain(ann, "A", "B"), make_chain(ann, "C", "D", space="OTH")
    outcome = at_once(
        lambda by: move_page(by, page_id=here[0].pk, target_id=there[1].pk, position="append"),
        lambda by: move_page_to_top_level(by, page_id=there[0].pk, space_key="TST"),
        lambda by: edit_page(by, page_id=here[1].pk, version=1, title="New"),
        lambda by: edit_page(by, page_id=there[1].pk, version=1, title="Newer"),
        lambda by: create_page(by, space_key="TST", title="E", storage="", parent_id=here[1].pk),
    )
    assert set(outcome) <= {"done", BadMove.__name__, ConcurrentChange.__name__}
    check_tree()


def test_a_page_made_below_one_that_is_closed_meanwhile_is_closed(ann):
    for number in range(5):
        page = make_page(ann, f"Top {number}")
        at_once(
            lambda by, page=page: set_restriction(by, content_id=page.pk, type=RestrictionType.VIEW, users=[by.user]),
            lambda by, page=page: create_page(
                by, space_key="TST", title=f"Below {page.pk}", storage="", parent_id=page.pk
            ),
        )
        below = Content.objects.get(parent=page)
        assert ViewGate.objects.filter(content=below).exists()


def test_a_page_trashed_while_others_come_below_it(ann):
    page, other = make_page(ann, "Page"), make_page(ann, "Other")
    outcome = at_once(
        lambda by: trash_page(by, page_id=page.pk),
        lambda by: move_page(by, page_id=other.pk, target_id=page.pk, position="append"),
        lambda by: create_page(by, space_key="TST", title="New", storage="", parent_id=page.pk),
    )
    assert set(outcome) <= {"done", "NoSuchPage"}
    check_tree()


def test_one_file_name_for_two(ann):
    page = make_page(ann)
    outcome = at_once(
        *[
            lambda by, n=n: add_attachment(by, container_id=page.pk, file_name="a", data=io.BytesIO(bytes([n])))
            for n in range(4)
        ]
    )
    assert outcome == {"done": 4}
    file = Content.objects.get(container=page, status="current")
    assert sorted(file.versions.values_list("version", flat=True)) == [1, 2, 3]


def test_files_renamed_and_stored_at_once(ann):
    page = make_page(ann)
    first = make_attachment(ann, page, "a")
    outcome = at_once(
        lambda by: move_attachment(by, attachment_id=first.pk, file_name="b"),
        lambda by: add_attachment(by, container_id=page.pk, file_name="a", data=io.BytesIO(b"1")),
        lambda by: add_attachment(by, container_id=page.pk, file_name="b", data=io.BytesIO(b"2")),
    )
    assert set(outcome) <= {"done", "FileNameTaken"}
    titles = list(Content.objects.filter(container=page, status="current").values_list("title", flat=True))
    assert len(titles) == len(set(titles))


def test_a_reply_to_a_comment_that_goes(ann):
    page = make_page(ann)
    comment = make_comment(ann, page)
    outcome = at_once(
        lambda by: remove_comment(by, comment_id=comment.pk),
        lambda by: add_comment(by, container_id=page.pk, storage="", parent_id=comment.pk),
    )
    assert set(outcome) <= {"done", "NoSuchComment"}
    assert not Content.objects.filter(parent_id=comment.pk).exists()


def test_the_same_label_twice(ann):
    page = make_page(ann)
    assert at_once(*[lambda by: add_labels(by, content_id=page.pk, labels="a b c my:d")] * 4) == {"done": 4}
    assert Labelling.objects.count() == 4


def test_one_key_for_two_spaces(ann):
    outcome = at_once(*[lambda by: create_space(by, key="New", name="New")] * 3)
    assert outcome["done"] == 1
    assert set(outcome) <= {"done", "KeyTaken", ConcurrentChange.__name__}


def test_a_space_removed_while_people_write_in_it(ann):
    page = make_page(ann)
    outcome = at_once(
        lambda by: remove_space(by, key="TST"),
        lambda by: create_page(by, space_key="TST", title="T", storage="", parent_id=page.pk),
        lambda by: edit_page(by, page_id=page.pk, version=1, storage="<p>2</p>"),
        lambda by: add_comment(by, container_id=page.pk, storage=""),
        lambda by: add_attachment(by, container_id=page.pk, file_name="a", data=io.BytesIO(b"")),
        lambda by: add_labels(by, content_id=page.pk, labels="x"),
    )
    assert outcome["done"] >= 1
    assert set(outcome) <= {"done", "NoSuchSpace", "NoSuchPage", NoSuchContent.__name__, ConcurrentChange.__name__}
    assert not Content.objects.exists() or again(page).space.key == "TST"


def test_tasks_of_one_text_that_are_ticked_at_once_are_all_ticked(ann):
    text = "".join(f"<ac:task><ac:task-id>{n}</ac:task-id><ac:task-body>x</ac:task-body></ac:task>" for n in range(6))
    page = make_page(ann, storage=f"<ac:task-list>{text}</ac:task-list>")
    outcome = at_once(
        *[lambda by, n=n: set_task_status(by, content_id=page.pk, number=str(n), complete=True) for n in range(6)]
    )
    done = outcome["done"]
    assert done + outcome[ConcurrentChange.__name__] == 6
    assert again(page).storage.count("<ac:task-status>complete</ac:task-status>") == done
    assert page.tasks.filter(complete=True).count() == done
    assert connection.vendor == "sqlite" or done == 6
