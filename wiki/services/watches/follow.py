"""Follow a person: be told of the pages, blog posts and comments that they write."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import User
from accounts.queries import require_profile_view, user_by_name
from wiki.errors import BadValue
from wiki.models import Watch
from wiki.services.frame import service


@service
def follow_person(actor: Actor, *, username: str) -> bool:
    """Follow somebody.

    Returns:
        whether the actor did not before.

    Raises:
        NotPermitted: nobody is logged in, or the actor may not view profiles.
        NoSuchUser: there is no such person.
        BadValue: it is the actor.
    """
    person = _followed(actor, username)
    if person.pk == actor.user_id:
        raise BadValue("username", gettext("Nobody follows themselves."))
    return Watch.objects.get_or_create(user=actor.user, person=person)[1]


@service
def unfollow_person(actor: Actor, *, username: str) -> bool:
    """Stop following somebody.

    Returns:
        whether the actor followed them.

    Raises:
        as `follow_person`.
    """
    person = _followed(actor, username)
    return Watch.objects.filter(user=actor.user, person=person).delete()[0] > 0


def _followed(actor: Actor, username: str) -> User:
    if actor.user is None:
        raise NotPermitted(gettext("Following needs somebody who is logged in."))
    require_profile_view(actor, username=username)
    return user_by_name(username)
