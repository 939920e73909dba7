"""The demonstration space shows every macro, and every one of them works there."""

import re

import pytest

from accounts.actor import SYSTEM_SETUP, Actor
from tests.factories.accounts import super_actor
from tests.factories.wiki import open_site
from wiki.macros import library
from wiki.macros.examples import example_of, examples
from wiki.macros.registry import MACROS
from wiki.models import Content, ContentKind, ContentStatus
from wiki.rendering.shown import rendered_once
from wiki.services.demonstration.create import KEY, create_demonstration_space
from wiki.storage_format.nodes import MacroCall
from wiki.storage_format.parser import parse
from wiki.storage_format.visit import walk_elements

library.load()


def _used(storage: str) -> set[str]:
    return {
        macro.name
        for element in walk_elements(parse(storage))
        if isinstance(element, MacroCall) and (macro := MACROS.find(element.name)) is not None
    }


def test_every_macro_has_an_example_that_uses_it() -> None:
    assert {macro.name for macro in MACROS.all()} == examples()
    for macro in MACROS.all():
        assert macro.name in _used(example_of(macro.name)), macro.name


@pytest.mark.django_db
def test_the_demonstration_shows_every_macro_and_each_of_them_works() -> None:
    open_site()
    user = super_actor("admin").user
    assert user is not None
    space = create_demonstration_space(SYSTEM_SETUP, administrator=user)
    assert space is not None
    pages = Content.objects.filter(space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    shown: set[str] = set()
    reader = Actor.for_user(user)
    for page in pages.select_related("space"):
        shown |= _used(page.storage)
        html = rendered_once(reader, page.storage, page, page.space)
        failed = re.findall(r'class="macro-error-message">([^<]*)', html)
        assert failed == [], (page.title, failed)
        unresolved = re.findall(r'class="[^"]*unresolved[^"]*"[^>]*>([^<]*)', html)
        assert unresolved == [] or page.title == "Links that stay right", (page.title, unresolved)
    assert shown == {macro.name for macro in MACROS.all()}
    assert create_demonstration_space(SYSTEM_SETUP, administrator=user) is None
    assert pages.filter(title="All macros").count() == 1 and space.key == KEY
