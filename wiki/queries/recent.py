"""What changed last, and who wrote it."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import User
from wiki.models import Content, ContentKind, ContentStatus, Space, SpaceStatus
from wiki.permissions.visible import visible_contents
from wiki.queries.archived_pages import without_archived


def recently_updated(
    actor: Actor, space: Space | None = None, kinds: tuple[str, ...] = tuple(ContentKind.values)
) -> QuerySet[Content]:
    """Give visible contents, the last changed first.

    Archived pages are left out with what hangs on them, and of the whole site archived spaces.
    """
    contents = without_archived(Content.objects.filter(status=ContentStatus.CURRENT, kind__in=kinds))
    if space is not None:
        contents = contents.filter(space=space)
    else:
        contents = contents.filter(space__status=SpaceStatus.CURRENT)
    return (
        visible_contents(actor, contents)
        .select_related("space", "modifier", "container", "host")
        .order_by("-modified", "-pk")
    )


def contributors_of(actor: Actor, content: Content) -> QuerySet[User]:
    """Give everybody who wrote a version of a content that the actor may view, by name."""
    versions = visible_contents(actor, Content.objects.filter(current_id=content.pk)).values("modifier_id")
    wrote = Q(pk__in=[content.modifier_id, content.creator_id]) | Q(pk__in=versions)
    return User.objects.filter(wrote).order_by("username")
