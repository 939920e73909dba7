"""What is in the trash of a space."""

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentStatus
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action


def trash_of(actor: Actor, space_key: str) -> QuerySet[Content]:
    """Give what is in the trash of a space, the last trashed first.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    space = space_for(actor, space_key, Action.ADMINISTER)
    return (
        Content.objects.filter(space=space, status=ContentStatus.TRASHED)
        .select_related("space", "creator", "modifier", "container")
        .order_by("-trashed", "-pk")
    )
