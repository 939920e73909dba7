"""Space groups, as the remote API knows them."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadKey, NoSuchSpaceGroup, SpaceGroupTaken
from wiki.events import SpaceGroupAdded, SpaceGroupRemoved
from wiki.models import SpaceGroup
from wiki.services.frame import record, service
from wiki.services.titles import KEY_LENGTH, clean_space_name, clean_text
from wiki.storage_format.references import storable


@service
def add_space_group(actor: Actor, *, key: str, name: str = "", license_key: str = "") -> SpaceGroup:
    """Make a space group.

    Raises:
        NotPermitted: the actor is no administrator of the site.
        BadKey, BadTitle, SpaceGroupTaken: key or name can't be.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    key = key.strip()
    if not key or len(key) > KEY_LENGTH or not key.isprintable():
        raise BadKey(
            gettext("A space group needs a key of at most {key_length} characters.").format(key_length=KEY_LENGTH)
        )
    license_key = clean_text(license_key, "license key")
    if SpaceGroup.objects.filter(key=key).exists():
        raise SpaceGroupTaken(key)
    group = SpaceGroup.objects.create(
        key=key, name=clean_space_name(name or key), license_key=license_key[:255], creator_id=actor.user_id
    )
    record(actor, SpaceGroupAdded(actor_id=actor.user_id, subject=key))
    return group


@service
def remove_space_group(actor: Actor, *, key: str) -> None:
    """Remove a space group; its spaces stay.

    Raises:
        NotPermitted: the actor is no administrator of the site.
        NoSuchSpaceGroup: there is none of this key.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    if not SpaceGroup.objects.filter(key=storable(key)).delete()[0]:
        raise NoSuchSpaceGroup(key)
    record(actor, SpaceGroupRemoved(actor_id=actor.user_id, subject=key))
