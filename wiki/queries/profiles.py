"""People as they are listed, and what they wrote."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import people_who_may_use, require_profile_view
from wiki.models import Content, ContentKind
from wiki.queries.recent import recently_updated

_MOST_WORDS = 8
_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)


def people_named(actor: Actor, text: str) -> QuerySet[User]:
    """Give the people who may use the wiki and whose name or username has all words of a text, by name.

    Args:
        text: nothing gives everybody.

    Raises:
        NotPermitted: the actor may not view profiles.
    """
    require_profile_view(actor, username="")
    found = people_who_may_use()
    for word in text.split()[:_MOST_WORDS]:
        found = found.filter(Q(username__icontains=word) | Q(full_name__icontains=word))
    return found.order_by("full_name", "username")


def recent_work_of(actor: Actor, person: User, limit: int) -> list[Content]:
    """Give what somebody changed last, as far as the actor may view it."""
    changes = recently_updated(actor, kinds=_KINDS).filter(modifier_id=person.pk)
    return list(changes.select_related("container__space", "host__space")[:limit])
