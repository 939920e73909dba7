"""Change what spaces are called and how they stand."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User
from wiki.errors import BadMove, BadValue, KeyTaken
from wiki.events import SpaceChanged, SpaceRekeyed
from wiki.models import Link, Space, SpaceGroup, SpaceKind, SpacePermissionType, SpaceStatus
from wiki.permissions.access import page_for, space_for
from wiki.permissions.grants import grant_in_space
from wiki.permissions.vocabulary import Action
from wiki.services.frame import record, service
from wiki.services.spaces.create import personal_key
from wiki.services.titles import clean_space_name, clean_text
from wiki.storage_format.references import fold_title


@service
def edit_space(
    actor: Actor,
    *,
    key: str,
    name: str | None = None,
    description: str | None = None,
    home_page_id: int | None = None,
    group: SpaceGroup | None = None,
) -> Space:
    """Change name, description, home page or group of a space; what is None stays.

    Raises:
        NoSuchSpace, NoSuchPage: the space or the home page is not there for the actor.
        NotPermitted: the actor does not administer the space.
        BadTitle: the name can't be.
        BadMove: the home page is in another space, or archived.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    if name is not None:
        space.name = clean_space_name(name)
    if description is not None:
        space.description = clean_text(description, "description")
    if home_page_id is not None and home_page_id != space.home_page_id:
        page = page_for(actor, home_page_id)
        if page.space_id != space.pk:
            raise BadMove(
                gettext("The page {home_page_id} is not in the space {key}.").format(
                    home_page_id=home_page_id, key=space.key
                )
            )
        if page.archived:
            raise BadMove(
                gettext("The page '{title}' is archived: bring it back before it becomes the home page.").format(
                    title=page.title
                )
            )
        space.home_page = page
    if group is not None:
        space.group = group
    return _save(actor, space)


@service
def set_space_status(actor: Actor, *, key: str, status: str) -> Space:
    """Archive a space or make it current again.

    Args:
        status: `current` or `archived`, in any case.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
        BadValue: the status is neither.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    if status.lower() not in SpaceStatus.values:
        raise BadValue(
            "status", gettext("'{status}' is no status of a space; use CURRENT or ARCHIVED.").format(status=status)
        )
    space.status = SpaceStatus(status.lower())
    return _save(actor, space)


@service
def convert_to_personal_space(
    actor: Actor, *, key: str, owner: User, name: str = "", update_links: bool = True
) -> Space:
    """Turn a space into somebody's personal space.

    Args:
        owner: whose space it becomes; gets all permissions in it.
        name: its new name; empty leaves it.
        update_links: whether links in other content follow to the new key.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor is no administrator of the site, or does not administer the space.
        KeyTaken: the owner has a personal space already.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    space.kind, space.owner = SpaceKind.PERSONAL, owner
    if name.strip():
        space.name = clean_space_name(name)
    for permission in SpacePermissionType:
        grant_in_space(space, permission, owner)
    _rekey(actor, space, personal_key(owner), update_links=update_links)
    return space


@service
def follow_username(actor: Actor, *, owner: User) -> None:
    """Give the personal space of somebody who was renamed the key that goes with the new name.

    Raises:
        KeyTaken: another space has that key.
    """
    space = Space.objects.select_for_update(no_key=True).filter(kind=SpaceKind.PERSONAL, owner=owner).first()
    if space is not None and space.key != personal_key(owner):
        _rekey(actor, space, personal_key(owner), update_links=True)


def _rekey(actor: Actor, space: Space, new_key: str, *, update_links: bool) -> None:
    if Space.objects.filter(key_folded=fold_title(new_key)).exclude(pk=space.pk).exists():
        raise KeyTaken(new_key)
    old_key = space.key
    space.key, space.key_folded = new_key, fold_title(new_key)
    # References without a space key mean the space they stand in, and so lead to the new key already.
    Link.objects.filter(source__space=space, space_key_folded=fold_title(old_key)).update(
        space_key_folded=space.key_folded
    )
    _save(actor, space)
    record(
        actor,
        SpaceRekeyed(
            actor_id=actor.user_id,
            space_id=space.pk,
            space_key=new_key,
            subject=space.name,
            old_key=old_key,
            update_links=update_links,
        ),
    )


def _save(actor: Actor, space: Space) -> Space:
    space.modifier_id = actor.user_id
    space.modified = timezone.now()
    space.save()
    record(actor, SpaceChanged(actor_id=actor.user_id, space_id=space.pk, space_key=space.key, subject=space.name))
    return space
