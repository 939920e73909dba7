"""The macro tasks-report-macro: which tasks it lists, for whom, and who may tick them there."""

import re

import pytest
from lxml import html as lxml_html

from accounts.actor import Actor
from tests.factories.wiki import make_comment, make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.models import Content, InlineTask, RestrictionType, Space
from wiki.permissions.decide import allowed_to_each, may_to_visible
from wiki.permissions.vocabulary import Action
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction
from wiki.services.tasks.status import set_task_status

pytestmark = pytest.mark.django_db


def task(number: int, text: str, *, done: bool = False, who: str = "", due: str = "") -> str:
    mention = f'<ac:link><ri:user ri:username="{who}" /></ac:link> ' if who else ""
    day = f' <time datetime="{due}" />' if due else ""
    status = "complete" if done else "incomplete"
    return (
        f"<ac:task><ac:task-id>{number}</ac:task-id><ac:task-status>{status}</ac:task-status>"
        f"<ac:task-body>{mention}{text}{day}</ac:task-body></ac:task>"
    )


def tasks(*written: str) -> str:
    return f"<ac:task-list>{''.join(written)}</ac:task-list>"


@pytest.fixture
def here(ann: Actor, bob: Actor, space: Space) -> Content:
    make_space(ann, "OTH", for_all_users=True)
    plan = make_page(
        ann, "Plan", storage=tasks(
            task(1, "Draw <em>it</em>", who="bob", due="2026-12-24"), task(2, "Ask", done=True, who="ann")
        ),
    )  # fmt: skip
    make_page(bob, "Part", below=plan, storage=tasks(task(1, "Build", who="ann", due="2026-12-01")))
    make_page(ann, "Far", space="OTH", storage=tasks(task(7, "Sail")))
    make_comment(bob, plan, tasks(task(3, "Reply")))
    return make_page(ann, "Here")


def table(html: str) -> list[list[str]]:
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in tree.xpath("//tr")]


def described(actor: Actor, here: Content, /, **parameters: str) -> list[str]:
    use = use_of("tasks-report-macro", {"columns": "description"} | parameters)
    return [row[0] for row in table(shown(actor, use, here))[1:]]


def test_a_report_says_what_until_when_for_whom_and_where(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("tasks-report-macro", {"spaces": "TST"}), here)
    assert table(html) == [
        ["Description", "Due date", "Assignee", "Task appears on"],
        ["Ann Build 01 Dec 2026", "1 Dec 2026", "Ann", "Part"],
        ["Bob Draw it 24 Dec 2026", "24 Dec 2026", "Bob", "Plan"],
        ["Reply", "", "", "Plan"],
    ]
    assert "Draw <em>it</em>" in html
    assert '<a href="/wiki/display/TST/Part">Part</a>' in html
    assert re.search(r'href="/wiki/display/TST/Plan#comment-\d+">Plan</a>', html)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"spaces": "OTH"}, ["Sail"]),
        ({"spaces": '<ri:space ri:space-key="OTH" />'}, ["Sail"]),
        ({"spaces": "@self", "status": "complete"}, ["Ann Ask"]),
        ({"spaces": "@self", "status": "all", "assignees": "ann"}, ["Ann Build 01 Dec 2026", "Ann Ask"]),
        ({"assignees": '<ri:user ri:username="bob" />'}, ["Bob Draw it 24 Dec 2026"]),
        ({"assignees": "currentUser()"}, ["Ann Build 01 Dec 2026"]),
        ({"creators": "bob"}, ["Ann Build 01 Dec 2026", "Reply"]),
        ({"spaces": "@all", "duedateFrom": "2026-12-02"}, ["Bob Draw it 24 Dec 2026"]),
        ({"spaces": "@all", "duedateTo": "01-Dec-2026"}, ["Ann Build 01 Dec 2026"]),
        ({"spaces": "@all", "createddateFrom": "2100-01-01"}, []),
        ({"spaces": "TST", "sortBy": "page title"}, ["Ann Build 01 Dec 2026", "Bob Draw it 24 Dec 2026", "Reply"]),
        ({"spaces": "TST", "sortBy": "due date", "reverseSort": "true"},
         ["Reply", "Bob Draw it 24 Dec 2026", "Ann Build 01 Dec 2026"]),
        ({"labels": "none"}, []),
    ],
)  # fmt: skip
def test_parameters(ann: Actor, here: Content, parameters: dict[str, str], expected: list[str]) -> None:
    assert described(ann, here, **parameters) == expected


