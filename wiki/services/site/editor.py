"""Choosing the editor that people start in."""

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.events import SiteSettingsChanged
from wiki.models import SiteSetting
from wiki.services.frame import record, service
from wiki.site_settings.now import settings_now

NAME = "rich_editor_default"


@service
def set_rich_editor_default(actor: Actor, *, enabled: bool) -> None:
    """Say whether people start in the rich editor. Unlike most settings this one is for all administrators.

    Raises:
        NotPermitted: the actor is no administrator.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    if settings_now().flag(NAME) == enabled:
        return
    SiteSetting.objects.update_or_create(name=NAME, defaults={"value": enabled})
    record(actor, SiteSettingsChanged(actor_id=actor.user_id, subject=NAME, names=(NAME,)))
