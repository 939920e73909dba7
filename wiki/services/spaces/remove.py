"""Remove spaces for good."""

from accounts.actor import Actor
from wiki.events import SpaceRemoved
from wiki.models import Content, Space
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.services.frame import record, service
from wiki.services.logos import drop_unused_logo
from wiki.services.purge import purge


@service
def remove_space(actor: Actor, *, key: str) -> None:
    """Remove a space with all its content, its trash included, for good.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    event = SpaceRemoved(actor_id=actor.user_id, space_id=space.pk, space_key=space.key, subject=space.name)
    purge(Content.objects.filter(space=space))
    Space.objects.get(pk=space.pk).delete()
    drop_unused_logo(space.logo_id)
    record(actor, event)
