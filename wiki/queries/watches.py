"""Who watches what."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import User
from wiki.models import Content, Space, Watch
from wiki.permissions.decide import may_in_space
from wiki.permissions.vocabulary import Action


def is_watching(actor: Actor, content: Content) -> bool:
    """Say whether the actor watches a content."""
    return actor.user_id is not None and Watch.objects.filter(user_id=actor.user_id, content=content).exists()


def is_watching_space(actor: Actor, space: Space, content_kind: str = "") -> bool:
    """Say whether the actor watches a space, or one kind of content in it."""
    if actor.user_id is None:
        return False
    return Watch.objects.filter(user_id=actor.user_id, space=space, content_kind__in={"", content_kind}).exists()


def watchers_of(actor: Actor, content: Content) -> QuerySet[User]:
    """Give who watches a content; none of them unless the actor administers the space."""
    watchers = User.objects.filter(watches__content=content).order_by("username")
    return watchers if may_in_space(actor, Action.ADMINISTER, content.space) else watchers.none()
