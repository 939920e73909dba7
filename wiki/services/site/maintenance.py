"""Telling everybody something on every page, and letting nobody change anything for a while."""

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue
from wiki.events import SiteSettingsChanged
from wiki.models import SiteSetting
from wiki.services.frame import record, service
from wiki.site_settings.checks import BadSettingValue
from wiki.site_settings.declarations import SETTINGS
from wiki.site_settings.everywhere import READ_ONLY, forget_site_look
from wiki.site_settings.now import settings_now


@service
def set_maintenance(actor: Actor, *, banner: str, read_only: bool) -> None:
    """Set the banner and the read-only mode; the one service that works while the wiki is read only.

    Args:
        banner: a text for everybody above every page; empty for none.
        read_only: whether every other change by people is refused.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadValue: the banner is too long or has control characters.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    try:
        wanted = {"banner": SETTINGS["banner"].taken(banner), READ_ONLY: SETTINGS[READ_ONLY].taken(read_only)}
    except BadSettingValue as error:
        raise BadValue("banner", str(error)) from error
    before = settings_now()
    names = tuple(name for name, value in wanted.items() if before[name] != value)
    if not names:
        return
    for name in names:
        if wanted[name] == SETTINGS[name].default:
            SiteSetting.objects.filter(name=name).delete()
        else:
            SiteSetting.objects.update_or_create(name=name, defaults={"value": wanted[name]})
    state = "on" if read_only else "off"
    record(
        actor,
        SiteSettingsChanged(actor_id=actor.user_id, subject=f"{', '.join(names)} (read only: {state})", names=names),
    )
    forget_site_look()
