"""The macros details and detailssummary: which tables are read, and the report made of them."""

import re

import pytest
from lxml import html as lxml_html

from accounts.actor import Actor
from tests.factories.wiki import make_comment, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.macros.listing.page_properties import properties_of
from wiki.models import Content, RestrictionType, Space
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction
from wiki.storage_format.parser import parse

pytestmark = pytest.mark.django_db


def properties(rows: dict[str, str], details_id: str = "", **more: str) -> str:
    table = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows.items())
    parameters = ({"id": details_id} if details_id else {}) | more
    return use_of("details", parameters, f"<table><tbody>{table}</tbody></table>")


def project(by: Actor, title: str, rows: dict[str, str], space: str = "TST", labels: str = "project") -> Content:
    page = make_page(by, title, space=space, storage=f"<p>About.</p>{properties(rows)}")
    add_labels(by, content_id=page.pk, labels=labels)
    return page


@pytest.fixture
def here(ann: Actor, space: Space) -> Content:
    """Make projects with properties, one of them in another space."""
    make_space(ann, "OTH", for_all_users=True)
    project(ann, "Bridge", {"Owner": "Ann", "State": "<strong>open</strong>", "Size": "10"})
    project(ann, "Canal", {"State": "done", "owner": "Bob", "Size": "9", "Note": "long"})
    project(ann, "Dam", {"Owner": "Cleo"}, space="OTH")
    bare = make_page(ann, "Bare")
    add_labels(ann, content_id=bare.pk, labels="project")
    return make_page(ann, "Here")


def table(html: str) -> list[list[str]]:
    """Give the texts of the cells of a report."""
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in tree.xpath("//tr")]


def report(actor: Actor, here: Content, /, **parameters: str) -> list[list[str]]:
    chosen = parameters if "cql" in parameters else {"label": "project"} | parameters
    return table(shown(actor, use_of("detailssummary", chosen), here))


def test_a_report_has_a_row_for_each_page_and_a_column_for_each_property(ann: Actor, here: Content) -> None:
    assert report(ann, here) == [
        ["Title", "Owner", "State", "Size", "Note"],
        ["Bridge", "Ann", "open", "10", ""],
        ["Canal", "Bob", "done", "9", "long"],
    ]
    html = shown(ann, use_of("detailssummary", {"label": "project"}), here)
    assert '<td class="confluenceTd title"><a href="/wiki/display/TST/Bridge">Bridge</a></td>' in html
    assert '<td class="confluenceTd"><strong>open</strong></td>' in html


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"headings": "state, Owner"}, [["Title", "state", "Owner"], ["Bridge", "open", "Ann"],
                                        ["Canal", "done", "Bob"]]),
        ({"headings": "Size", "firstcolumn": "Project"}, [["Project", "Size"], ["Bridge", "10"], ["Canal", "9"]]),
        ({"headings": "Size", "sortBy": "size"}, [["Title", "Size"], ["Canal", "9"], ["Bridge", "10"]]),
        ({"headings": "Size", "sortBy": "Title", "reverseSort": "true"}, [["Title", "Size"], ["Canal", "9"],
                                                                         ["Bridge", "10"]]),
        ({"headings": "Owner", "spaces": "OTH"}, [["Title", "Owner"], ["Dam", "Cleo"]]),
        ({"headings": "Owner", "spaces": "@all", "sortBy": "Owner"}, [["Title", "Owner"], ["Bridge", "Ann"],
                                                                      ["Canal", "Bob"], ["Dam", "Cleo"]]),
        ({"headings": "Owner", "cql": 'label = "project" and space = "OTH"'}, [["Title", "Owner"], ["Dam", "Cleo"]]),
        ({"headings": "Gone"}, [["Title", "Gone"], ["Bridge", ""], ["Canal", ""]]),
    ],
)  # fmt: skip
def test_parameters(ann: Actor, here: Content, parameters: dict[str, str], expected: list[list[str]]) -> None:
    assert report(ann, here, **parameters) == expected


def test_more_columns(ann: Actor, bob: Actor, here: Content) -> None:
    bridge = Content.objects.get(title="Bridge")
    make_comment(bob, bridge)
    found = report(
        ann, here, headings="Size", showCreator="true", showLastModified="true", showPageLabels="true",
        showCommentsCount="true",
    )  # fmt: skip
    day = f"{bridge.modified:%b %Y}"
    assert found[0] == ["Title", "Size", "Creator", "Last modified", "Labels", "Comments"]
    assert [found[1][2], found[1][4], found[1][5]] == ["Ann", "project", "1"]
    assert found[1][3].endswith(day)
    assert found[2][5] == "0"


def test_only_tables_with_an_id(ann: Actor, here: Content) -> None:
    storage = properties({"A": "1"}, "one") + properties({"B": "2"}, "two", hidden="true") + properties({"A": "3"})
    page = make_page(ann, "Several", storage=storage)
    add_labels(ann, content_id=page.pk, labels="several")
    assert report(ann, here, label="several") == [["Title", "A", "B"], ["Several", "1", "2"]]
    assert report(ann, here, label="several", id="two") == [["Title", "B"], ["Several", "2"]]


