"""The macros that list labels, and pages by them: popular-labels, related-labels, navmap and their kin."""

import re

import pytest

from accounts.actor import Actor
from tests.factories.wiki import make_page, make_space
from tests.wiki.macros.using import queries_of, shown, titles, use_of
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


def labelled(by: Actor, title: str, labels: str, space: str = "TST") -> Content:
    page = make_page(by, title, space=space)
    add_labels(by, content_id=page.pk, labels=labels)
    return page


@pytest.fixture
def here(ann: Actor, bob: Actor, space: Space) -> Content:
    make_space(ann, "OTH", for_all_users=True)
    labelled(ann, "Sky", "blue high")
    labelled(ann, "Sea", "blue deep")
    labelled(bob, "Hill", "high", "OTH")
    return labelled(ann, "Here", "blue")


@pytest.mark.parametrize(
    ("macro", "parameters", "expected"),
    [
        ("popular-labels", {}, ["blue", "high", "deep"]),
        ("popular-labels", {"count": "1"}, ["blue"]),
        ("popular-labels", {"spaceKey": "OTH"}, ["high"]),
        ("popular-labels", {"spaceKey": "@self"}, ["blue", "deep", "high"]),
        ("popular-labels", {"style": "heatmap"}, ["blue", "deep", "high"]),
        ("related-labels", {}, ["deep", "high"]),
        ("related-labels", {"labels": "high"}, ["blue"]),
        ("related-labels", {"labels": "high, deep"}, ["blue"]),
        ("related-labels", {"labels": "nowhere"}, []),
        ("recently-used-labels", {}, ["blue", "high", "deep"]),
        ("recently-used-labels", {"count": "1"}, ["blue"]),
        ("recently-used-labels", {"scope": "space", "style": "table"}, ["blue", "deep", "high"]),
        ("recently-used-labels", {"scope": "personal"}, ["blue", "deep", "high"]),
        ("listlabels", {}, ["blue", "deep", "high"]),
        ("listlabels", {"excludedLabels": "deep,high"}, ["blue"]),
        ("listlabels", {"spaceKey": '<ri:space ri:space-key="OTH" />'}, ["high"]),
        ("listlabels", {"spaceKey": "@all"}, ["blue", "deep", "high"]),
        ("navmap", {"": "blue"}, ["Here", "Sea", "Sky"]),
        ("navmap", {"": "high"}, ["Sky"]),
        ("navmap", {"": "high", "spaceKey": "@all"}, ["Hill", "Sky"]),
        ("content-report-table", {"labels": "deep"}, ["Sea", "Ann"]),
        ("content-report-table", {"labels": "high", "spaces": "OTH"}, ["Hill", "Bob"]),
        ("content-report-table", {"labels": "blue", "maxResults": "1"}, ["Here", "Ann", "Find more results"]),
    ],
)  # fmt: skip
def test_parameters(ann: Actor, here: Content, macro: str, parameters: dict[str, str], expected: list[str]) -> None:
    assert titles(shown(ann, use_of(macro, parameters), here)) == expected


def test_links_lead_to_the_label_in_the_space(ann: Actor, here: Content) -> None:
    everywhere = shown(ann, use_of("popular-labels"), here)
    assert (
        '<a class="aui-label" rel="tag" href="/wiki/label/blue">blue</a> <span class="smalltext">3</span>' in everywhere
    )
    assert 'href="/wiki/label/TST/blue"' in shown(ann, use_of("listlabels"), here)


def test_a_heatmap_weighs_and_a_map_has_its_measures(ann: Actor, here: Content) -> None:
    heat = shown(ann, use_of("popular-labels", {"style": "heatmap"}), here)
    assert re.findall(r'<li class="(weight-\d)">', heat) == ["weight-5", "weight-2", "weight-3"]
    nav = shown(ann, use_of("navmap", {"": "blue", "title": "Blue <things>", "wrapAfter": "2"}), here)
    assert '<p class="navmap-title">Blue &lt;things&gt;</p>' in nav
    assert "grid-template-columns: repeat(2, 90px); grid-auto-rows: minmax(60px, auto);" in nav


