"""The members of groups, for those who may view people's profiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.models import ANONYMOUS_USER_ID, User, can_be_stored, fold_name
from accounts.queries import active_people, require_profile_view


def members_of_groups(actor: Actor, names: Sequence[str], limit: int) -> list[tuple[str, list[User]]]:
    """Give the active members of groups by the names of the groups; groups that are not there are left out.

    Args:
        names: the groups, in whatever case they are written; `*` stands for all people, under that name.
        limit: how many people are read at most.

    Raises:
        NotPermitted: the actor may not view profiles.
    """
    require_profile_view(actor, username="")
    if "*" in names:
        return [("*", sorted(active_people()[:limit], key=_by_name))]
    folded = [fold_name(name) for name in names if can_be_stored(fold_name(name))]
    groups = dict(Group.objects.filter(name__in=folded).values_list("pk", "name"))
    members: dict[str, list[User]] = defaultdict(list)
    rows = User.groups.through.objects.filter(group_id__in=groups, user__is_active=True)
    for row in rows.exclude(user_id=ANONYMOUS_USER_ID).select_related("user").order_by("user__username")[:limit]:
        members[groups[row.group_id]].append(row.user)
    return [(name, sorted(members[name], key=_by_name)) for name in dict.fromkeys(folded) if name in groups.values()]


def _by_name(person: User) -> str:
    return person.display_name.casefold()
