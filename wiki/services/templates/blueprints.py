"""Decide which of the templates that come with the wiki are offered."""

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import NoSuchTemplate
from wiki.events import SiteSettingsChanged
from wiki.models import SiteSetting
from wiki.queries.blueprints import BLUEPRINTS, HIDDEN, hidden_keys
from wiki.services.frame import record, service


@service
def offer_blueprint(actor: Actor, *, key: str, offered: bool) -> None:
    """Hide a template that comes with the wiki from everybody, or offer it again.

    Args:
        key: which one.
        offered: whether pages may begin with it.

    Raises:
        NotPermitted: the actor does not administer the site.
        NoSuchTemplate: there is none of this key.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    if key not in BLUEPRINTS:
        raise NoSuchTemplate(key[:80])
    before = hidden_keys() & BLUEPRINTS.keys()
    hidden = before - {key} if offered else before | {key}
    if hidden == before:
        return
    SiteSetting.objects.update_or_create(name=HIDDEN, defaults={"value": sorted(hidden)})
    record(actor, SiteSettingsChanged(actor_id=actor.user_id, subject=HIDDEN, names=(HIDDEN,)))
