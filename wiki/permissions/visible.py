"""Which spaces and contents an actor may see, as filters of querysets, for lists and for single objects alike."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from wiki.models import (
    Content,
    ContentStatus,
    Restriction,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    Space,
    SpaceGroupPermission,
    SpacePermissionType,
    SpaceUserPermission,
    ViewGate,
)

AnyContent = TypeVar("AnyContent", bound=Content)


def spaces_granting(actor: Actor, permission: SpacePermissionType) -> QuerySet[Space]:
    """Give the spaces in which an actor has a permission, and may view too: without that, no other counts.

    What the anonymous user is granted, everybody has.
    """
    if actor.is_super:
        return Space.objects.all()
    if not actor.may_use:
        return Space.objects.none()
    granting = Space.objects.filter(_granted(actor, SpacePermissionType.VIEWSPACE))
    if permission != SpacePermissionType.VIEWSPACE:
        granting = granting.filter(_granted(actor, permission))
    return granting


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
        return alive
    if not actor.may_use:
        return contents.none()
    return alive.filter(space__in=visible_spaces(actor)).filter(~_closed_to(actor, "host_id"))


def passed_restrictions(actor: Actor) -> QuerySet[Restriction]:
    """Give the restrictions that name an actor or a group the actor is in."""
    if actor.is_super:
        return Restriction.objects.all()
    passes = Q(pk__in=RestrictionUserPermission.objects.filter(user_id=actor.user_id).values("content_object_id")) | Q(
        pk__in=RestrictionGroupPermission.objects.filter(group_id__in=actor.group_ids).values("content_object_id")
    )
    return Restriction.objects.filter(passes)


def _closed_to(actor: Actor, host_id: str) -> Exists:
    gates = ViewGate.objects.filter(content_id=OuterRef(host_id))
    return Exists(gates.exclude(restriction_id__in=passed_restrictions(actor).values("pk")))


def _granted(actor: Actor, permission: SpacePermissionType) -> Q:
    codename = permission.value.lower()
    to_users = SpaceUserPermission.objects.filter(user_id__in=actor.grantee_user_ids, permission__codename=codename)
    to_groups = SpaceGroupPermission.objects.filter(group_id__in=actor.group_ids, permission__codename=codename)
    return Q(pk__in=to_users.values("content_object_id")) | Q(pk__in=to_groups.values("content_object_id"))
