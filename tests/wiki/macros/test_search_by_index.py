"""The macro search and the field of livesearch with an index: what texts hold is found, and never more than may be."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from search.drain import catch_up_with_all
from tests.factories.wiki import make_attachment, make_comment, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, use_of
from wiki.macros.base import runs_at_each_view
from wiki.macros.registry import MACROS
from wiki.models import Content, RestrictionType, Space
from wiki.services.restrictions.set import set_restriction
from wiki.services.spaces.edit import set_space_status
from wiki.storage_format.nodes import MacroCall
from wiki.storage_format.parser import parse

# Entries of the journal can be read once their transaction is over.
pytestmark = pytest.mark.django_db(transaction=True)

LIVE = "/plugins/livesearch/results.action"


@pytest.fixture
def here(ann: Actor, bob: Actor, space: Space, settings, tmp_path) -> Content:
    settings.WIKI_INDEX_FOLDER = tmp_path / "index"
    make_space(ann, "OTH", for_all_users=True)
    make_page(bob, "Wet things", storage="<p>A river &amp; a <em>crocodile</em>.</p>", space="OTH")
    old = make_page(ann, "Boats", storage="<p>On the river.</p>")
    Content.objects.filter(pk=old.pk).update(modified=timezone.now() - timedelta(days=30))
    make_attachment(ann, old, "map.txt", b"of the river")
    make_comment(bob, old, "<p>Which river?</p>")
    page = make_page(ann, "Here")
    catch_up_with_all()
    return page


def found(actor: Actor, here: Content, /, **parameters: str) -> set[str]:
    html = shown(actor, use_of("search", parameters), here)
    return set(re.findall(r'<div class="details"><a [^>]*>([^<]*)</a>', html))


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"query": "river"}, {"Wet things", "Boats", "map.txt", "Re: Boats"}),
        ({"query": "river crocodile"}, {"Wet things"}),
        ({"query": "river -crocodile", "type": "page"}, {"Boats"}),
        ({"query": "croc*"}, {"Wet things"}),
        ({"query": "river", "spacekey": "OTH"}, {"Wet things"}),
        ({"query": "river", "spacekey": "@self"}, {"Boats", "map.txt", "Re: Boats"}),
        ({"query": "river", "spacekey": "OTH, @self"}, {"Wet things", "Boats", "map.txt", "Re: Boats"}),
        ({"query": "river", "spacekey": "conf_personal"}, set()),
        ({"query": "river", "type": "page, blogpost"}, {"Wet things", "Boats"}),
        ({"query": "river", "type": "comment"}, {"Re: Boats"}),
        ({"query": "river", "type": "mail"}, set()),
        ({"query": "ann", "type": "userinfo"}, {"Ann"}),
        ({"query": "oth", "type": "spacedesc"}, {"Space OTH"}),
        ({"query": "river", "lastModified": "7d", "type": "page"}, {"Wet things"}),
        ({"query": "river", "contributor": "bob"}, {"Wet things", "Re: Boats"}),
        ({"query": "river", "contributor": "nobody"}, set()),
    ],
)
def test_parameters(ann: Actor, here: Content, parameters: dict[str, str], expected: set[str]) -> None:
    assert found(ann, here, **parameters) == expected


def test_hits_are_marked_and_results_limited(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("search", {"query": "crocodile"}), here)
    assert "A river &amp; a <mark>crocodile</mark>" in html
    assert "only titles" not in html
    assert len(found(ann, here, query="river", maxLimit="2")) == 2


def test_mistakes_are_told(ann: Actor, here: Content) -> None:
    assert "at character 1: " in shown(ann, use_of("search", {"query": "(river"}), here)
    many = " ".join(f"w{number}" for number in range(3000))
    assert "a query has at most" in shown(ann, use_of("search", {"query": many}), here)
    assert "at most 50 words with" in shown(ann, use_of("search", {"query": "a* " * 60}), here)


def test_only_what_the_reader_may_see_is_found_at_once(ann: Actor, bob: Actor, stranger: Actor, here: Content) -> None:
    assert found(stranger, here, query="river") == set()
    set_restriction(ann, content_id=Content.objects.get(title="Boats").pk, type=RestrictionType.VIEW, users=[ann.user])
    assert found(bob, here, query="river") == {"Wet things"}


def test_an_archived_space_is_searched_where_it_is_named(ann: Actor, here: Content) -> None:
    set_space_status(ann, key="OTH", status="archived")
    assert found(ann, here, query="crocodile") == set()
    assert found(ann, here, query="crocodile", spacekey="OTH") == {"Wet things"}


def test_what_is_found_is_never_kept(ann: Actor, here: Content) -> None:
    macro = MACROS.find("search")
    (call,) = parse(use_of("search", {"query": "river"})).elements()
    assert macro is not None and isinstance(call, MacroCall) and runs_at_each_view(macro, call)
    make_page(ann, "Later", storage="<p>river</p>")
    assert "Later" not in found(ann, here, query="river")
    catch_up_with_all()
    assert "Later" in found(ann, here, query="river")


def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content) -> None:
    use = use_of("search", {"query": "river", "maxLimit": "100", "contributor": "ann,bob", "spacekey": "OTH,TST"})
    before = queries_of(ann, use, here)
    for number in range(12):
        make_attachment(ann, make_page(ann, f"River {number}"), f"river {number}.txt")
    catch_up_with_all()
    assert queries_of(ann, use, here) == before <= 9


def test_suggestions(ann: Actor, bob: Actor, here: Content, client: Client) -> None:
    client.force_login(bob.user, backend="accounts.backends.UsernameBackend")

    def suggested(**query: str) -> set[str]:
        html = client.get(LIVE, query, headers={"X-Requested-With": "oxbow"}).content.decode()
        return set(re.findall(r"<a [^>]*>([^<]*)</a>", html))

    assert suggested(queryString="riv") == {"Wet things", "Boats", "map.txt"}
    assert suggested(queryString="river croc") == {"Wet things"}
    assert suggested(queryString="riv", where="OTH") == {"Wet things"}
    assert suggested(queryString="riv", type="attachment") == {"map.txt"}
    assert suggested(queryString="riv", labels="blue") == set()
    assert suggested(queryString='"(river AND') == set()
    html = client.get(LIVE, {"queryString": "crocodile", "additional": "excerpt"}).content.decode()
    assert "<mark>crocodile</mark>" in html and "only titles" not in html
    pages = client.get(LIVE, {"queryString": "river", "page": "70000000"}).content.decode()
    assert "Nothing that you may see" in pages


def test_suggestions_take_the_same_queries_however_many(ann: Actor, here: Content, client: Client) -> None:
    client.force_login(ann.user, backend="accounts.backends.UsernameBackend")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LIVE, {"queryString": "riv", "additional": "space"}, headers={"X-Requested-With": "oxbow"})
        return len(captured)

    def more(numbers: range) -> None:
        for number in numbers:
            make_attachment(ann, make_page(ann, f"River {number}"), f"river {number}.txt")
        catch_up_with_all()

    more(range(1))
    before = queries()
    more(range(1, 7))
    # One for all pages of files that are not in the list themselves.
    assert queries() <= before + 1
