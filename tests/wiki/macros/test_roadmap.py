"""The plan of a roadmap."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wiki.macros.drawing.chart_dates import moment_of
from wiki.macros.drawing.roadmap_drawing import roadmap_drawing
from wiki.macros.drawing.roadmap_plan import LONGEST_SOURCE, BadPlan, read_plan

PLAN = {
    "title": "Plan",
    "timeline": {"startDate": "2026-01-01 00:00:00", "endDate": "2026-12-31 00:00:00", "displayOption": "WEEK"},
    "lanes": [
        {
            "title": "Lane </svg>",
            "color": {"lane": "#3b7fc4", "bar": "url(x)", "text": "#fff"},
            "bars": [{"title": "Bar", "startDate": "2026-02-01 09:00:00", "duration": 2, "rowIndex": 1}],
        }
    ],
    "markers": [{"title": "Now", "markerDate": "2026-06-15 00:00:00"}],
}


def test_a_plan_is_read() -> None:
    plan = read_plan(quote(json.dumps(PLAN)))
    bar = plan.lanes[0].bars[0]
    assert (plan.title, plan.lanes[0].title, plan.lanes[0].rows, bar.title) == ("Plan", "Lane </svg>", 2, "Bar")
    assert moment_of(bar.end).isoformat() == "2026-02-15T09:00:00+00:00"
    assert plan.lanes[0].bar_colour == "" and plan.markers[0].title == "Now"
    assert read_plan(json.dumps(PLAN)) == plan


def test_the_drawing_is_well_formed() -> None:
    etree.fromstring(roadmap_drawing(read_plan(json.dumps(PLAN)), 'a "plan"'))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x", "can't be read"),
        ("[]", "can't be read"),
        ("[" * 100_000, "can't be read"),
        ("{}", "no lanes"),
        (" " * (LONGEST_SOURCE + 1), "too long"),
        (json.dumps({"lanes": [{"bars": [{"startDate": "2026-01-01"}] * 600}] * 2}), "more than 1,000 bars"),
    ],
)
def test_what_is_no_plan_says_so(source: str, reason: str) -> None:
    with pytest.raises(BadPlan, match=reason):
        read_plan(source)


NAMES = [
    "title",
    "timeline",
    "lanes",
    "bars",
    "startDate",
    "endDate",
    "duration",
    "rowIndex",
    "color",
    "lane",
    "markers",
    "markerDate",
]
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.sampled_from(["", "2026-01-01", "0100-01-01", "MONTH", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=6,
        )
    ),
    max_leaves=30,
)


@given(st.dictionaries(st.sampled_from(["lanes", "timeline", "markers", "title"]), anything))
def test_any_json_is_a_plan_that_can_be_drawn_or_none(data: dict) -> None:
    lanes = data.get("lanes")
    data["lanes"] = lanes if isinstance(lanes, list) else [lanes]
    try:
        plan = read_plan(json.dumps(data))
    except BadPlan:
        return
    etree.fromstring(roadmap_drawing(plan, "plan"))
