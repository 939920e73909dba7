"""What each reader finds and is told the number of, through every state that the index can be in."""

import random

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM_INDEX, Actor
from accounts.models import User
from search.document import DocumentKind
from search.drain import catch_up_with_all as catch_up
from search.drain import rebuild
from search.folder import SEARCHERS, index_folder
from search.query.lucene import parse
from tests.factories.wiki import make_chain, make_comment, make_page
from wiki.models import Content, ContentKind, ContentStatus, RestrictionType
from wiki.permissions.visible import visible_contents
from wiki.queries.search import search, what_is_seen
from wiki.services.pages.move import move_page_to_top_level
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db(transaction=True)
VIEW = RestrictionType.VIEW
KINDS = (DocumentKind.PAGE, DocumentKind.COMMENT)


def again(actor: Actor) -> Actor:
    """The same person as the database knows them now."""
    return Actor.for_user(User.objects.get(pk=actor.user_id)) if actor.user_id else Actor.anonymous()


def check(*actors: Actor) -> None:
    """What everybody finds is what the database shows them, and is counted so."""
    for actor in map(again, actors):
        current = Content.objects.filter(kind__in=(ContentKind.PAGE, ContentKind.COMMENT), status=ContentStatus.CURRENT)
        visible = set(visible_contents(actor, current).values_list("pk", flat=True))
        found = search(actor, parse("type:page OR type:comment"), limit=500)
        assert sorted(each.thing.pk for each in found.results) == sorted(visible)
        assert found.total == len(visible)


def clauses(actor: Actor) -> str:
    """The filter of a reader, as the index writes it."""
    return str(SEARCHERS.opened(index_folder()).filters.clauses(what_is_seen(again(actor))))


def test_rights_hold_whatever_the_index_knows_of_them(ann, bob, stranger, space):
    few = Group.objects.create(name="few")
    pages = [make_page(ann, f"Zebra {number}") for number in range(8)]
    pages += make_chain(ann, "Zebra top", "Zebra middle", "Zebra low")
    for page in pages[::2]:
        make_comment(ann, page, "<p>stripes</p>")
    catch_up()
    readers = (ann, bob, stranger, Actor.anonymous())
    chosen = random.Random(3)
    for step in range(40):
        page = chosen.choice(pages)
        what = chosen.randrange(5)
        hers = visible_contents(again(ann), Content.objects.filter(pk=page.pk)).exists()
        if what <= 1 and hers:
            allowed = chosen.choice(({"users": [ann.user]}, {"groups": [few]}, {"users": [bob.user]}, {}))
            set_restriction(again(ann), content_id=page.pk, type=VIEW, **allowed)
        elif what == 2 and hers:
            edit_page(again(ann), page_id=page.pk, version=None, storage=f"<p>striped {step}</p>")
            catch_up()
        elif what == 3:
            chosen.choice((few.user_set.add, few.user_set.remove))(chosen.choice((ann, bob)).user)
        else:
            catch_up()
        check(*readers)
    rebuild()
    check(*readers)


def test_one_of_an_audience_that_opens_is_found_at_once_and_the_others_are_not(ann, bob, space):
    pages = [make_page(ann, f"Zebra {number}") for number in range(4)]
    for page in pages:
        set_restriction(ann, content_id=page.pk, type=VIEW, users=[ann.user])
    catch_up()
    check(ann, bob)
    set_restriction(ann, content_id=pages[0].pk, type=VIEW)
    check(ann, bob)
    make_comment(ann, pages[1], "<p>zebra</p>")
    check(bob)
    catch_up()
    check(ann, bob)
    assert search(again(bob), parse("zebra")).total == 1


def test_a_page_that_came_under_a_restriction_is_hidden_before_and_after_the_index_knows(ann, bob, space):
    top, below = make_chain(ann, "Zebra top", "Zebra below")
    make_comment(ann, below, "<p>zebra</p>")
    catch_up()
    set_restriction(ann, content_id=top.pk, type=VIEW, users=[ann.user])
    check(ann, bob)
    catch_up()
    check(ann, bob)
    move_page_to_top_level(ann, page_id=below.pk, space_key="TST")
    catch_up()
    check(ann, bob)


def test_what_is_closed_costs_one_condition_for_each_audience(ann, bob, space):
    pages = [make_page(ann, f"Zebra {number}") for number in range(6)]
    catch_up()
    for page in pages:
        set_restriction(ann, content_id=page.pk, type=VIEW, users=[ann.user])
    make_comment(ann, pages[0], "<p>zebra</p>")
    host = f"field={_field('host')},"
    assert host in clauses(bob)
    catch_up()
    assert host not in clauses(bob)
    assert f"field={_field('audience')}," in clauses(bob)


def test_a_search_asks_the_database_a_fixed_number_of_times(ann, bob, space):
    def asked() -> int:
        actor = again(bob)
        with CaptureQueriesContext(connection) as captured:
            assert search(actor, parse("zebra"), limit=100).results
        return len(captured)

    make_page(ann, "Zebra")
    catch_up()
    assert asked() == 6
    for number in range(12):
        page = make_page(ann, f"Zebra {number}")
        set_restriction(ann, content_id=page.pk, type=VIEW, users=[(ann, bob)[number % 2].user])
    catch_up()
    assert asked() == 6
    make_comment(ann, page, "<p>zebra</p>")
    catch_up()
    assert asked() <= 7


def test_the_index_asks_for_nobody_and_is_shown_everything(ann, space):
    page = make_page(ann, "Zebra")
    set_restriction(ann, content_id=page.pk, type=VIEW, users=[ann.user])
    catch_up()
    assert search(SYSTEM_INDEX, parse("zebra")).total == 1


def test_what_hung_on_a_page_is_neither_found_twice_after_a_move_nor_counted_after_the_page_went(ann, bob, space):
    page = make_page(ann, "Zebra")
    make_comment(ann, page, "<p>zebra</p>")
    catch_up()
    move_page_to_top_level(ann, page_id=page.pk, space_key="TST")
    catch_up()
    check(ann, bob)
    trash_page(ann, page_id=page.pk)
    catch_up()
    check(ann, bob)


def _field(name: str) -> int:
    fields = ("key", "kind", "number", "host", "space", "audience")
    return fields.index(name)
