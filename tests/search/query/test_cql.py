"""CQL: its rules, its functions, and what is told of mistakes."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from search.errors import QuerySyntaxError
from search.query.cql import DEEPEST, FIELDS, parse
from search.query.nodes import Direction, Everything, Field, Order, Range, Together, Values, Words


class Around:
    """Somebody who asks in a page."""

    username: str | None = "bob"
    space_key: str | None = "TST"
    content_id: int | None = 7

    def favourite_spaces(self) -> list[str]:
        return ["A", "B"]

    def recent_contents(self, limit: int, offset: int) -> list[int]:
        return list(range(offset, offset + limit))[:3]

    def recent_spaces(self, limit: int) -> list[str]:
        return ["R"][:limit]


class Nowhere(Around):
    """The anonymous user, nowhere in particular."""

    username = None
    space_key = None
    content_id = None


def read(query: str) -> object:
    """The tree of a query's conditions."""
    return parse(query, Around()).where


PAGE, SPACE, LABEL = Values(Field.KIND, ("page",)), Values(Field.SPACE, ("K",)), Values(Field.LABEL, ("x",))


def nothing_of(node: object) -> Together:
    """All but this."""
    return Together((Everything(),), (), (node,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("type = page", PAGE),
        ("TYPE=Page", PAGE),
        ('space="K" and type=page', Together((SPACE, PAGE))),
        ("space = K OR type = page AND label = x", Together(should=(SPACE, Together((PAGE, LABEL))))),
        ("(space = K or type = page) and label = x", Together((Together(should=(SPACE, PAGE)), LABEL))),
        ("type = page AND NOT label = x", Together((PAGE,), (), (LABEL,))),
        ("type = page and not (label = x or space = K)", Together((PAGE,), (), (Together(should=(LABEL, SPACE)),))),
        ("type = page and label != x", Together((PAGE, nothing_of(LABEL)))),
        ("id in (1, 2,3)", Values(Field.NUMBER, ("1", "2", "3"))),
        ("label not in (x)", nothing_of(LABEL)),
        ("type in (space, user)", Values(Field.KIND, ("spacedesc", "userinfo"))),
        ("creator = currentUser()", Values(Field.CREATOR, ("bob",))),
        ("space = currentSpace()", Values(Field.SPACE, ("TST",))),
        ("ancestor = currentContent()", Values(Field.ANCESTOR, ("7",))),
        ("space in favouriteSpaces()", Values(Field.SPACE, ("A", "B"))),
        ("id in recentlyViewedContent(2, 1)", Values(Field.NUMBER, ("1", "2"))),
        ("favorite = currentUser()", Values(Field.FAVOURITE, ("bob",))),
        ('title = "A b"', Together(should=(Words(Field.TITLE, "A b", phrase=True, whole=True),))),
        ("title ~ 'a b'", Together(should=(Words(Field.TITLE, "a"), Words(Field.TITLE, "b")))),
        ('text ~ "\\"a b\\""', Words(Field.ANY, "a b", phrase=True)),
        ('siteSearch ~ "a"', Words(Field.ANY, "a")),
        ('text !~ "a"', nothing_of(Words(Field.ANY, "a"))),
        ('created >= "2020/01/01"', Range(Field.CREATED, 1577836800, None)),
        ('created > "2020-01-01"', Range(Field.CREATED, 1577923200, None)),
        ('lastmodified < "2020-01-01 12:30"', Range(Field.MODIFIED, None, 1577881799)),
        ('lastmodified <= "2020-01-01 12:30"', Range(Field.MODIFIED, None, 1577881859)),
        ('created = "2020-01-01"', Range(Field.CREATED, 1577836800, 1577923199)),
    ],
)
def test_rules(settings, query: str, tree: object) -> None:
    settings.TIME_ZONE = "UTC"
    assert read(query) == tree


