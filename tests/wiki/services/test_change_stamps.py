"""What goes stale by which change, and when that is written."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from accounts.services.groups import add_user_to_group, set_groups_of_user
from accounts.services.passwords import request_password_link
from accounts.whole_change import change_under_way, whole_change
from tests.factories.wiki import make_comment, make_page
from wiki.models import ChangeStamp, Content, Space
from wiki.services.change_stamps import went_stale
from wiki.services.drafts.draft import save_draft
from wiki.services.labels.label import add_labels
from wiki.services.link_following import follow_pages
from wiki.services.pages.move import move_page_to_top_level
from wiki.services.pages.store import edit_page
from wiki.services.spaces.edit import edit_space
from wiki.services.watches.watch import watch_content

Change = Callable[[], object]


def stamped(change: Change) -> set[int]:
    """Give the scopes that a change stamps."""
    before = dict(ChangeStamp.objects.values_list("scope", "count"))
    change()
    after = dict(ChangeStamp.objects.values_list("scope", "count"))
    assert all(after[scope] >= count for scope, count in before.items())
    return {scope for scope, count in after.items() if before.get(scope) != count}


@pytest.fixture
def page(ann: Actor, space: Space) -> Content:
    """A page in Ann's space."""
    return make_page(ann, "Start")


def test_a_change_of_content_stamps_its_space(ann: Actor, space: Space, other_space: Space, page: Content) -> None:
    assert stamped(lambda: edit_page(ann, page_id=page.pk, version=None, storage="<p>new</p>")) == {space.pk}
    assert stamped(lambda: make_comment(ann, page)) == {space.pk}
    assert stamped(lambda: add_labels(ann, content_id=page.pk, labels="a b c")) == {space.pk}
    assert stamped(lambda: make_page(ann, "Other", space="OTH")) == {other_space.pk}


def test_a_move_stamps_both_spaces(ann: Actor, space: Space, other_space: Space, page: Content) -> None:
    assert stamped(lambda: move_page_to_top_level(ann, page_id=page.pk, space_key="OTH")) == {space.pk, other_space.pk}


def test_following_links_stamps_the_spaces_of_the_texts(
    ann: Actor, space: Space, other_space: Space, page: Content
) -> None:
    link = '<ac:link><ri:page ri:content-title="Start" ri:space-key="TST"/></ac:link>'
    make_page(ann, "Far", space="OTH", storage=link)
    make_page(ann, "Unconcerned", space="TST")
    edit_page(ann, page_id=page.pk, version=None, title="Begin")
    assert stamped(lambda: follow_pages(ann, titles=((page.pk, "Start"),), old_space_key="TST")) == {other_space.pk}


def test_people_spaces_and_settings_stamp_the_site(administrator: Actor, ann: Actor, space: Space) -> None:
    site = {ChangeStamp.EVERYWHERE}
    assert stamped(lambda: edit_space(ann, key="TST", name="Another")) == site
    groups = ["confluence-users", "confluence-administrators"]
    assert stamped(lambda: set_groups_of_user(administrator, username="ann", groups=groups)) == site


def test_drafts_watches_and_passwords_stamp_nothing(ann: Actor, page: Content) -> None:
    assert stamped(lambda: save_draft(ann, content_id=page.pk, title="Start", storage="<p>x</p>")) == set()
    assert stamped(lambda: watch_content(ann, content_id=page.pk)) == set()
    assert stamped(lambda: request_password_link(Actor.anonymous(), name="ann", address="127.0.0.1")) == set()


def test_the_stamp_is_the_last_statement_of_the_outermost_service(
    administrator: Actor, ann: Actor, bob: Actor, page: Content
) -> None:
    changes: list[Change] = [
        lambda: edit_page(ann, page_id=page.pk, version=None, title="Begin", storage="<p>new</p>"),
        lambda: set_groups_of_user(
            administrator, username="ann", groups=["confluence-users", "confluence-administrators"]
        ),
        lambda: add_user_to_group(administrator, username="bob", group="confluence-administrators"),
    ]
    for change in changes:
        with CaptureQueriesContext(connection) as captured:
            change()
        statements = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
        stamps = [number for number, sql in enumerate(statements) if "wiki_changestamp" in sql]
        assert stamps == [len(statements) - 1]


def test_a_change_that_is_undone_stamps_nothing(ann: Actor, space: Space) -> None:
    def undone() -> None:
        with pytest.raises(ZeroDivisionError), whole_change():
            make_page(ann, "Never")
            raise ZeroDivisionError

    assert stamped(undone) == set()
    assert change_under_way() is None


def test_a_part_that_fails_alone_leaves_the_rest_stamped(ann: Actor, space: Space, other_space: Space) -> None:
    def partly() -> None:
        with whole_change():
            make_page(ann, "Kept")
            with pytest.raises(ZeroDivisionError), whole_change():
                make_page(ann, "Lost", space="OTH")
                raise ZeroDivisionError

    assert space.pk in stamped(partly)
    assert not Content.objects.filter(title="Lost").exists()


def test_stamps_that_were_undone_never_come_again(space: Space) -> None:
    seen = set()
    for _ in range(20):
        with transaction.atomic():
            went_stale([space.pk])
            seen.add(ChangeStamp.objects.get(scope=space.pk).count)
            transaction.set_rollback(True)
    assert len(seen) == 20