def test_pages_labels_and_places_together(ann: Actor, here: Content) -> None:
    plan = Content.objects.get(title="Plan")
    part = Content.objects.get(title="Part")
    add_labels(ann, content_id=part.pk, labels="soon")
    assert described(ann, here, labels="soon") == ["Ann Build 01 Dec 2026"]
    assert described(ann, here, pages=str(part.pk)) == ["Ann Build 01 Dec 2026"]
    below = ["Ann Build 01 Dec 2026", "Bob Draw it 24 Dec 2026", "Reply"]
    assert described(ann, here, pages=str(plan.pk)) == below
    both = described(ann, here, spaceAndPage=f"space:OTH,page:{part.pk}")
    assert sorted(both) == ["Ann Build 01 Dec 2026", "Sail"]
    html = shown(ann, use_of("tasks-report-macro", {"labels": "soon", "columns": "description,labels"}), here)
    assert "soon" in titles(html)


def test_what_is_missing_or_wrong_is_said(ann: Actor, here: Content) -> None:
    assert "does not say which tasks" in shown(ann, use_of("tasks-report-macro"), here)
    assert "No tasks found" in shown(ann, use_of("tasks-report-macro", {"spaces": "NOPE"}), here)
    wrong = use_of("tasks-report-macro", {"spaces": "TST", "duedateFrom": "soon"})
    assert "duedateFrom must be a day" in shown(ann, wrong, here)
    assert "do not exist" in shown(ann, use_of("tasks-report-macro", {"pages": "99999999"}), here)


def test_who_may_edit_the_text_can_tick_the_task(ann: Actor, bob: Actor, here: Content) -> None:
    use = use_of("tasks-report-macro", {"spaces": "TST"})
    plan = Content.objects.get(title="Plan")
    html = shown(bob, use, here)
    address = f"/wiki/rest/inlinetasks/1/task/{plan.pk}/1/?digest="
    assert f'formaction="{address}' in html
    assert html.count("<button") == 3
    set_restriction(ann, content_id=plan.pk, type=RestrictionType.EDIT, users=[ann.user])
    html = shown(bob, use, here)
    assert address not in html
    # Comments are their author's, whatever restricts the page.
    assert html.count("<button") == 2
    assert html.count("disabled") == 1
    set_task_status(ann, content_id=plan.pk, number="1", complete=True)
    assert "Draw" not in shown(bob, use, here)


def test_on_paper_boxes_are_drawn(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("tasks-report-macro", {"spaces": "TST", "status": "all"}), here, target=Target.PDF)
    assert not re.search("<button|<input|<form", html)
    assert html.count("☐") == 3
    assert html.count("☑") == 1


def test_what_the_reader_may_not_see_does_not_show(ann: Actor, bob: Actor, here: Content) -> None:
    plan = Content.objects.get(title="Plan")
    set_restriction(ann, content_id=plan.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert described(bob, here, spaces="@all") == ["Sail"]
    assert described(bob, here, assignees="bob") == []
    assert "do not exist" in shown(bob, use_of("tasks-report-macro", {"pages": str(plan.pk)}), here)
    assert described(Actor.anonymous(), here, spaces="@all") == []


def test_a_row_that_no_longer_fits_its_text_is_shown_and_not_ticked(ann: Actor, here: Content) -> None:
    InlineTask.objects.filter(content__title="Part").update(position=5)
    html = shown(ann, use_of("tasks-report-macro", {"spaces": "TST", "assignees": "ann"}), here)
    assert "Build" in html
    assert "<button" not in html


def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content) -> None:
    use = use_of("tasks-report-macro", {"spaces": "TST", "columns": "description,assignee,location,labels"})
    before = queries_of(ann, use, here)
    for number in range(10):
        make_page(ann, f"More {number}", storage=tasks(task(1, "Do", who="ann"), task(2, "Not", who="bob")))
    assert queries_of(ann, use, here) == before <= 10


def test_one_decision_for_many_is_the_decision_for_each(ann: Actor, bob: Actor, here: Content) -> None:
    plan = Content.objects.get(title="Plan")
    set_restriction(ann, content_id=plan.pk, type=RestrictionType.EDIT, users=[ann.user])
    make_comment(ann, plan, "<p>mine</p>")
    make_page(ann, "Own", space=make_space(ann, "OWN").key)
    contents = list(Content.objects.filter(status="current"))
    for actor in (ann, bob, Actor.anonymous()):
        for action in Action:
            each = {content.pk for content in contents if may_to_visible(actor, action, content)}
            assert allowed_to_each(actor, action, contents) == each
