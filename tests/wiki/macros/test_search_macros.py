"""The macros search and livesearch, and what the field of the latter finds: by titles while there is no index."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import Actor
from tests.factories.wiki import make_attachment, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db

LIVE = "/plugins/livesearch/results.action"


@pytest.fixture
def here(ann: Actor, bob: Actor, space: Space) -> Content:
    make_space(ann, "OTH", for_all_users=True)
    make_page(ann, "River boat")
    make_page(bob, "River", space="OTH")
    page = make_page(ann, "Old river boats")
    Content.objects.filter(pk=page.pk).update(modified=timezone.now() - timedelta(days=30))
    make_attachment(ann, page, "river map.png")
    return make_page(ann, "Here")


def results(html: str) -> list[str]:
    return re.findall(r'<div class="details"><a [^>]*>([^<]*)</a>', html)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"query": "river"}, ["River", "river map.png", "River boat", "Old river boats"]),
        ({"": "boat river"}, ["River boat", "Old river boats"]),
        ({"query": "river", "maxLimit": "1"}, ["River"]),
        ({"query": "river", "spacekey": "OTH"}, ["River"]),
        ({"query": "river", "spacekey": "@self"}, ["river map.png", "River boat", "Old river boats"]),
        ({"query": "river", "type": "attachment"}, ["river map.png"]),
        ({"query": "river", "type": "page", "lastModified": "7d"}, ["River", "River boat"]),
        ({"query": "river", "contributor": "bob"}, ["River"]),
        ({"query": "river", "spacekey": "@global"}, ["River", "river map.png", "River boat", "Old river boats"]),
        ({"query": "river", "spacekey": "@personal"}, []),
        ({"query": "river", "spacekey": "conf_all, OTH"}, ["River", "river map.png", "River boat", "Old river boats"]),
        ({"query": "river", "type": "mail"}, []),
        ({"query": "ocean"}, []),
    ],
)
def test_parameters(ann: Actor, here: Content, parameters: dict[str, str], expected: list[str]) -> None:
    assert results(shown(ann, use_of("search", parameters), here)) == expected


def test_what_is_missing_is_said(ann: Actor, here: Content) -> None:
    assert "does not say what to search for" in shown(ann, use_of("search"), here)
    assert "Nothing was found" in shown(ann, use_of("search", {"query": "ocean"}), here)
    assert "only titles are searched" in shown(ann, use_of("search", {"query": "ocean"}), here)
    assert "is no span of time" in shown(ann, use_of("search", {"query": "river", "lastModified": "soon"}), here)


def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content) -> None:
    use = use_of("search", {"query": "river", "maxLimit": "100"})
    before = queries_of(ann, use, here)
    for number in range(12):
        make_attachment(ann, make_page(ann, f"River {number}"), f"river {number}.txt")
    assert queries_of(ann, use, here) == before <= 5


def test_a_live_search_is_a_form_that_works_by_itself(ann: Actor, here: Content) -> None:
    parameters = {
        "spaceKey": '<ri:space ri:space-key="@self" />', "labels": "blue, red", "type": "page", "size": "large",
        "placeholder": "Find a <boat>", "additional": "page excerpt",
    }  # fmt: skip
    html = shown(ann, use_of("livesearch", parameters), here)
    assert f'<form class="macro-search" role="search" action="/wiki{LIVE}" method="get">' in html
    assert 'placeholder="Find a &lt;boat&gt;"' in html
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', html))
    assert fields == {"where": "TST", "labels": "blue,red", "type": "page", "additional": "excerpt"}
    assert "livesearch-large" in html
    assert shown(ann, use_of("livesearch"), here, target=Target.MAIL) == ""


def found(client: Client, by_script: bool = True, **query: str) -> list[str]:
    headers = {"X-Requested-With": "oxbow"} if by_script else {}
    answer = client.get(LIVE, query, headers=headers)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert by_script == ("<html" not in text)
    return [title for title in titles(text) if "iver" in title and "Space" not in title]


def test_suggestions_and_the_page_of_results(ann: Actor, bob: Actor, here: Content, client: Client) -> None:
    client.force_login(bob.user, backend="accounts.backends.UsernameBackend")
    everything = ["River", "river map.png", "River boat", "Old river boats"]
    assert found(client, queryString="river") == everything
    # Beside a file the page of results names what it hangs on.
    assert list(dict.fromkeys(found(client, by_script=False, queryString="river"))) == [
        "River", "river map.png", "Old river boats", "River boat"
    ]  # fmt: skip
    assert found(client, queryString="river", where="OTH") == ["River"]
    assert found(client, queryString="river", type="attachment") == ["river map.png"]
    boat = Content.objects.get(title="River boat")
    add_labels(ann, content_id=boat.pk, labels="blue")
    assert found(client, queryString="river", labels="blue") == ["River boat"]
    assert found(client, queryString="") == []
    set_restriction(ann, content_id=boat.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert found(client, queryString="boat") == ["Old river boats"]
    assert "Nothing found" in client.get(
        LIVE, {"queryString": "ocean"}, headers={"X-Requested-With": "oxbow"}
    ).content.decode()  # fmt: skip


def test_what_is_added_to_suggestions(ann: Actor, here: Content, client: Client) -> None:
    client.force_login(ann.user, backend="accounts.backends.UsernameBackend")
    script = {"X-Requested-With": "oxbow"}
    with_space = client.get(LIVE, {"queryString": "boats", "additional": "space"}, headers=script).content.decode()
    assert '<span class="smalltext">Space TST</span>' in with_space
    with_text = client.get(LIVE, {"queryString": "boats", "additional": "excerpt"}, headers=script).content.decode()
    assert '<span class="smalltext">text</span>' in with_text


def test_suggestions_take_the_same_queries_however_many(ann: Actor, here: Content, client: Client) -> None:
    client.force_login(ann.user, backend="accounts.backends.UsernameBackend")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            found(client, queryString="river", additional="excerpt")
        return len(captured)

    def add(numbers: range) -> None:
        for number in numbers:
            make_attachment(ann, make_page(ann, f"River {number}"), f"river {number}.txt")

    add(range(5))
    before = queries()
    add(range(5, 10))
    assert queries() == before
