"""Who may view a page and by which rule, for those who decide about it."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import User
from accounts.queries import active_people, may_view_profiles, user_by_name
from wiki.models import Content, SpacePermissionType
from wiki.permissions.audience import who_may_view
from wiki.permissions.decide import may_in_space, may_to_visible
from wiki.permissions.grants import SpaceGrant, space_grants
from wiki.permissions.trace import Trace, trace_view, trace_view_of_each
from wiki.permissions.vocabulary import Action


def may_ask_who_views(actor: Actor, content: Content) -> bool:
    """Say whether an actor may learn who views a content that they see themselves.

    Whoever may restrict it or administers the space may, as long as they may view people's profiles.
    """
    if not may_view_profiles(actor):
        return False
    return may_to_visible(actor, Action.RESTRICT, content) or may_in_space(actor, Action.ADMINISTER, content.space)


def readers_of(actor: Actor, content: Content) -> QuerySet[User]:
    """Give the people who may view a content, by name.

    Raises:
        NotPermitted: the actor may not ask that; see `may_ask_who_views`.
    """
    _require(actor, content)
    return who_may_view(content, active_people())


def rules_for(actor: Actor, content: Content, people: list[User]) -> list[tuple[User, Trace]]:
    """Give by which rules each of some people may view a content; it takes the same queries for any number.

    Raises:
        NotPermitted: the actor may not ask that.
    """
    _require(actor, content)
    return trace_view_of_each(people, content)


def rules_for_name(actor: Actor, content: Content, username: str) -> tuple[User, Trace]:
    """Give by which rules a person may view a content or may not.

    Raises:
        NotPermitted: the actor may not ask that.
        NoSuchUser: there is no such person.
    """
    _require(actor, content)
    user = user_by_name(username)
    return user, trace_view(Actor.for_user(user), content)


def rules_for_anonymous(actor: Actor, content: Content) -> Trace:
    """Give by which rules somebody who is not logged in may view a content or may not.

    Raises:
        NotPermitted: the actor may not ask that.
    """
    _require(actor, content)
    return trace_view(Actor.anonymous(), content)


def viewers_by_space(actor: Actor, content: Content) -> list[SpaceGrant]:
    """Give the groups, then the people, whom the space of a content lets view; one without a name is for everybody.

    Raises:
        NotPermitted: the actor may not ask that.
    """
    _require(actor, content)
    grants = space_grants(content.space, settings.ANONYMOUS_USER_NAME)
    viewing = [grant for grant in grants if grant.permission == SpacePermissionType.VIEWSPACE]
    return sorted(viewing, key=lambda each: (not each.group_name, each.group_name, each.user_name))


def _require(actor: Actor, content: Content) -> None:
    if not may_ask_who_views(actor, content):
        raise NotPermitted(gettext("Only who may restrict a page or administers its space learns who may view it."))
