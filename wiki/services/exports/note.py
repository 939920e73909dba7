"""Write into the audit log who has what exported: whoever exports can read it all at leisure, elsewhere."""

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.events import ContentExported, SiteExported, SpaceExported
from wiki.models import Content, ContentKind, Space
from wiki.permissions.access import content_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.services.frame import about, record, service


@service
def note_space_export(actor: Actor, *, space_key: str, what: str) -> Space:
    """Write down that somebody has a space exported.

    Args:
        what: what of it, and as what, in a few words.

    Raises:
        NoSuchSpace: it is not there for the actor.
        NotPermitted: the actor may not export it.
    """
    space = space_for(actor, space_key, Action.EXPORT_SPACE)
    event = SpaceExported(actor_id=actor.user_id, space_id=space.pk, space_key=space.key, subject=what)
    record(actor, event)
    return space


@service
def note_page_export(actor: Actor, *, content_id: int) -> Content:
    """Write down that somebody has a page or blog post exported.

    Raises:
        NoSuchContent: it is not there for the actor.
        NotPermitted: the actor may not export it.
    """
    page = content_for(actor, content_id, Action.EXPORT, kinds=(ContentKind.PAGE, ContentKind.BLOGPOST))
    record(actor, ContentExported(**about(actor, page)))
    return page


@service
def note_site_export(actor: Actor, *, what: str) -> None:
    """Write down that somebody has the whole site exported or backed up.

    Raises:
        NotPermitted: the actor is no system administrator.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    record(actor, SiteExported(actor_id=actor.user_id, subject=what))
