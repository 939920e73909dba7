"""Lists that a query in CQL describes: whatever is asked, there is a condition or a sentence about what is wrong."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actor import Actor
from search.drain import catch_up_with_all
from tests.factories.wiki import make_page
from tests.work import grows_with_length_only
from wiki.models import Space
from wiki.queries.content_query import BadQuery, ContentQuery, content_query, passes_with_time
from wiki.queries.listed_content import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Before,
    Below,
    By,
    Condition,
    Entitled,
    InSpaces,
    Labelled,
    Not,
    OfKinds,
    Order,
    Part,
    Since,
    SpaceSet,
    Titled,
    WithIds,
    listed_content,
)
from wiki.services.labels.label import add_labels, remove_label

A, B, PAGE = Labelled(("a",)), Labelled(("b",)), OfKinds(("page",))


def read(actor: Actor, text: str) -> ContentQuery:
    return content_query(actor, text, space_key="TST", content_id=7)


def titles(actor: Actor, text: str) -> list[str]:
    query = read(actor, text)
    return [content.title for content in listed_content(actor, query.condition, query.order or (Order("title"),))]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("label = blue", Labelled(("blue",))),
        ('label="b \\"l\\" u"', Labelled(('b "l" u',))),
        ("LABEL IN ('a', \"b\", c)", Labelled(("a", "b", "c"))),
        ("label not in (a)", Not(A)),
        ("label != a", Not(A)),
        ("NOT label = a", Not(A)),
        ("space in (currentSpace(), OTH)", InSpaces(("TST", "OTH"))),
        ("space.type = personal", InSpaces(sets=(SpaceSet.PERSONAL,))),
        ("type in (page, blogpost)", OfKinds(("page", "blogpost"))),
        ("ancestor = currentContent()", Below((7,))),
        ("parent = 12", Below((12,), directly=True)),
        ("id in (12, 13)", WithIds((12, 13))),
        ("creator = bob", By(("bob",), Part.CREATED)),
        ("contributor = bob", By(("bob",), Part.TOOK_PART)),
        ('title !~ "old*"', Not(Titled("old "))),
        ('title ~ "\\"old boat\\""', Titled("old boat", phrase=True)),
        ('title = "Old boat"', AnyOf((Entitled("Old boat"),))),
        ("created >= 2020-01-01", Since(datetime(2020, 1, 1, tzinfo=UTC), created=True)),
        ("lastmodified < 2020-01-01", Before(datetime(2020, 1, 1, tzinfo=UTC))),
        ("label = a or label = b and type = page", AnyOf((A, AllOf((B, PAGE))))),
        ("(label = a or label = b) and type = page", AllOf((AnyOf((A, B)), PAGE))),
        ("label = a and not (label = b or type = page)", AllOf((A, Not(AnyOf((B, PAGE)))))),
        ("order by title", EVERYTHING),
    ],
)
def test_conditions(settings, text: str, condition: Condition) -> None:
    settings.TIME_ZONE = "UTC"
    assert read(Actor.anonymous(), text).condition == condition


def test_orders() -> None:
    query = read(Actor.anonymous(), "label = a ORDER BY title, lastModified DESC, created asc, space")
    assert query.order == (Order("title"), Order("modified", falling=True), Order("created"), Order("space"))
    assert read(Actor.anonymous(), "label = a").order == ()


WORDS = (
    "label space type ancestor parent creator title and or not in order by asc desc ( ) = != ~ , 'a b' \"c\" d 12 "
    'currentSpace() currentUser( lastmodified created id " \\ < >= 2020-01-01 now() page * [ TO ]'
)


@pytest.mark.django_db
@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map(" ".join) | st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        list(listed_content(Actor.anonymous(), read(Actor.anonymous(), text).condition)[:1])
    except BadQuery as error:
        assert str(error)


@pytest.mark.parametrize("unit", ["(", "label = a and ", '"', "\\", " ", "not "])
def test_hostile_texts_take_no_more_steps_than_they_are_long(unit: str) -> None:
    def ask(size: int) -> None:
        with pytest.raises(BadQuery):
            read(Actor.anonymous(), (unit * size)[: size - size % 2 + 1])

    ask(3999)
    assert grows_with_length_only(ask, 1000)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        " or ".join(["label = a"] * 100),
        " and ".join(["not label = a"] * 100),
        f"label in ({', '.join(f'l{number}' for number in range(600))})",
        f"space in ({', '.join(f'S{number}' for number in range(600))})",
        f'title ~ "\\"{" ".join(f"w{number}" for number in range(700))}\\""',
        "(" * 40 + "label = a" + ")" * 40,
    ],
)
def test_the_largest_queries_can_be_asked(ann: Actor, space: Space, text: str) -> None:
    make_page(ann, "Page")
    assert titles(ann, text) in ([], ["Page", "Space TST Home"])


@pytest.mark.django_db
def test_dates_titles_and_ids(ann: Actor, space: Space) -> None:
    page = make_page(ann, "Old boat")
    make_page(ann, "Boat of old")
    assert titles(ann, 'title ~ "\\"old boat\\""') == ["Old boat"]
    assert titles(ann, 'title = "old  boat"') == ["Old boat"]
    assert titles(ann, f"id = {page.pk}") == ["Old boat"]
    assert titles(ann, 'created < "2000-01-01"') == []
    assert titles(ann, 'title ~ boat and lastmodified > now("-1d") order by title desc') == ["Old boat", "Boat of old"]


@pytest.mark.django_db(transaction=True)
def test_texts_are_asked_of_the_index_and_labels_of_the_rows(ann: Actor, space: Space, settings, tmp_path) -> None:
    settings.WIKI_INDEX_FOLDER = tmp_path / "index"
    with pytest.raises(BadQuery, match="index is being built"):
        read(ann, "text ~ river")
    pages = {title: make_page(ann, title, storage="<p>a river</p>") for title in ("One", "Two", "Three")}
    for title in ("One", "Two"):
        add_labels(ann, content_id=pages[title].pk, labels="wet")
    catch_up_with_all()
    assert titles(ann, "text ~ river and label = wet") == ["One", "Two"]
    assert titles(ann, "text ~ river and not label = wet") == ["Three"]
    assert titles(ann, "(text ~ ocean or label = wet) and type = page") == ["One", "Two"]
    # The index does not know of it yet.
    remove_label(ann, content_id=pages["One"].pk, label="wet")
    assert titles(ann, "text ~ river and label = wet") == ["Two"]


@pytest.mark.django_db
def test_a_query_on_rows_asks_nothing_before_the_list(ann: Actor) -> None:
    with CaptureQueriesContext(connection) as captured:
        read(ann, "label = a and space = currentSpace() and creator = currentUser() and title ~ b")
    assert len(captured) == 0


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ('label = "blue" and space = currentSpace()', False),
        ('created > "2020-01-01"', False),
        ('label = "now"', False),
        ('created > now("-7d")', True),
        ("lastmodified >= startOfWeek ()", True),
        ('text ~ "river"', True),
        ("siteSearch ~ river", True),
    ],
)
def test_what_changes_by_itself(text: str, passes: bool) -> None:
    assert passes_with_time(text) is passes
