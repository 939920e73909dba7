"""Change how the screens of a space look: its logo and its colour."""

from accounts.actor import Actor
from wiki.errors import BadValue
from wiki.events import SpaceChanged
from wiki.models import Space
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.services.frame import record, service
from wiki.services.logos import SPACE_LOGO, drop_unused_logo, kept_logo
from wiki.site_settings.checks import BadSettingValue, accent_colour


@service
def set_space_logo(actor: Actor, *, key: str, data: bytes) -> Space:
    """Give a space a logo in place of the one it has; only the pixels of the upload are kept.

    Args:
        data: an image as PNG, JPEG, GIF, WebP or BMP.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
        BadPicture: it is too large, or no raster image that can be read.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    logo = kept_logo(data, SPACE_LOGO)
    if logo.digest != space.logo_id:
        _show(actor, space, logo.digest)
    return space


@service
def remove_space_logo(actor: Actor, *, key: str) -> Space:
    """Take the logo of a space away: the first letter of its name stands for it again.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    if space.logo_id:
        _show(actor, space, None)
    return space


@service
def set_space_colour(actor: Actor, *, key: str, accent: str) -> Space:
    """Choose the colour of links and buttons on the screens of a space.

    Args:
        accent: as `#0b6a68`; empty for the colour of the site.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor does not administer the space.
        BadValue: it is no colour.
    """
    space = space_for(actor, key, Action.ADMINISTER, lock=True)
    wanted = accent.strip().lower()
    try:
        accent_colour(wanted)
    except BadSettingValue as error:
        raise BadValue("accent", str(error)) from error
    if wanted != space.accent:
        space.accent = wanted
        space.save(update_fields=["accent"])
        _record(actor, space)
    return space


def _show(actor: Actor, space: Space, digest: str | None) -> None:
    former, space.logo_id = space.logo_id, digest
    space.save(update_fields=["logo"])
    drop_unused_logo(former)
    _record(actor, space)


def _record(actor: Actor, space: Space) -> None:
    record(actor, SpaceChanged(actor_id=actor.user_id, space_id=space.pk, space_key=space.key, subject=space.name))
