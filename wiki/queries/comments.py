"""Comments on pages and blog posts."""

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus
from wiki.permissions.visible import visible_contents


def comments_on(actor: Actor, container: Content) -> QuerySet[Content]:
    """Give all comments on a page or blog post, replies too, oldest first."""
    comments = Content.objects.filter(container_id=container.pk, kind=ContentKind.COMMENT, status=ContentStatus.CURRENT)
    return (
        visible_contents(actor, comments)
        .select_related("space", "creator", "modifier", "body", "container")
        .order_by("created", "pk")
    )
