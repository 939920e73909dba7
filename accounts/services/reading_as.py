"""An administrator looks at the wiki as somebody else sees it, for a while and without changing anything."""

from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadValue, NotPermitted
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User
from accounts.queries import user_by_name
from accounts.services.frame import service


@service
def begin_reading_as(actor: Actor, *, username: str) -> User | None:
    """Note that an administrator is going to read as somebody.

    Args:
        username: as whom; empty for somebody who is not logged in.

    Returns:
        the person, None for nobody.

    Raises:
        NotPermitted: the actor is no system administrator.
        NoSuchUser: there is no such person.
        BadValue: the person is deactivated and sees nothing, or is the actor.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    user = user_by_name(username) if username.strip() else None
    if user is not None and not user.is_active:
        raise BadValue(
            "username", gettext("The user '{username}' is deactivated and sees nothing.").format(username=user.username)
        )
    if user is not None and user.pk == actor.user_id:
        raise BadValue("username", gettext("That is yourself."))
    events.publish_people_changed(actor, "begin_reading_as", user.username if user else "anonymous")
    return user


@service
def end_reading_as(actor: Actor, *, username: str) -> None:
    """Note that an administrator reads as themselves again.

    Raises:
        NotPermitted: nobody is logged in.
    """
    if actor.user is None:
        raise NotPermitted
    events.publish_people_changed(actor, "end_reading_as", username or "anonymous")
