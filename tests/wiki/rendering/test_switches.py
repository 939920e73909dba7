"""Macros that an administrator has to allow first."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from accounts.actor import Actor
from tests.factories.wiki import make_page
from tests.wiki.rendering.known_links import context
from wiki.macros.base import BodyKind, Macro, MacroUse
from wiki.macros.registry import MACROS
from wiki.models import SiteSetting, Space
from wiki.rendering.render import render_storage
from wiki.rendering.shown import rendered

STORAGE = (
    '<p>before</p><ac:structured-macro ac:name="dangerous"><ac:plain-text-body><![CDATA[<b>bold</b>]]>'
    "</ac:plain-text-body></ac:structured-macro>"
)


def shout(use: MacroUse) -> SafeString:
    """Shows its body as HTML."""
    return SafeString(use.plain_body)


@pytest.fixture(autouse=True)
def dangerous(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A macro with a switch, for one test."""
    macro = Macro("dangerous", "Dangerous", "Shows its body.", shout, body=BodyKind.PLAIN, switch="html_macro")
    monkeypatch.setitem(MACROS._by_name, "dangerous", macro)
    yield


@pytest.mark.parametrize("settings", [{}, {"html_macro": False}, {"html_macro": "yes"}, {"other": True}])
def test_a_macro_with_a_switch_is_off_until_the_setting_is_on(settings: dict[str, object]) -> None:
    html = render_storage(STORAGE, context(settings=settings))
    assert "switched off on this site" in html
    assert "<pre>&lt;b&gt;bold&lt;/b&gt;</pre>" in html
    assert "<b>" not in html


def test_it_runs_when_the_setting_is_on() -> None:
    assert render_storage(STORAGE, context(settings={"html_macro": True})) == "<p>before</p><b>bold</b>"


@pytest.mark.parametrize("name", ["note", "NOTE"])
def test_an_administrator_can_switch_any_macro_off(name: str) -> None:
    storage = (
        '<ac:structured-macro ac:name="note"><ac:rich-text-body><p>in</p></ac:rich-text-body></ac:structured-macro>'
    )
    assert "switched off" not in render_storage(storage, context(settings={"disabled_macros": ("other",)}))
    html = render_storage(storage, context(settings={"disabled_macros": (name,)}))
    assert "switched off on this site" in html and "<p>in</p>" in html


def test_settings_are_read_once_and_only_where_something_asks(ann: Actor, space: Space) -> None:
    SiteSetting.objects.create(name="html_macro", value=True)
    page = make_page(ann)
    with CaptureQueriesContext(connection) as captured:
        assert "switched off" not in rendered(ann, STORAGE * 3, page, page.space)
    assert sum("sitesetting" in query["sql"] for query in captured) == 1
    with CaptureQueriesContext(connection) as captured:
        rendered(ann, "<p>x</p>", page, page.space)
    assert not any("sitesetting" in query["sql"] for query in captured)
