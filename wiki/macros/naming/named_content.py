"""The page or blog post that a parameter of a macro names, as far as the reader may see it."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext

from wiki.errors import NoSuchContent
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.parameters import find_given, page_named
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for
from wiki.storage_format.nodes import MacroParameter
from wiki.storage_format.references import (
    BlogPostReference,
    ContentEntityReference,
    PageReference,
    Reference,
    space_or,
)
from wiki.storage_format.targets import BlogPostKey, ContentTarget, PageKey

_POST = re.compile(r"(?:([^:/]+):)?/?(\d{4}/\d{1,2}/\d{1,2})/(.+)")
_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST)
OWN = frozenset({"@self", "@this"})


def named_content(use: MacroUse, name: str, space_key: str = "") -> Content | None:
    """Give the page or blog post that a parameter names; None where it names nothing, or this page itself.

    Args:
        use: the use of the macro.
        name: the parameter as the macro declares it.
        space_key: the space of a title that names none; empty for that of this page.

    Raises:
        MacroFailure: it is not there, or the reader may not see it.
    """
    parameter = next(each for each in use.macro.parameters if each.name == name)
    given = find_given(parameter, use.element.parameters)
    if given is None or given.text.lower() in OWN:
        return None
    reference = reference_given(given)
    if space_key and isinstance(reference, PageReference | BlogPostReference) and reference.space_key is None:
        reference = replace(reference, space_key=space_key)
    return _opened(use, _target(use, reference), _shown(reference))


def content_titled(use: MacroUse, title: str, space_key: str = "") -> Content:
    """Give the page of a title, in a space or, without a key, in the space of this page.

    Raises:
        MacroFailure: it is not there, or the reader may not see it.
    """
    return _opened(use, _target(use, PageReference(title, space_key or None)), title)


def reference_given(given: MacroParameter) -> Reference:
    """Read what a parameter names: a resource, or the text `Title`, `KEY:Title` or `KEY:/2026/11/23/Title`."""
    if given.reference is not None:
        return given.reference
    post = _POST.fullmatch(given.text)
    if post is not None:
        return BlogPostReference(post.group(3).strip(), _padded(post.group(2)), post.group(1) or None)
    return page_named(given) or PageReference(given.text)


def _padded(day: str) -> str:
    year, month, number = day.split("/")
    return f"{year}/{int(month):02d}/{int(number):02d}"


def _target(use: MacroUse, reference: Reference) -> ContentTarget | None:
    """Find what a reference leads to: mostly among what was asked for with the links of the whole document."""
    resolution, links, own_key = use.facts.resolution, use.context.links, use.context.space.key
    match reference:
        case PageReference(title=title, space_key=key):
            page = PageKey(space_or(key, own_key), title)
            return resolution.page(reference) or links.pages({page}).get(page)
        case BlogPostReference(title=title, posting_day=day, space_key=key):
            post = BlogPostKey(space_or(key, own_key), title, day)
            return resolution.blogpost(reference) or links.blogposts({post}).get(post)
        case ContentEntityReference(content_id=number):
            return resolution.content(reference) or links.contents({number}).get(number)
    return None


def _opened(use: MacroUse, target: ContentTarget | None, shown: str) -> Content:
    if target is not None:
        try:
            return content_for(use.actor, target.content_id, kinds=_KINDS)
        except NoSuchContent:
            pass
    raise MacroFailure(gettext("“{shown}” does not exist, or you may not see it.").format(shown=shown))


def _shown(reference: Reference) -> str:
    match reference:
        case PageReference(title=title) | BlogPostReference(title=title):
            return title
        case ContentEntityReference(content_id=number):
            return f"content {number}"
    return gettext("what it names")