def test_what_is_missing_is_said(ann: Actor, here: Content) -> None:
    assert "does not say which label" in shown(ann, use_of("navmap"), here)
    assert "No pages have this label" in shown(ann, use_of("navmap", {"": "green"}), here)
    assert "does not say which labels" in shown(ann, use_of("content-report-table"), here)
    assert "the space NOPE does not exist" in shown(ann, use_of("listlabels", {"spaceKey": "NOPE"}), here)
    assert "no labels yet" in shown(Actor.anonymous(), use_of("popular-labels"), here)
    assert "No labels were used" in shown(
        Actor.anonymous(), use_of("recently-used-labels", {"scope": "personal"}), here
    )


@pytest.mark.parametrize(
    ("macro", "parameters"),
    [
        ("popular-labels", {}),
        ("popular-labels", {"style": "heatmap"}),
        ("related-labels", {"labels": "blue"}),
        ("recently-used-labels", {}),
        ("recently-used-labels", {"scope": "space", "style": "table"}),
        ("listlabels", {}),
        ("listlabels", {"spaceKey": "@all"}),
        ("navmap", {"": "secret", "spaceKey": "@all", "title": "Map"}),
        ("content-report-table", {"labels": "secret"}),
        ("favpages", {}),
    ],
)
def test_what_the_reader_may_not_see_does_not_show(
    ann: Actor, bob: Actor, here: Content, macro: str, parameters: dict[str, str]
) -> None:
    page = labelled(ann, "Hidden place", "secret blue")
    add_labels(bob, content_id=page.pk, labels="my:favourite")
    use = use_of(macro, parameters)
    seen = shown(bob, use, here)
    assert "secret" in seen or "Hidden place" in seen
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    hidden = shown(bob, use, here)
    assert "secret" not in hidden
    assert "Hidden place" not in hidden
    if macro == "popular-labels":
        assert re.search(r">blue</a> <span[^>]*>\(?3\)?</span>", hidden)


def test_favourites_are_the_readers_own(ann: Actor, bob: Actor, here: Content) -> None:
    sky = Content.objects.get(title="Sky")
    add_labels(bob, content_id=sky.pk, labels="my:favourite")
    assert titles(shown(bob, use_of("favpages"), here)) == ["Sky", "Space TST"]
    assert "no favourites yet" in shown(ann, use_of("favpages"), here)
    assert "no favourites yet" in shown(Actor.anonymous(), use_of("favpages"), here)


def test_personal_labels_show_to_their_owner_alone(ann: Actor, bob: Actor, here: Content) -> None:
    add_labels(ann, content_id=here.pk, labels="my:todo")
    assert "my:todo" in titles(shown(ann, use_of("recently-used-labels"), here))
    assert "my:todo" not in shown(bob, use_of("recently-used-labels"), here)
    assert "todo" not in shown(ann, use_of("popular-labels"), here)
    assert "todo" not in shown(bob, use_of("listlabels"), here)


@pytest.mark.parametrize(
    "use",
    [
        use_of("popular-labels"),
        use_of("related-labels", {"labels": "blue"}),
        use_of("recently-used-labels", {"count": "100"}),
        use_of("recently-used-labels", {"scope": "personal", "count": "100"}),
        use_of("listlabels"),
        use_of("navmap", {"": "blue"}),
        use_of("favpages"),
        use_of("content-report-table", {"labels": "blue", "maxResults": "100"}),
    ],
)
def test_the_number_of_queries_does_not_grow(ann: Actor, here: Content, use: str) -> None:
    add_labels(ann, content_id=here.pk, labels="my:favourite")
    before = queries_of(ann, use, here)
    for number in range(12):
        page = labelled(ann, f"More {number}", f"blue own-{number}")
        add_labels(ann, content_id=page.pk, labels="my:favourite")
    assert queries_of(ann, use, here) == before <= 6


def test_addresses_are_whole_outside_the_wiki(ann: Actor, here: Content) -> None:
    html = shown(ann, use_of("popular-labels"), here, target=Target.MAIL)
    assert 'href="https://wiki.example.org/wiki/label/blue"' in html
