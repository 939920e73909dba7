"""Logos of spaces and of the site."""

from accounts.actor import Actor
from wiki.models import Logo, Space
from wiki.permissions.visible import visible_spaces
from wiki.site_settings.everywhere import site_look


def logo_png(actor: Actor, digest: str) -> bytes | None:
    """Give the logo of the site, or of a space that the actor may view; None for any other."""
    is_of_site = digest == site_look().logo
    if not is_of_site and not visible_spaces(actor).filter(logo_id=digest).exists():
        return None
    return _png(digest)


def logo_of_space(space: Space) -> bytes | None:
    """Give the logo of a space that was opened for an actor; None where it has none."""
    return _png(space.logo_id) if space.logo_id else None


def _png(digest: str) -> bytes | None:
    png = Logo.objects.filter(digest=digest).values_list("png", flat=True).first()
    return None if png is None else bytes(png)
