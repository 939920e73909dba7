"""The macros that show one file: view-file, multimedia, drawio and gliffy."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.macros.media import attach, macro, picture_file, shown
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann: Actor, space: Space) -> Content:
    """A page with one file of each kind."""
    page = make_page(ann, "Files")
    for name, media in (
        ("house.png", ""),
        ("plan.pdf", ""),
        ("budget.xlsx", ""),
        ("notes.txt", ""),
        ("talk.mp3", "audio/mpeg"),
        ("film.mp4", "video/mp4"),
        ("evil.html", "text/html"),
        ("drawing.svg", "image/svg+xml"),
    ):
        attach(ann, page, name, picture_file() if name.endswith(".png") else b"data", media=media)
    return page


def ri(name: str, inside: str = "") -> str:
    return f'<ri:attachment ri:filename="{name}">{inside}</ri:attachment>'


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("house.png", '<img class="file-preview" src="/wiki/download/'),
        ("plan.pdf", '<iframe class="file-preview" src="/wiki/download/'),
        ("notes.txt", '<iframe class="file-preview" src="/wiki/download/'),
        ("talk.mp3", '<audio class="file-preview" src="/wiki/download/'),
        ("film.mp4", '<video class="file-preview" src="/wiki/download/'),
    ],
)
def test_what_browsers_can_show_shows(ann: Actor, space: Space, page: Content, name: str, start: str) -> None:
    html = shown(ann, page, space, macro("view-file", name=ri(name)))
    assert html.startswith('<div class="view-file conf-macro output-block"')
    assert start in html and f">{name}</a>" in html and "&amp;download=true" in html


@pytest.mark.parametrize("name", ["budget.xlsx", "evil.html"])
def test_of_other_files_there_is_a_card(ann: Actor, space: Space, page: Content, name: str) -> None:
    html = shown(ann, page, space, macro("viewxls", name=ri(name)))
    assert "file-card" in html and "<iframe" not in html and "<img" not in html


def test_text_stands_in_a_sandbox(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("view-file", name=ri("notes.txt"), height="100"))
    assert 'sandbox=""' in html and 'style="height: 100px;"' in html
    html = shown(ann, page, space, macro("view-file", name=ri("notes.txt"), height="1px; position: fixed"))
    assert "position" not in html


@pytest.mark.parametrize(
    "parameters",
    [
        {"name": ri("budget.xlsx", '<ri:page ri:content-title="Files" />')},
        {"name": ri("budget.xlsx"), "page": "Files"},
        {"name": "budget.xlsx", "page": "Files"},
        {"name": "^BUDGET.xlsx", "page": "Files", "space": '<ri:space ri:space-key="TST" />'},
        {"name": "budget.xlsx", "page": "TST:Files"},
        {"unnamed": "budget.xlsx", "page": "Files"},
    ],
)
def test_a_file_of_another_page(ann: Actor, space: Space, page: Content, parameters: dict[str, str]) -> None:
    other = make_page(ann, "Other")
    assert "Excel spreadsheet" in shown(ann, other, space, macro("view-file", **parameters))
    assert "does not exist" in shown(ann, other, space, macro("view-file", name="budget.xlsx"))


@pytest.mark.parametrize("name", ["view-file", "multimedia"])
def test_a_file_that_is_hidden_does_not_show(ann: Actor, space: Space, page: Content, bob: Actor, name: str) -> None:
    other = make_page(ann, "Other")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    asked = macro(name, name="film.mp4", page="Files")
    missing = macro(name, name="none.mp4", page="Files")
    assert "film.mp4</a>" in shown(ann, other, space, asked)
    hidden = shown(bob, other, space, asked)
    assert "the file “film.mp4” does not exist, or you may not see it" in hidden
    assert hidden.replace("film", "none") == shown(bob, other, space, missing)


def test_nothing_named(ann: Actor, space: Space, page: Content) -> None:
    for name in ("view-file", "multimedia"):
        assert "it names no file" in shown(ann, page, space, macro(name))
    for name in ("drawio", "gliffy"):
        assert "it names no diagram" in shown(ann, page, space, macro(name))


def test_outside_the_wiki_nothing_plays(ann: Actor, space: Space, page: Content) -> None:
    for name, file in (("view-file", "plan.pdf"), ("view-file", "film.mp4"), ("multimedia", "film.mp4")):
        html = shown(ann, page, space, macro(name, name=file), Target.PDF)
        assert "<iframe" not in html and "<video" not in html and "button" not in html
        assert 'href="https://wiki.example.org/download/attachments/' in html
    html = shown(ann, page, space, macro("view-file", name="house.png"), Target.WORD)
    assert '<img class="file-preview" src="https://wiki.example.org/download/' in html


def test_a_film_and_a_sound_play(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("multimedia", name=ri("film.mp4"), width="400", height="50%"))
    assert 'preload="metadata"' in html and "controls" in html and 'style="width: 400px; height: 50%;"' in html
    html = shown(ann, page, space, macro("multimedia", name="talk.mp3", autostart="true"))
    assert "<audio src=" in html and 'preload="auto"' in html and "autoplay" not in html
    assert "file-card" in shown(ann, page, space, macro("multimedia", name="budget.xlsx"))


def test_a_diagram_is_its_picture(ann: Actor, space: Space, page: Content) -> None:
    attach(ann, page, "Plan.png", picture_file())
    html = shown(ann, page, space, macro("drawio", diagramName="Plan", width="601", pageId="99999999"))
    assert f'<a href="/wiki/download/attachments/{page.pk}/Plan.png?' in html
    assert 'alt="Plan"' in html and 'style="width: 601px;"' in html and "bordered" in html
    html = shown(ann, page, space, macro("gliffy", name="Plan", displayName="The plan", align="center"))
    assert 'alt="The plan"' in html and "image-center" in html
    assert "image-center" not in shown(ann, page, space, macro("gliffy", name="Plan"))


def test_a_diagram_without_a_picture_says_so(ann: Actor, space: Space, page: Content) -> None:
    for asked in (macro("drawio", diagramName="Lost <b>"), macro("gliffy", name="Lost <b>")):
        html = shown(ann, page, space, asked.replace("<b>", "&lt;b&gt;"))
        assert "The diagram “Lost &lt;b&gt;” has no picture on this page." in html


def test_a_diagram_of_a_hidden_page_does_not_show(ann: Actor, space: Space, page: Content, bob: Actor) -> None:
    attach(ann, page, "Plan.png", picture_file())
    other = make_page(ann, "Other")
    asked = macro("drawio", diagramName="Plan", pageId=str(page.pk))
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    assert "<img" in shown(ann, other, space, asked)
    assert "has no picture" in shown(bob, other, space, asked)


def test_each_takes_few_queries(ann: Actor, space: Space, page: Content) -> None:
    for asked in (macro("view-file", name="film.mp4"), macro("drawio", diagramName="x"), macro("gliffy", name="x")):
        with CaptureQueriesContext(connection) as captured:
            shown(ann, page, space, asked)
        assert len(captured) <= 8