@pytest.mark.parametrize(
    ("storage", "expected"),
    [
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", {"A": "1", "B": "2"}),
        ("<table><tr><th>A</th><td>1</td></tr><tr><th> B  c</th><td>2</td></tr></table>", {"A": "1", "B c": "2"}),
        ("<table><tr><td>A</td><td>1</td></tr></table>", {"A": "1"}),
        ("<table><tr><th>A</th><th>B</th></tr><tr><th>C</th><td>2</td></tr></table>", {"A": "B", "C": "2"}),
        ("<table><tr><th>A</th><td><table><tr><th>X</th><td>y</td></tr></table></td></tr></table>", {"A": "Xy"}),
        ("<table><tr><th>A</th></tr><tr><th></th><td>2</td></tr></table>", {}),
        ("<table></table><p>no table</p>", {}),
        ("<table><tr><th>A</th><td>1</td></tr></table><table><tr><th>A</th><td>2</td></tr></table>", {"A": "1"}),
    ],
)
def test_how_tables_name_properties(storage: str, expected: dict[str, str]) -> None:
    found = properties_of(parse(use_of("details", {}, storage)))
    assert {name: cell.text for name, cell in found.items()} == expected


def test_a_cell_is_shown_as_it_stands_in_its_page(ann: Actor, here: Content) -> None:
    make_page(ann, "Beside", space="OTH")
    link = '<ac:link><ri:page ri:content-title="Beside" /></ac:link>'
    storage = properties({"See": f"<p>{link}</p>", "Colour": "<em>red</em>"})
    page = make_page(ann, "Linking", space="OTH", storage=storage)
    add_labels(ann, content_id=page.pk, labels="linking")
    html = shown(ann, use_of("detailssummary", {"label": "linking", "spaces": "@all"}), here)
    assert '<a href="/wiki/display/OTH/Beside">Beside</a>' in html
    assert "<em>red</em>" in html


def test_a_page_can_report_on_itself(ann: Actor, here: Content) -> None:
    page = project(ann, "Own", {"Owner": "<b>Me</b>"}, labels="own")
    html = shown(ann, use_of("detailssummary", {"label": "own"}), page)
    assert table(html) == [["Title", "Owner"], ["Own", "Me"]]


def test_what_is_missing_is_said(ann: Actor, here: Content) -> None:
    assert "does not say which labels" in shown(ann, use_of("detailssummary"), here)
    assert "No pages with properties" in shown(ann, use_of("detailssummary", {"label": "none"}), here)
    assert "at character 8: a value is expected" in shown(ann, use_of("detailssummary", {"cql": "label ="}), here)


def test_what_the_reader_may_not_see_does_not_show(ann: Actor, bob: Actor, here: Content) -> None:
    secret = project(ann, "Secret", {"Owner": "Zoe", "Hidden column": "x"})
    make_comment(ann, secret)
    assert len(report(bob, here)) == 4
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert report(bob, here) == [
        ["Title", "Owner", "State", "Size", "Note"],
        ["Bridge", "Ann", "open", "10", ""],
        ["Canal", "Bob", "done", "9", "long"],
    ]


def test_a_link_in_a_cell_to_what_the_reader_may_not_see_stays_closed(ann: Actor, bob: Actor, here: Content) -> None:
    secret = make_page(ann, "Secret")
    link = '<ac:link><ri:page ri:content-title="Secret" /></ac:link>'
    project(ann, "Linking", {"See": link}, labels="linking")
    set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
    use = use_of("detailssummary", {"label": "linking"})
    assert "/wiki/display/TST/Secret" in shown(ann, use, here)
    assert "/wiki/display/TST/Secret" not in shown(bob, use, here)


def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content) -> None:
    use = use_of(
        "detailssummary", {"label": "project", "showPageLabels": "true", "showCommentsCount": "true",
                           "showCreator": "true"},
    )  # fmt: skip
    cell = '<ac:link><ri:page ri:content-title="Here" /></ac:link> <ac:link><ri:user ri:username="ann" /></ac:link>'
    project(ann, "First", {"See": cell})
    before = queries_of(ann, use, here)
    for number in range(12):
        make_comment(ann, project(ann, f"More {number}", {"See": cell}))
    assert queries_of(ann, use, here) == before <= 9


def test_more_rows_than_pages_may_be_nested_show_as_plain_text(
    ann: Actor, here: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiki.rendering.nested.MOST_NESTED", 1)
    html = shown(ann, use_of("detailssummary", {"label": "project", "headings": "State"}), here)
    assert table(html) == [["Title", "State"], ["Bridge", "open"], ["Canal", "done"]]


def test_the_report_says_how_many_rows_show_at_first(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("detailssummary", {"label": "project", "pageSize": "1"}), here)
    assert 'data-page-size="1"' in html
    assert len(table(html)) == 3
    printed = shown(ann, use_of("detailssummary", {"label": "project"}), here, target=Target.PDF)
    assert not re.search("<button|<script|<form", printed)
    assert titles(printed) == ["Bridge", "Canal"]
