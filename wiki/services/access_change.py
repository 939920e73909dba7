"""What a change of permissions would mean: it is made, looked at, and taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import active_people
from wiki.models import Content, Space
from wiki.permissions.audience import who_may_view, who_may_view_space
from wiki.permissions.visible import visible_contents, visible_spaces

MOST_NAMED = 10


@dataclass(frozen=True)
class AccessChange:
    """Who would view something after a change, and who would not any more.

    Attributes:
        gained: the first of those who could view it for the first time, by name.
        gained_count: how many they are.
        lost: the first of those who could not view it any more.
        lost_count: how many they are.
        opened: whether it would be open to everybody, logged in or not.
        closed: whether it would not be open to everybody any more.
    """

    gained: list[User]
    gained_count: int
    lost: list[User]
    lost_count: int
    opened: bool
    closed: bool

    @property
    def is_none(self) -> bool:
        """Whether everybody would view what they view."""
        return not (self.gained_count or self.lost_count or self.opened or self.closed)


def what_would_change(target: Space | Content, change: Callable[[], object]) -> AccessChange:
    """Say who would view a space or a content after a change and who would not, and leave all as it is.

    Args:
        target: what the change is about.
        change: services that are called for it; what they raise comes through.
    """
    with transaction.atomic():
        before, was_open = _viewers(target)
        change()
        after, is_open = _viewers(target)
        transaction.set_rollback(True)
    gained, lost = after - before, before - after
    return AccessChange(
        _first(gained), len(gained), _first(lost), len(lost), is_open and not was_open, was_open and not is_open
    )


def _viewers(target: Space | Content) -> tuple[set[int], bool]:
    nobody = Actor.anonymous()
    if isinstance(target, Space):
        people = who_may_view_space(target.pk, active_people())
        is_open = visible_spaces(nobody).filter(pk=target.pk).exists()
    else:
        people = who_may_view(target, active_people())
        is_open = visible_contents(nobody, Content.objects.filter(pk=target.pk)).exists()
    return set(people.order_by().values_list("pk", flat=True)), is_open


def _first(ids: set[int]) -> list[User]:
    # The ids may be more than a statement can name: only as many are asked for as are shown, of the lowest ids.
    chosen = sorted(ids)[:MOST_NAMED]
    return list(User.objects.filter(pk__in=chosen).order_by("username"))
