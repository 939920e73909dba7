"""Changing the settings of the site."""

from collections.abc import Mapping

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import BadValue
from wiki.events import SiteSettingsChanged
from wiki.models import SiteSetting
from wiki.services.frame import record, service
from wiki.site_settings.checks import BadSettingValue
from wiki.site_settings.declarations import SETTINGS
from wiki.site_settings.everywhere import forget_site_look
from wiki.site_settings.kinds import Value
from wiki.site_settings.now import settings_now


@service
def change_site_settings(actor: Actor, *, values: Mapping[str, object]) -> tuple[str, ...]:
    """Decide settings for the whole site: all that are given, or none where one is wrong.

    Args:
        values: values by the names of settings; lines may be one text with line ends.

    Returns:
        the names of those that are different now.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadValue: there is no such setting, or it can't have this value; `field` names it.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    wanted = {name: _taken(name, given) for name, given in values.items()}
    before = settings_now()
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return ()
    for name, value in changed.items():
        setting = SETTINGS[name]
        if value == setting.default:
            SiteSetting.objects.filter(name=name).delete()
        else:
            SiteSetting.objects.update_or_create(name=name, defaults={"value": setting.stored(value)})
    names = tuple(sorted(changed))
    record(actor, SiteSettingsChanged(actor_id=actor.user_id, subject=", ".join(names), names=names))
    forget_site_look()
    return names


def _taken(name: str, given: object) -> Value:
    setting = SETTINGS.get(name)
    if setting is None:
        raise BadValue(name, gettext("There is no setting named {name}.").format(name=repr(name[:64])))
    try:
        return setting.taken(given)
    except BadSettingValue as error:
        raise BadValue(name, str(error)) from error
