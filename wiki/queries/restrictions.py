"""Who may view and edit a page, as far as restrictions say."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connection

from accounts.actor import Actor
from accounts.models import User
from wiki.models import Content, Restriction, RestrictionType
from wiki.permissions.grants import who_passes
from wiki.permissions.inheritance import inherited_restrictions


@dataclass(frozen=True)
class RestrictionSet:
    """One restriction and whom it names; `page` is where it was set, None if that may not be told."""

    type: RestrictionType
    users: list[User]
    groups: list[Group]
    page: Content | None = None
    kept: bool = False


def restrictions_of(actor: Actor, content: Content) -> list[RestrictionSet]:
    """Give a visible content's own restrictions, kept ones included."""
    own = Restriction.objects.filter(content_id=content.pk).order_by("-type", "pk")
    return [_described(restriction, content) for restriction in own]


def inherited_by(actor: Actor, content: Content) -> list[RestrictionSet]:
    """Give the view restrictions that a visible content inherits; who sees it passes them all."""
    above = inherited_restrictions(content).select_related("content").order_by("pk")
    return [_described(restriction, restriction.content) for restriction in above]


def is_restricted(content: Content) -> bool:
    """Say whether any restriction, own or inherited, is on a visible content."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM wiki_viewgate WHERE content_id = %s)"
            " OR EXISTS (SELECT 1 FROM wiki_restriction WHERE content_id = %s)",
            [content.pk, content.pk],
        )
        return bool(cursor.fetchone()[0])


def _described(restriction: Restriction, page: Content) -> RestrictionSet:
    users, groups = who_passes(restriction)
    return RestrictionSet(
        RestrictionType(restriction.type), users, groups, page, kept=restriction.kept_from is not None
    )
