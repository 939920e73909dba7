"""Change the logo of the site."""

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.services.frame import service
from wiki.services.logos import SITE_LOGO_SIZE, drop_unused_logo, kept_logo
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.everywhere import SITE_LOGO
from wiki.site_settings.now import site_setting


@service
def set_site_logo(actor: Actor, *, data: bytes) -> None:
    """Give the site a logo in place of the one it has; only the pixels of the upload are kept.

    Args:
        data: an image as PNG, JPEG, GIF, WebP or BMP.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadPicture: it is too large, or no raster image that can be read.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    _show(actor, kept_logo(data, SITE_LOGO_SIZE).digest)


@service
def remove_site_logo(actor: Actor) -> None:
    """Take the logo of the site away: the wiki's own sign stands there again.

    Raises:
        NotPermitted: the actor is no system administrator.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    _show(actor, "")


def _show(actor: Actor, digest: str) -> None:
    former = str(site_setting(SITE_LOGO))
    if change_site_settings(actor, values={SITE_LOGO: digest}):
        drop_unused_logo(former)
