"""How many comments contents have."""

from collections.abc import Iterable

from django.db.models import Count

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus
from wiki.permissions.visible import visible_contents


def comment_counts(actor: Actor, contents: Iterable[Content]) -> dict[int, int]:
    """Give the numbers of visible comments on pages and blog posts by their ids; those without any are left out."""
    comments = Content.objects.filter(
        container__in=[content.pk for content in contents], kind=ContentKind.COMMENT, status=ContentStatus.CURRENT
    )
    counted = visible_contents(actor, comments).order_by().values_list("container_id").annotate(Count("pk"))
    return {container_id: count for container_id, count in counted if container_id is not None}
