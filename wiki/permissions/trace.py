"""Why somebody may view a content or may not: the rows that the decision is made of, told one rule after the other.

`visible` asks them in SQL for whole lists; here the rules that it joins are kept apart, with what satisfies each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.default_groups import super_group_name
from accounts.models import ANONYMOUS_USER_ID, GlobalPermission, User
from wiki.models import (
    Content,
    ContentStatus,
    Restriction,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    SpaceGroupPermission,
    SpacePermissionType,
    SpaceUserPermission,
)
from wiki.permissions.visible import in_shown_spaces


class Rule(StrEnum):
    """What has to hold for somebody to view a content; the first and the second alone let members of one group pass."""

    EXISTS = "exists"
    ACTIVE = "active"
    SUPER = "super"
    USE = "use"
    SPACE = "space"
    INHERITED = "inherited"
    OWN = "own"


@dataclass(frozen=True)
class Step:
    """One rule, whether it lets somebody pass, and by what.

    Attributes:
        rule: which rule.
        passed: whether it lets them pass.
        groups: the names of their groups that satisfy it.
        personal: whether they are named themselves.
        everybody: whether it is open to everybody, logged in or not.
        page: where the restriction is set that the rule is about.
    """

    rule: Rule
    passed: bool
    groups: tuple[str, ...] = ()
    personal: bool = False
    everybody: bool = False
    page: Content | None = None


@dataclass(frozen=True)
class Trace:
    """How it was decided whether somebody may view a content."""

    steps: tuple[Step, ...]

    @property
    def allowed(self) -> bool:
        """Whether they may."""
        return all(step.passed for step in self.steps)

    @property
    def missing(self) -> Step | None:
        """The first rule that stops them; None when they may."""
        return next((step for step in self.steps if not step.passed), None)


@dataclass(frozen=True)
class Named:
    """Whom a rule names."""

    users: frozenset[int]
    groups: frozenset[int]

    def step(self, rule: Rule, user_id: int | None, groups: dict[int, str], page: Content | None = None) -> Step:
        """Say whether the rule lets somebody pass who is in these groups."""
        through = tuple(sorted(groups[pk] for pk in self.groups & groups.keys()))
        personal = user_id is not None and user_id in self.users
        everybody = page is None and ANONYMOUS_USER_ID in self.users
        return Step(rule, bool(through) or personal or everybody, through, personal, everybody, page)


def trace_view(actor: Actor, content: Content) -> Trace:
    """Say by which rules an actor may view a content or may not.

    Args:
        actor: a person or the anonymous user, not a part of the system.
        content: any version of a page, blog post, comment or attachment.
    """
    return _Rules(content).trace(actor.user, dict(_groups_of([actor.user]).get(actor.user_id or 0, {})))


def trace_view_of_each(people: Sequence[User], content: Content) -> list[tuple[User, Trace]]:
    """Give the trace of each of some people, with as many queries as one takes."""
    rules, groups = _Rules(content), _groups_of(people)
    return [(user, rules.trace(user, groups.get(user.pk, {}))) for user in people]


class _Rules:
    """The rows that decide about one content, read once."""

    def __init__(self, content: Content) -> None:
        host_id = content.host_id or 0
        host = Content.objects.filter(pk=host_id, status=ContentStatus.CURRENT)
        self.exists = in_shown_spaces(host).exists()
        self.host_id = content.host_id
        use = GlobalPermission.rows().filter(codename="USECONFLUENCE")
        self.use = Named(
            frozenset(
                User.user_permissions.through.objects.filter(permission__in=use).values_list("user_id", flat=True)
            ),
            frozenset(Group.permissions.through.objects.filter(permission__in=use).values_list("group_id", flat=True)),
        )
        viewing = {
            "content_object_id": content.space_id,
            "permission__codename": SpacePermissionType.VIEWSPACE.lower(),
        }
        self.space = Named(
            frozenset(SpaceUserPermission.objects.filter(**viewing).values_list("user_id", flat=True)),
            frozenset(SpaceGroupPermission.objects.filter(**viewing).values_list("group_id", flat=True)),
        )
        gates = Restriction.objects.filter(gates__content_id=host_id).select_related("content__space")
        # From the top of the tree down, as people meet them.
        self.gates = sorted(gates, key=lambda gate: (len(gate.content.ancestor_ids), gate.pk))
        self.named = _named_by(self.gates)

    def trace(self, user: User | None, groups: dict[int, str]) -> Trace:
        steps = [Step(Rule.EXISTS, self.exists)]
        active = user is None or user.is_active
        steps.append(Step(Rule.ACTIVE, active))
        if super_group_name() in groups.values() and active:
            return Trace((*steps, Step(Rule.SUPER, True, (super_group_name(),))))
        user_id = user.pk if user is not None else None
        steps += [self.use.step(Rule.USE, user_id, groups), self.space.step(Rule.SPACE, user_id, groups)]
        for gate in self.gates:
            rule = Rule.OWN if gate.content_id == self.host_id else Rule.INHERITED
            steps.append(self.named[gate.pk].step(rule, user_id, groups, gate.content))
        return Trace(tuple(steps))


def _groups_of(people: Iterable[User | None]) -> dict[int, dict[int, str]]:
    """Give the groups of some people, names by ids, by the ids of the people."""
    ids = [user.pk for user in people if user is not None]
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = User.groups.through.objects.filter(user_id__in=ids)
    for user_id, group_id, name in rows.values_list("user_id", "group_id", "group__name"):
        found[user_id][group_id] = name
    return found


def _named_by(restrictions: Sequence[Restriction]) -> dict[int, Named]:
    users: dict[int, set[int]] = defaultdict(set)
    groups: dict[int, set[int]] = defaultdict(set)
    for pk, user_id in RestrictionUserPermission.objects.filter(content_object__in=restrictions).values_list(
        "content_object_id", "user_id"
    ):
        users[pk].add(user_id)
    for pk, group_id in RestrictionGroupPermission.objects.filter(content_object__in=restrictions).values_list(
        "content_object_id", "group_id"
    ):
        groups[pk].add(group_id)
    return {each.pk: Named(frozenset(users[each.pk]), frozenset(groups[each.pk])) for each in restrictions}
