"""Earlier versions."""

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchVersion
from wiki.models import Content
from wiki.permissions.visible import visible_contents


def versions_of(actor: Actor, content: Content) -> QuerySet[Content]:
    """Give the historical versions of a content, newest first; the current one is not among them."""
    earlier = Content.objects.filter(current_id=content.pk)
    return visible_contents(actor, earlier).select_related("space", "creator", "modifier").order_by("-version")


def version_of(actor: Actor, content: Content, number: int) -> Content:
    """Give one version of a content by its number, which may be the current one.

    Raises:
        NoSuchVersion: there is none of that number.
    """
    if number == content.version:
        return content
    found = versions_of(actor, content).filter(version=number).first()
    if found is None:
        raise NoSuchVersion(f"{number} of {content.pk}")
    return found
