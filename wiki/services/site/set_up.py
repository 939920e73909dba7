"""The few things that an administrator is asked when a site is new."""

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.events import SiteSettingsChanged
from wiki.models import SiteSetting
from wiki.services.frame import record, service
from wiki.services.site.settings import change_site_settings
from wiki.site_settings.everywhere import SET_UP, forget_site_look
from wiki.site_settings.now import settings_now


@service
def begin_set_up(actor: Actor) -> None:
    """Note that the site is new: the first page of a system administrator is the set-up, until it is done or skipped.

    Raises:
        NotPermitted: the actor is no system administrator.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    SiteSetting.objects.update_or_create(name=SET_UP, defaults={"value": True})
    record(actor, SiteSettingsChanged(actor_id=actor.user_id, subject=SET_UP, names=(SET_UP,)))
    forget_site_look()


@service
def end_set_up(actor: Actor, *, site_name: str = "") -> None:
    """Note that the set-up is done, or was skipped.

    Args:
        site_name: what the site is called; empty to leave it.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadValue: the name can't be taken.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    if site_name.strip():
        change_site_settings(actor, values={"site_name": site_name})
    if settings_now().flag(SET_UP):
        SiteSetting.objects.filter(name=SET_UP).delete()
        record(actor, SiteSettingsChanged(actor_id=actor.user_id, subject=SET_UP, names=(SET_UP,)))
        forget_site_look()