def test_order() -> None:
    assert parse("type = page ORDER BY title", Around()).order == Order(Field.TITLE, Direction.UP)
    assert parse("order by lastmodified desc, title asc", Around()).order == Order(Field.MODIFIED, Direction.DOWN)
    assert parse("type = page", Around()).order is None


@pytest.mark.parametrize(
    ("function", "moment"),
    [
        ("now()", lambda now: now),
        ('now("-7d")', lambda now: now - timedelta(days=7)),
        ("now(-2w)", lambda now: now - timedelta(weeks=2)),
        ('now("-90m")', lambda now: now - timedelta(minutes=90)),
        ("startOfDay()", lambda now: now.replace(hour=0, minute=0, second=0)),
        ('startOfDay("-1")', lambda now: now.replace(hour=0, minute=0, second=0) - timedelta(days=1)),
        ("startOfMonth()", lambda now: now.replace(day=1, hour=0, minute=0, second=0)),
        ("startOfYear()", lambda now: now.replace(month=1, day=1, hour=0, minute=0, second=0)),
        ("endOfYear()", lambda now: now.replace(month=12, day=31, hour=23, minute=59, second=59)),
        ('startOfYear("-1y")', lambda now: now.replace(year=now.year - 1, month=1, day=1, hour=0, minute=0, second=0)),
    ],
)
def test_moments(function: str, moment) -> None:
    found = read(f"created >= {function}")
    assert isinstance(found, Range) and isinstance(found.low, int)
    expected: datetime = moment(timezone.localtime())
    assert abs(found.low - expected.timestamp()) < 5


@pytest.mark.parametrize(
    ("query", "position", "reason"),
    [
        ("typ = page", 0, "No field exists with the name: 'typ'"),
        ("type page", 5, "one of = "),
        ("type =", 6, "a value is expected"),
        ("type = page label = x", 12, "AND, OR or the end"),
        ("type = page and", 15, "a condition is expected"),
        ("(type = page", 0, "never closed"),
        ("type = page)", 11, "AND, OR or the end"),
        ("text = a", 5, "use ~"),
        ("space ~ a", 6, "use = or IN"),
        ("space > a", 6, "is for dates"),
        ("created > soon", 10, "is no date"),
        ("created > now(soon)", 10, "is no step in time"),
        ("created > later()", 10, "there is no function"),
        ("id in (1", 8, "a comma or a closing bracket"),
        ("title ~ 'a", 8, "never closed"),
        ("text ~ 'a AND'", 12, "something is expected behind AND"),
        ("type = page order title", 18, "BY is expected"),
        ("type = page order by nothing", 21, "the name of a field"),
        ("type = page order by title title", 27, "the end of the query"),
        ("(" * (DEEPEST + 2) + "type = page", DEEPEST, "deep at most"),
    ],
)
def test_mistakes_are_told_with_their_place(query: str, position: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        read(query)
    assert reason in str(raised.value)
    assert abs(raised.value.position - position) <= 1


def test_functions_that_need_a_place_say_so() -> None:
    for query in ("space = currentSpace()", "id = currentContent()"):
        with pytest.raises(QuerySyntaxError, match="needs to be told"):
            parse(query, Nowhere())
    assert parse("creator = currentUser()", Nowhere()).where == Values(Field.CREATOR, ())


PIECES = st.sampled_from(
    [*FIELDS, *"()=~<>!,\"'\\@", " ", " ", "AND", "or", "NOT", "IN", "ORDER", "BY", "desc", "now()", "2020-01-01", "é"]
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=50))
def test_whatever_is_written_is_read_or_refused_at_a_place(query: str) -> None:
    try:
        read(query)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(query) + 1


@pytest.mark.parametrize("moment", ["@99999999999999999999", "@²", "@", "@-1"])
def test_a_count_of_seconds_that_is_none(moment):
    with pytest.raises(QuerySyntaxError, match="is no date"):
        parse(f'created > "{moment}"', Around())
