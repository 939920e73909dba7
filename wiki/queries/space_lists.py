"""Lists of spaces for readers: by category, the newest; and what is known of one."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.visible import visible_contents
from wiki.queries.categories import categories_of
from wiki.queries.spaces import spaces_for


def newest_spaces(actor: Actor, limit: int) -> list[Space]:
    """Give the current spaces that were made last."""
    return list(spaces_for(actor, archived=False).order_by("-created", "-pk")[:limit])


def spaces_by_category(actor: Actor, limit: int) -> list[tuple[str, list[Space]]]:
    """Give the current spaces under the names of their categories; those in none come last, under an empty name.

    Args:
        limit: how many spaces are read.
    """
    spaces = list(spaces_for(actor, archived=False)[:limit])
    of_each = categories_of(actor, spaces)
    found: dict[str, list[Space]] = {}
    for space in spaces:
        for category in of_each.get(space.pk) or [""]:
            found.setdefault(category, []).append(space)
    return sorted(found.items(), key=lambda item: (not item[0], item[0]))


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """What is known of a space beside its row.

    Attributes:
        home_page: its home page, if the reader may view it.
        page_count: how many of its pages the reader may view.
        post_count: how many of its blog posts the reader may view.
        categories: the categories that it is in.
    """

    home_page: Content | None
    page_count: int
    post_count: int
    categories: list[str]


def facts_of(actor: Actor, space: Space) -> SpaceFacts:
    """Give what a reader may know of a space that they may view."""
    current = visible_contents(actor, Content.objects.filter(space=space, status=ContentStatus.CURRENT))
    home = current.filter(pk=space.home_page_id).select_related("space").first() if space.home_page_id else None
    return SpaceFacts(
        home_page=home,
        page_count=current.filter(kind=ContentKind.PAGE).count(),
        post_count=current.filter(kind=ContentKind.BLOGPOST).count(),
        categories=categories_of(actor, [space]).get(space.pk, []),
    )
