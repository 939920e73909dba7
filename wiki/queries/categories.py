"""The categories of spaces, which are labels of the namespace team, and what somebody marked as a favourite."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import fold_name
from accounts.queries import user_by_name
from wiki.models import Content, ContentStatus, Labelling, LabelNamespace, Space
from wiki.permissions.visible import visible_contents, visible_spaces

_FAVOURITE = "favourite"


def categories_of(actor: Actor, spaces: Iterable[Space]) -> dict[int, list[str]]:
    """Give the categories of some visible spaces, by the ids of the spaces, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Labelling.objects.filter(
        space__in=[space.pk for space in spaces], label__namespace=LabelNamespace.TEAM
    ).order_by("label__name")
    for space_id, name in rows.values_list("space_id", "label__name"):
        if space_id is not None:
            found[space_id].append(name)
    return dict(found)


def all_categories(actor: Actor) -> list[str]:
    """Give the categories that visible spaces are in, by name."""
    rows = Labelling.objects.filter(space__in=visible_spaces(actor), label__namespace=LabelNamespace.TEAM)
    return list(rows.order_by("label__name").values_list("label__name", flat=True).distinct())


def favourite_contents(actor: Actor) -> QuerySet[Content]:
    """Give the pages and blog posts that the actor marked as favourites, by title."""
    return _marked(actor, _favourite_marks(actor.user_id))


def favourites_of(actor: Actor, username: str) -> QuerySet[Content]:
    """Give the pages and blog posts that somebody marked as favourites, as far as the actor may view them.

    Raises:
        NotPermitted: they are somebody else's, and the actor is no administrator.
        NoSuchUser: there is no such person.
    """
    if actor.user is None or actor.username != fold_name(username):
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    return _marked(actor, _favourite_marks(user_by_name(username).pk)).select_related("space", "container")


def _marked(actor: Actor, marks: QuerySet[Labelling]) -> QuerySet[Content]:
    marks = marks.filter(content__isnull=False)
    contents = Content.objects.filter(pk__in=marks.values("content_id"), status=ContentStatus.CURRENT)
    return visible_contents(actor, contents).select_related("space").order_by("title_folded", "pk")


def is_favourite_space(actor: Actor, space: Space) -> bool:
    """Say whether the actor marked a space as a favourite."""
    return _favourite_marks(actor.user_id).filter(space=space).exists()


def _favourite_marks(owner_id: int | None) -> QuerySet[Labelling]:
    if owner_id is None:
        return Labelling.objects.none()
    return Labelling.objects.filter(
        label__namespace=LabelNamespace.MY, label__name=_FAVOURITE, label__owner_id=owner_id
    )
