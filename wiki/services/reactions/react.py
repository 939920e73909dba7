"""React to a content with a sign, and take it back."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.errors import BadValue
from wiki.events import ReactionChanged
from wiki.models import Content, ContentKind, Reaction, ReactionKind
from wiki.permissions.access import content_for
from wiki.services.frame import about, record, service

_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)


@service
def react(actor: Actor, *, content_id: int, kind: str, on: bool) -> Content:
    """Put the actor's sign on a page, blog post or comment that they may view, or take it away.

    Args:
        kind: one of `ReactionKind`.
        on: whether the sign is to be there; what is so already stays.

    Returns:
        the content.

    Raises:
        NoSuchContent: the content is not there for the actor.
        NotPermitted: the actor is not logged in.
        BadValue: there is no such sign.
    """
    content = content_for(actor, content_id, kinds=_KINDS)
    if actor.user_id is None:
        raise NotPermitted(gettext("Please log in to react."))
    if kind not in ReactionKind.values:
        raise BadValue("reaction", gettext("There is no reaction '{kind}'.").format(kind=kind[:40]))
    own = Reaction.objects.filter(content=content, user_id=actor.user_id, kind=kind)
    if on == own.exists():
        return content
    if on:
        Reaction.objects.bulk_create(
            [Reaction(content=content, user_id=actor.user_id, kind=kind)], ignore_conflicts=True
        )
    else:
        own.delete()
    record(actor, ReactionChanged(**about(actor, content), kind=kind, on=on))
    return content
