"""Ways around filters lead nowhere: each value in each place where it can stand, read by an HTML5 parser."""

import pytest

from tests.wiki.rendering import evasions
from tests.wiki.rendering.html_checks import elements, reads_the_same_again, unsafe_parts
from tests.wiki.rendering.known_links import context
from wiki.macros.base import Target
from wiki.rendering.render import render_storage
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.parser import parse

DOCUMENTS = evasions.everywhere()
SETTINGS = {
    "external_images": "click",
    "embedded_frames": "click",
    "external_image_hosts": ("example.org",),
    "frame_hosts": ("example.org",),
    "shortcuts": ("any = https://shortcut.example/?q=%s = %s",),
    "jira_url": "https://jira.example.org",
    "html_macro": False,
}


def _place(name: str) -> str:
    return name.split(" in ")[-1] if " in " in name else "markup"


def _of(place: str) -> dict[str, str]:
    return {name: text for name, text in DOCUMENTS.items() if _place(name) == place}


@pytest.mark.parametrize("place", sorted({_place(name) for name in DOCUMENTS}))
def test_nothing_comes_alive(place: str) -> None:
    for name, document in _of(place).items():
        for settings in ({}, SETTINGS, SETTINGS | {"external_images": "listed", "embedded_frames": "listed"}):
            markup = render_storage(document, context(settings=settings))
            assert unsafe_parts(markup) == [], name
        assert reads_the_same_again(markup), name


@pytest.mark.parametrize("target", [Target.FRAGMENT, Target.MAIL, Target.PDF, Target.WORD, Target.TEXT])
def test_nor_in_what_goes_elsewhere(target: Target) -> None:
    for number, (name, document) in enumerate(DOCUMENTS.items()):
        if number % 7 == len(target.value) % 7:
            assert unsafe_parts(render_storage(document, context(target=target, settings=SETTINGS))) == [], name


def test_all_of_them_on_one_page() -> None:
    whole = "".join(document for document in DOCUMENTS.values() if _parses(document))
    markup = render_storage(whole, context(settings=SETTINGS))
    assert "unreadable-storage" not in markup
    assert unsafe_parts(markup) == []


def test_the_data_is_about_documents_that_parse() -> None:
    parsing = sum(map(_parses, DOCUMENTS.values()))
    assert len(DOCUMENTS) > 3000
    assert parsing > 0.97 * len(DOCUMENTS)


def test_what_is_shown_of_a_style_is_what_was_allowed() -> None:
    allowed = "color: rgb(51,51,51); text-align: center; margin-left: 30.0px; width: 297.0px;"
    for name, style in evasions.STYLES.items():
        markup = render_storage(f'<p style="{evasions.quoted(style)}; {allowed}">x</p>', context())
        ((_, _, attributes),) = elements(markup)
        assert set(attributes) <= {"style"}, name


def _parses(document: str) -> bool:
    try:
        parse(document)
    except MalformedStorage:
        return False
    return True
