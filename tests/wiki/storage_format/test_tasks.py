"""The tasks of a document, and ticking one without touching another byte."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiki.storage_format.parser import parse
from wiki.storage_format.references import UserReference
from wiki.storage_format.serializer import write
from wiki.storage_format.tasks import task_elements, tasks_in, tick

TEXT = """<p>Before &nbsp;</p><ac:task-list>
<ac:task>
<ac:task-id>1</ac:task-id>
<ac:task-status>incomplete</ac:task-status>
<ac:task-body><span class="placeholder-inline-tasks">Ask <ac:link><ri:user ri:userkey="k1" /></ac:link> and \
<ac:link><ri:user ri:username="bob" /></ac:link> by <time datetime="2024-02-22" /> or <time datetime="2024-03-01" />\
<ac:placeholder>hint</ac:placeholder></span><ac:task-list>
<ac:task><ac:task-id>2</ac:task-id><ac:task-status> complete
</ac:task-status><ac:task-body>inner <time datetime="2020-01-01" /></ac:task-body></ac:task>
</ac:task-list></ac:task-body>
</ac:task>
<ac:task><ac:task-body>bare</ac:task-body></ac:task>
</ac:task-list>"""


def test_what_tasks_say():
    outer, inner, bare = tasks_in(parse(TEXT))
    assert (outer.number, outer.position, outer.complete) == ("1", 0, False)
    assert outer.text == "Ask and by 2024-02-22 or 2024-03-01"
    assert outer.assignee == UserReference(key="k1")
    assert outer.due == date(2024, 2, 22)
    assert (inner.number, inner.complete, inner.text, inner.assignee) == ("2", True, "inner 2020-01-01", None)
    assert (bare.number, bare.complete, bare.text, bare.due) == ("", False, "bare", None)


@pytest.mark.parametrize("when", ["someday", "2024-13-01", "", "2024-02-30"])
def test_a_date_that_is_none_makes_no_task_due(when):
    text = f'<ac:task-list><ac:task><ac:task-body><time datetime="{when}" /></ac:task-body></ac:task></ac:task-list>'
    assert tasks_in(parse(text))[0].due is None


def test_tasks_that_nobody_sees_do_not_count():
    hidden = f"<ac:adf-extension><ac:adf-node>{TEXT}</ac:adf-node></ac:adf-extension>"
    assert tasks_in(parse(hidden)) == []


def _ticked(text, position, complete):
    document = parse(text)
    return tick(document, list(task_elements(document))[position], complete=complete)


def test_ticking_changes_the_status_and_nothing_else():
    assert _ticked(TEXT, 0, True) == TEXT.replace(">incomplete<", ">complete<")
    assert _ticked(TEXT, 1, False) == TEXT.replace("> complete\n<", "> incomplete\n<")
    assert _ticked(TEXT, 0, False) is None
    assert _ticked(TEXT, 1, True) is None


def test_a_task_without_a_status_gets_one():
    made = "<ac:task-status>complete</ac:task-status><ac:task-body>bare"
    assert _ticked(TEXT, 2, True) == TEXT.replace("<ac:task-body>bare", made)
    text = "<ac:task-list><ac:task><ac:task-id>7</ac:task-id></ac:task><ac:task/></ac:task-list>"
    assert _ticked(text, 0, True) == text.replace(
        "</ac:task-id>", "</ac:task-id><ac:task-status>complete</ac:task-status>"
    )
    assert _ticked(text, 1, True) == text.replace(
        "<ac:task/>", "<ac:task><ac:task-status>complete</ac:task-status></ac:task>"
    )


@pytest.mark.parametrize(
    "status", ["<ac:task-status />", "<ac:task-status></ac:task-status>", "<ac:task-status> </ac:task-status>"]
)
def test_an_empty_status_is_filled(status):
    text = f"<ac:task-list><ac:task>{status}<ac:task-body>x</ac:task-body></ac:task></ac:task-list>"
    ticked = _ticked(text, 0, True)
    assert tasks_in(parse(ticked))[0].complete
    assert tasks_in(parse(_ticked(ticked, 0, False)))[0].complete is False


def test_the_digest_tells_texts_apart_but_not_ticks():
    before = tasks_in(parse(TEXT))
    assert len({task.digest for task in before}) == 3
    for position, complete in ((0, True), (1, False)):
        after = tasks_in(parse(_ticked(TEXT, position, complete)))
        assert [task.digest for task in after] == [task.digest for task in before]


NUMBERS = st.sampled_from(["", "<ac:task-id>1</ac:task-id>", "<ac:task-id> 2</ac:task-id>"])
STATUSES = st.sampled_from(
    ["", "<ac:task-status>complete</ac:task-status>", "<ac:task-status> incomplete </ac:task-status>"]
)
TASKS = st.recursive(
    st.sampled_from(["x", "<p>y&nbsp;z</p>", '<time datetime="2024-01-01"/>', "<!-- c -->", "<b> </b>"]),
    lambda inner: st.lists(
        st.tuples(NUMBERS, STATUSES, inner).map(
            lambda parts: f"<ac:task>{parts[0]}\n{parts[1]}<ac:task-body>{parts[2]}</ac:task-body></ac:task>"
        ),
        min_size=1,
        max_size=3,
    ).map(lambda tasks: f"<ac:task-list>{''.join(tasks)}</ac:task-list>"),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(TASKS, st.data())
def test_ticking_there_and_back_gives_the_very_same_facts(text, data):
    document = parse(text)
    before = tasks_in(document)
    if not before:
        return
    chosen = data.draw(st.sampled_from(before))
    ticked = _ticked(text, chosen.position, not chosen.complete)
    after = tasks_in(parse(ticked))
    assert write(parse(ticked)) == ticked
    assert [task.complete for task in after] == [
        task.complete if task.position != chosen.position else not task.complete for task in before
    ]
    assert [task.digest for task in after] == [task.digest for task in before]
    if "<ac:task-status>" in text and all("<ac:task-status>" in piece for piece in text.split("<ac:task>")[1:]):
        assert _ticked(ticked, chosen.position, chosen.complete) == text


def test_tasks_in_tasks_take_no_time_squared():
    depth = 120
    text = "<ac:task-list><ac:task><ac:task-body>x" * depth + "</ac:task-body></ac:task></ac:task-list>" * depth
    assert len(tasks_in(parse(text))) == depth
