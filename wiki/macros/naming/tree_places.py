"""The place in a page tree that a macro names: a page, this page, the page above, the home page, or the whole space."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from wiki.errors import NoSuchContent
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.naming.named_content import named_content
from wiki.macros.parameters import find_given
from wiki.models import Content, ContentKind, Space
from wiki.permissions.access import page_for, space_for


@dataclass(frozen=True, slots=True)
class TreePlace:
    """A page, or without one the top of a space."""

    space: Space
    page: Content | None = None


def own_page(use: MacroUse) -> Content | None:
    """Give the page that the macro stands in; None for a blog post or a page that is not stored yet."""
    content = use.context.content
    return content if isinstance(content, Content) and content.kind == ContentKind.PAGE else None


def named_place(use: MacroUse, name: str, default: str, space_key: str = "") -> TreePlace:
    """Give the place that a parameter names.

    It may name a page, `@self`, `@parent`, `@home`, or `/`, `@none` or `KEY:` for the top of a space.

    Args:
        use: the use of the macro.
        name: the parameter as the macro declares it.
        default: the place where nothing is named.
        space_key: the space that words mean; empty for that of this page.

    Raises:
        MacroFailure: the place is not there, or the reader may not see it.
    """
    parameter = next(each for each in use.macro.parameters if each.name == name)
    given = find_given(parameter, use.element.parameters)
    reference = use.page(name)
    word = default if given is None else reference.title if reference is not None else given.text
    key = (reference.space_key if reference is not None else None) or space_key
    try:
        if word in ("", "/", "@none", "@home", "@self", "@parent", "@this"):
            return _place_of_word(use, word, key)
        page = named_content(use, name, space_key)
    except NoSuchContent:
        page = None
    if page is None or page.kind != ContentKind.PAGE:
        raise MacroFailure(gettext("the page that it names does not exist, or you may not see it."))
    return TreePlace(page.space, page)


def _place_of_word(use: MacroUse, word: str, key: str) -> TreePlace:
    page = own_page(use)
    if word in ("@self", "@this") and page is not None:
        return TreePlace(page.space, page)
    if word == "@parent" and page is not None:
        above = page_for(use.actor, page.parent_id) if page.parent_id is not None else None
        return TreePlace(page.space, above)
    space = _space(use, key)
    if word == "@home" and space.home_page_id is not None:
        return TreePlace(space, page_for(use.actor, space.home_page_id))
    return TreePlace(space)


def _space(use: MacroUse, key: str) -> Space:
    own = use.context.space
    if isinstance(own, Space) and key.casefold() in ("", "@self", own.key.casefold()):
        return own
    return space_for(use.actor, key or own.key)
