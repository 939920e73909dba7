"""Which spaces and contents an actor may see, as filters of querysets, for lists and for single objects alike."""

from typing import TypeVar

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.models import (
    Content,
    ContentStatus,
    Draft,
    Restriction,
    Space,
    SpacePermissionType,
)
from wiki.permissions.conditions import (
    Condition,
    Reader,
    granted_in_spaces,
    has_visible_children,
    passed_by,
    visible_to,
)

AnyContent = TypeVar("AnyContent", bound=Content)
InSpace = TypeVar("InSpace", bound=Content | Draft)


def shown_spaces() -> QuerySet[Space]:
    """Give the spaces that are there at all: those that an import still brings are there for nobody.

    For people the rule holds by itself, because a space gets its permissions in the moment in which it shows; whoever
    passes every permission, and the index, which asks for nobody, would find it without this.
    """
    return Space.objects.filter(arrival=None)


def in_shown_spaces(rows: QuerySet[InSpace]) -> QuerySet[InSpace]:
    """Narrow contents or drafts to those of spaces that are there at all; see `shown_spaces`."""
    return rows.exclude(space__in=Space.objects.filter(arrival__isnull=False).values("pk"))


def spaces_granting(actor: Actor, permission: SpacePermissionType) -> QuerySet[Space]:
    """Give the spaces in which an actor has a permission, and may view too: without that, no other counts.

    What the anonymous user is granted, everybody has.
    """
    if actor.is_super:
        return shown_spaces()
    if not actor.may_use:
        return Space.objects.none()
    return Space.objects.filter(Condition(granted_in_spaces(reader_of(actor), permission), "pk"))


def visible_spaces(actor: Actor) -> QuerySet[Space]:
    """Give the spaces that an actor may view, archived ones included."""
    return spaces_granting(actor, SpacePermissionType.VIEWSPACE)


def visible_contents(actor: Actor, contents: QuerySet[AnyContent]) -> QuerySet[AnyContent]:
    """Narrow a queryset of contents to those that an actor may view.

    A comment, an attachment and a historical version may be viewed where the page or blog post they hang on may be;
    nothing that hangs on trashed content is visible.

    Args:
        contents: any queryset of Content or one of its kinds.
    """
    alive = contents.filter(host__status=ContentStatus.CURRENT)
    if actor.is_super:
        return in_shown_spaces(alive)
    if not actor.may_use:
        return contents.none()
    return alive.filter(Condition(visible_to(reader_of(actor)), "space_id", "host_id"))


def visible_pages(actor: Actor, pages: QuerySet[Content]) -> QuerySet[Content]:
    """Narrow a queryset of current pages, of a space that the actor may view, to those that the actor may view too.

    It is what `visible_contents` gives for them, with less work: a page is its own host.
    """
    if actor.is_super:
        return pages
    if not actor.may_use:
        return pages.none()
    return pages.filter(Condition(visible_to(reader_of(actor)), "space_id", "pk"))


def with_children(actor: Actor) -> Condition:
    """Give an expression that tells of a current page whether it has children that the tree shows the actor."""
    reader = None if actor.is_super else reader_of(actor)
    return Condition(has_visible_children(reader), "space_id", "pk")


def passed_restrictions(actor: Actor) -> QuerySet[Restriction]:
    """Give the restrictions that name an actor or a group the actor is in."""
    if actor.is_super:
        return Restriction.objects.all()
    return Restriction.objects.filter(Condition(passed_by(reader_of(actor)), "pk"))


def reader_of(actor: Actor) -> Reader:
    """Give whose grants count for an actor."""
    return Reader(actor.user_id, actor.grantee_user_ids, actor.group_ids)
