"""Spaces an actor may view."""

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchSpaceGroup
from wiki.models import Labelling, LabelNamespace, Space, SpaceGroup, SpaceKind, SpaceStatus
from wiki.permissions.visible import visible_spaces
from wiki.storage_format.references import storable


def spaces_for(actor: Actor, *, archived: bool = True) -> QuerySet[Space]:
    """Give the spaces that an actor may view, global ones first, by name.

    Args:
        archived: whether archived spaces are among them.
    """
    spaces = visible_spaces(actor).select_related("group").order_by("kind", "name", "key")
    return spaces if archived else spaces.filter(status=SpaceStatus.CURRENT)


def spaces_in_group(actor: Actor, group_key: str) -> QuerySet[Space]:
    """Give the visible spaces of a space group.

    Raises:
        NoSuchSpaceGroup: there is none of this key.
    """
    return spaces_for(actor).filter(group=space_group(actor, group_key))


def space_group(actor: Actor, key: str) -> SpaceGroup:
    """Give the space group of a key.

    Raises:
        NoSuchSpaceGroup: there is none, or the actor may not use the wiki.
    """
    group = SpaceGroup.objects.select_related("creator").filter(key=storable(key)).first() if actor.may_use else None
    if group is None:
        raise NoSuchSpaceGroup(key)
    return group


def space_groups(actor: Actor) -> QuerySet[SpaceGroup]:
    """Give all space groups by key."""
    groups = SpaceGroup.objects.select_related("creator").order_by("key")
    return groups if actor.may_use else groups.none()


def favourite_spaces(actor: Actor) -> QuerySet[Space]:
    """Give the spaces that somebody marked as favourites."""
    marks = Labelling.objects.filter(
        label__namespace=LabelNamespace.MY, label__name="favourite", label__owner_id=actor.user_id
    )
    return spaces_for(actor).filter(pk__in=marks.filter(space__isnull=False).values("space_id"))


def personal_space_of(actor: Actor, user_id: int) -> Space | None:
    """Give the personal space of somebody, where there is one that the actor may view."""
    return visible_spaces(actor).filter(kind=SpaceKind.PERSONAL, owner_id=user_id).first()
