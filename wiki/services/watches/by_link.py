"""Stop a watch with the link in a mail, without logging in."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.queries.watch_links import watch_of_token
from wiki.services.frame import service


@service
def stop_watch_by_link(actor: Actor, *, token: str) -> None:
    """Stop the one watch that a link from a mail names.

    Args:
        actor: anybody who has the link; it says itself whose watch it is for.
        token: as `stop_token` made it.

    Raises:
        NotPermitted: the link is forged, or the watch was stopped already.
    """
    watch = watch_of_token(token)
    if watch is None:
        raise NotPermitted(gettext("This link is not valid, or what it was for is not watched any more."))
    watch.delete()
