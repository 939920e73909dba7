"""The macro chart: what it draws from which tables."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.wiki.rendering.known_links import context
from tests.work import grows_with_length_only
from wiki.macros.base import Target
from wiki.macros.drawing.svg import ELEMENTS
from wiki.rendering.render import render_storage
from wiki.storage_format.entities import encode_text

FISH = [["Fish", "2004", "2005"], ["Herring", "9,500", "8,300"], ["Salmon", "2,900", "4,200"]]
KINDS = ["pie", "bar", "line", "area", "xyArea", "xyBar", "xyLine", "xyStep", "xyStepArea", "scatter", "timeSeries"]


def _table(rows: list[list[str]], marks: str = "") -> str:
    written = ""
    for place, row in enumerate(rows):
        tag = "th" if place == 0 else "td"
        written += "<tr>" + "".join(f"<{tag}>{encode_text(cell)}</{tag}>" for cell in row) + "</tr>"
    return f"<table{marks}><tbody>{written}</tbody></table>"


def _shown(body: str, target: Target = Target.PAGE, **parameters: str) -> str:
    given = "".join(
        f'<ac:parameter ac:name="{name.replace("three_d", "3D")}">{encode_text(value)}</ac:parameter>'
        for name, value in parameters.items()
    )
    storage = (
        f'<ac:structured-macro ac:name="chart">{given}<ac:rich-text-body>{body}</ac:rich-text-body>'
        "</ac:structured-macro>"
    )
    return str(render_storage(storage, context(target=target)))


def _told(html: str) -> str:
    found = re.search(r"<desc>(.*?)</desc>", html)
    assert found is not None, html
    return found.group(1)


def test_a_row_is_a_series_and_the_first_row_names_the_categories() -> None:
    html = _shown(_table(FISH), type="bar", title="Fish")
    assert _told(html) == "Herring: 2004 9,500, 2005 8,300; Salmon: 2004 2,900, 2005 4,200"
    assert 'role="img" aria-label="Fish"' in html
    assert html.count("<title>") == 4 and "<title>Salmon, 2005: 4,200</title>" in html
    assert "<table" not in html


def test_columns_may_be_the_series() -> None:
    html = _shown(_table(FISH), type="line", dataOrientation="vertical")
    assert _told(html) == "2004: Herring 9,500, Salmon 2,900; 2005: Herring 8,300, Salmon 4,200"


def test_a_pie_shows_shares() -> None:
    html = _shown(_table([["", "a", "b"], ["x", "3", "1"]]))
    assert _told(html) == "a: 3 (75%); b: 1 (25%)"
    assert _told(_shown(_table([["", "a"], ["x", "3"]]))) == "a: 3 (100%)"
    labelled = _shown(_table([["", "a", "b"], ["x", "3", "1"]]), pieSectionLabel="%0% is %1% of all")
    assert ">a is 3 of all</text>" in labelled


def test_tables_stand_beside_each_other() -> None:
    first, second = _table([["", "a", "b"], ["x", "1", "2"]]), _table([["", "b", "c"], ["y", "3", "4"]])
    assert _told(_shown(first + second, type="bar")) == "x: a 1, b 2; y: b 3, c 4"
    assert _told(_shown(first + second, type="bar", tables="2")) == "y: b 3, c 4"


def test_tables_and_columns_can_be_chosen() -> None:
    body = _table([["", "a"], ["x", "1"]]) + _table([["", "a", "b"], ["y", "3", "4"]], ' id="wanted"')
    assert _told(_shown(body, type="bar", tables="wanted")) == "y: a 3, b 4"
    assert _told(_shown(body, type="bar", tables="wanted", columns="1, b")) == "y: b 4"
    assert _told(_shown(body, type="bar", tables="wanted", columns="3,2")) == "4: a 3"


def test_a_table_inside_a_table_is_not_read_twice() -> None:
    inner = _table([["", "a"], ["x", "1"]], ' id="inner"')
    outer = f"<table><tbody><tr><td>{inner}</td></tr></tbody></table>"
    assert "there are no numbers" in _shown(outer, type="bar")
    assert _told(_shown(outer, type="bar", tables="inner")) == "x: a 1"


def test_the_tables_show_if_wanted() -> None:
    assert re.search("</svg><div class=.table-wrap", _shown(_table(FISH), dataDisplay="true"))
    assert re.search("</table></div><svg", _shown(_table(FISH), dataDisplay="before"))


@pytest.mark.parametrize("target", [Target.MAIL, Target.WORD, Target.TEXT])
def test_where_drawings_do_not_show_the_tables_do(target: Target) -> None:
    html = _shown(_table(FISH), target, title="Fish")
    assert "<svg" not in html and "9,500" in html and "Fish</strong>" in html


def test_a_time_series_has_dates_below_it() -> None:
    rows = [["Month", "Revenue"], ["1/2005", "31.8"], ["2/2005", "41.8"], ["3/2005", "soon"], ["4/2005", "51.3"]]
    html = _shown(_table(rows), type="timeSeries", dateFormat="MM/yyyy", timePeriod="Month", dataOrientation="vertical")
    assert _told(html) == "Revenue: 2005-01-01 31.8, 2005-02-01 41.8, 2005-04-01 51.3"
    assert ">Jan 2005</text>" in html


def test_colours_are_those_of_the_page_or_of_the_house() -> None:
    html = _shown(_table(FISH), type="bar", colors="tomato, url(x), rgb(1,2,3)")
    assert 'fill="tomato"' in html and 'fill="rgb(1,2,3)"' in html and "url" not in html and "chart-1" not in html
    assert 'class="chart-1-fill" fill="#' in _shown(_table(FISH), type="bar")


def test_what_can_not_be_drawn_says_why_and_shows_its_tables() -> None:
    assert "no type of chart called &#x27;gantt&#x27;" in _shown(_table(FISH), type="gantt")
    assert "9,500" in _shown(_table(FISH), type="gantt")
    assert "there are no numbers in its tables" in _shown("<p>nothing</p>", type="bar")
    assert "above zero" in _shown(_table([["", "a"], ["x", "-3"]]))
    assert "more than 5,000 values" in _shown(
        _table([[""] + [f"c{n}" for n in range(99)]] + [["x"] + ["1"] * 99] * 60), type="bar"
    )
    assert "more than 20,000 cells" in _shown(_table([["x"] + ["1"] * 99] * 201), type="bar")


def test_names_are_escaped() -> None:
    html = _shown(_table([["", "<b>"], ["</svg><script>", "1"]]), type="bar", title='"><script>', xLabel="<i>")
    assert "<script" not in html and "<b>" not in html and "<i>" not in html
    assert "&lt;/svg&gt;&lt;script&gt;" in html


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    rows=st.lists(
        st.lists(st.sampled_from(["", "1", "-2.5", "x", "2020", "3%", "1e90", "0", "日本"]), max_size=5), max_size=5
    ),
    width=st.sampled_from(["100", "2000", "0"]),
    stacked=st.sampled_from(["true", "false"]),
    orientation=st.sampled_from(["horizontal", "vertical"]),
    low=st.sampled_from(["", "-5", "1e99"]),
)
def test_whatever_is_in_the_tables_the_drawing_is_well_formed(
    kind: str, rows: list[list[str]], width: str, stacked: str, orientation: str, low: str
) -> None:
    html = _shown(
        _table(rows),
        type=kind,
        width=width,
        height=width,
        stacked=stacked,
        orientation=orientation,
        dataOrientation=orientation,
        rangeAxisLowerBound=low,
        categoryLabelPosition="up45",
    )
    assert "something went wrong" not in html
    if "<svg" in html:
        svg = etree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6])
        assert {each.tag for each in svg.iter()} <= ELEMENTS
        assert not re.search(r"nan|inf\b", etree.tostring(svg, encoding="unicode").replace("Infinity", "inf"))


def test_the_largest_chart_is_drawn_with_as_much_work_as_it_has_points() -> None:
    def draw(points: int) -> None:
        _shown(_table([[""] + [f"category {n}" for n in range(20)]] + [["series"] + ["1"] * 20] * points), type="line")

    assert grows_with_length_only(draw, 8)
    rows = [[""] + [f"category {n}" for n in range(100)]] + [["series"] + [str(n) for n in range(100)]] * 50
    html = _shown(_table(rows), type="line")
    assert html.count("<circle") == 5000
