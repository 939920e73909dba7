"""The macros attachments and gallery: which files they list, in which order, for whom, with how many queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.macros.media import attach, macro, picture_file, shown
from wiki.macros.base import Target
from wiki.models import Content, RestrictionType, Space
from wiki.services.labels.label import add_labels
from wiki.services.restrictions.set import set_restriction

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(ann: Actor, space: Space) -> Content:
    """A page with four files: the oldest is the largest, and one has two versions and a label."""
    page = make_page(ann, "Files")
    attach(ann, page, "b.png", picture_file(), comment="A house")
    plan = attach(ann, page, "plan 2.txt", b"12345678901234567890" * 100)
    attach(ann, page, "a.png", picture_file("red"))
    attach(ann, page, "notes.txt", b"one")
    attach(ann, page, "notes.txt", b"one two", comment="Second try")
    add_labels(ann, content_id=plan.pk, labels="draft")
    return page


def files(html: str) -> list[str]:
    return re.findall(r'<a class="filename"[^>]*>([^<]*)</a>', html)


def pictures(html: str) -> list[str]:
    return re.findall(r'<img src="[^"]*/download/thumbnails/[^"]*" alt="([^"]*)"', html)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["notes.txt", "a.png", "plan 2.txt", "b.png"]),
        ({"sortBy": "name"}, ["a.png", "b.png", "notes.txt", "plan 2.txt"]),
        ({"sortBy": "name", "sortOrder": "descending"}, ["plan 2.txt", "notes.txt", "b.png", "a.png"]),
        ({"sortBy": "size", "patterns": ".*txt"}, ["plan 2.txt", "notes.txt"]),
        ({"sortBy": "size", "sortOrder": "ascending", "patterns": ".*txt"}, ["notes.txt", "plan 2.txt"]),
        ({"sortBy": "createddate", "sortOrder": "ascending"}, ["b.png", "plan 2.txt", "a.png", "notes.txt"]),
        ({"patterns": "a.*, .*[,0-9]\\.txt"}, ["a.png", "plan 2.txt"]),
        ({"labels": "draft"}, ["plan 2.txt"]),
        ({"labels": "draft, other"}, []),
        ({"page": "Files"}, ["notes.txt", "a.png", "plan 2.txt", "b.png"]),
    ],
)
def test_parameters_of_attachments(
    ann: Actor, space: Space, page: Content, parameters: dict[str, str], expected: list[str]
) -> None:
    assert files(shown(ann, page, space, macro("attachments", **parameters))) == expected


def test_a_line_tells_what_there_is_to_know_of_a_file(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("attachments", old="true", patterns="notes.*|plan.*"))
    assert 'class="plugin_attachments_container conf-macro output-block"' in html
    assert "7\xa0bytes" in html and "Second try" in html and 'data-username="ann"' in html
    assert 'href="/wiki/label/draft"' in html
    assert ">Version 1</a>" in html and f"/download/attachments/{page.pk}/notes.txt?version=1" in html
    assert ">Version 1</a>" not in shown(ann, page, space, macro("attachments"))


def test_upload_is_offered_to_those_who_may(ann: Actor, space: Space, page: Content, bob: Actor) -> None:
    asked = macro("attachments", upload="true")
    assert 'class="macro-upload"' in shown(bob, page, space, asked)
    assert "macro-upload" not in shown(ann, page, space, macro("attachments"))
    set_restriction(ann, content_id=page.pk, type=RestrictionType.EDIT, users=[ann.user])
    assert "macro-upload" in shown(ann, page, space, asked)
    assert "macro-upload" not in shown(bob, page, space, asked)
    assert "macro-upload" not in shown(ann, page, space, asked, Target.PDF)


def test_files_of_a_page_that_is_hidden_do_not_show(ann: Actor, space: Space, page: Content, bob: Actor) -> None:
    other = make_page(ann, "Here")
    set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[ann.user])
    for name in ("attachments", "gallery"):
        asked = macro(name, page="Files")
        assert "a.png" in shown(ann, other, space, asked)
        html = shown(bob, other, space, asked)
        assert "does not exist, or you may not see it" in html and "png" not in html
    assert "may not see it" in shown(bob, other, space, macro("gallery", page="Files, Here"))


def test_a_bad_pattern_is_named(ann: Actor, space: Space, page: Content) -> None:
    assert "patterns can&#x27;t be used" in shown(ann, page, space, macro("attachments", patterns="(a"))


def test_nothing_to_list(ann: Actor, space: Space) -> None:
    empty = make_page(ann, "Empty")
    assert "No files are attached." in shown(ann, empty, space, macro("attachments"))
    assert "There are no pictures" in shown(ann, empty, space, macro("gallery"))
    assert "belongs to no page yet" in shown(ann, None, space, macro("attachments"))


def test_an_old_version_of_a_page_lists_the_files_of_today(ann: Actor, space: Space, page: Content) -> None:
    from wiki.services.pages.store import edit_page

    edit_page(ann, page_id=page.pk, version=1, storage="<p>new</p>")
    old = Content.objects.select_related("space").get(current=page)
    assert "a.png" in files(shown(ann, old, space, macro("attachments")))


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["a.png", "b.png"]),
        ({"sort": "name", "reverse": "true"}, ["b.png", "a.png"]),
        ({"sort": "date"}, ["b.png", "a.png"]),
        ({"sort": "comment"}, ["a.png", "b.png"]),
        ({"include": "B.PNG, none.png"}, ["b.png"]),
        ({"exclude": "b.png"}, ["a.png"]),
        ({"includeLabel": "nice"}, ["c.png"]),
        ({"excludeLabel": "nice"}, ["a.png", "b.png"]),
        ({"page": "More"}, ["c.png"]),
        ({"page": "More, TST:Files"}, ["a.png", "b.png", "c.png"]),
    ],
)
def test_parameters_of_gallery(
    ann: Actor, space: Space, page: Content, parameters: dict[str, str], expected: list[str]
) -> None:
    more = make_page(ann, "More")
    nice = attach(ann, more, "c.png", picture_file("blue"))
    add_labels(ann, content_id=nice.pk, labels="nice")
    if parameters.get("includeLabel") or parameters.get("excludeLabel"):
        parameters = {**parameters, "page": "More, Files"}
    assert pictures(shown(ann, page, space, macro("gallery", **parameters))) == expected


def test_a_gallery_has_a_title_captions_and_links(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("gallery", title="Our <b>houses</b>", columns="2"))
    assert '<p class="gallery-title">Our houses</p>' in html
    assert "--gallery-columns: 2" in html and "<figcaption>A house</figcaption>" in html
    assert f'<a class="gallery-link" href="/wiki/download/attachments/{page.pk}/b.png?' in html


def test_outside_the_wiki_pictures_show_whole_with_whole_addresses(ann: Actor, space: Space, page: Content) -> None:
    html = shown(ann, page, space, macro("gallery"), Target.MAIL)
    assert f'<img src="https://wiki.example.org/download/attachments/{page.pk}/a.png?' in html
    html = shown(ann, page, space, macro("attachments"), Target.PDF)
    assert (
        f'href="https://wiki.example.org/download/attachments/{page.pk}/a.png?' in html and "Download all" not in html
    )


@pytest.mark.parametrize("asked", [macro("attachments", old="true", upload="true", labels="x"), macro("gallery")])
def test_the_number_of_queries_does_not_grow(ann: Actor, space: Space, page: Content, asked: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(ann, page, space, asked)
        return len(captured)

    for file in Content.objects.filter(container=page, status="current"):
        add_labels(ann, content_id=file.pk, labels="x")
    before = queries()
    for number in range(12):
        file = attach(ann, page, f"{number}.png", picture_file())
        attach(ann, page, f"{number}.png", picture_file("red"))
        add_labels(ann, content_id=file.pk, labels="x")
    assert queries() == before <= 10


def test_files_of_a_space(ann: Actor, bob: Actor, space: Space, other_space: Space, page: Content) -> None:
    hidden = make_page(ann, "Hidden")
    attach(ann, hidden, "secret.txt")
    set_restriction(ann, content_id=hidden.pk, type=RestrictionType.VIEW, users=[ann.user])
    all_files = ["notes.txt", "a.png", "plan 2.txt", "b.png"]
    assert files(shown(ann, page, space, macro("space-attachments"))) == ["secret.txt", *all_files]
    assert files(shown(bob, page, space, macro("space-attachments"))) == all_files
    assert files(shown(bob, page, space, macro("space-attachments", fileExtension=".TXT"))) == [
        "notes.txt",
        "plan 2.txt",
    ]
    assert files(shown(bob, page, space, macro("space-attachments", label="draft"))) == ["plan 2.txt"]
    html = shown(bob, page, space, macro("space-attachments", max="4"))
    assert "All files of this space" not in html and '<a href="/wiki/display/TST/Files">Files</a>' in html
    assert "All files of this space" in shown(bob, page, space, macro("space-attachments", max="3"))
    assert "No files" in shown(bob, page, space, macro("space-attachments", space='<ri:space ri:space-key="OTH" />'))
    assert "may not see it" in shown(bob, page, space, macro("space-attachments", space="NOPE"))
    assert "<form" not in shown(bob, page, space, macro("space-attachments"), Target.PDF)


def test_files_of_a_space_take_few_queries(ann: Actor, space: Space, page: Content) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(ann, page, space, macro("space-attachments"))
        return len(captured)

    before = queries()
    for number in range(8):
        attach(ann, make_page(ann), f"{number}.png", picture_file())
    assert queries() == before <= 6
