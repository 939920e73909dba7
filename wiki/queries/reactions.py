"""Who reacted to what, and how."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.actor import Actor
from wiki.models import Content, Reaction, ReactionKind

MOST_NAMED = 20
"""How many people are named of those who gave one sign."""


@dataclass(frozen=True)
class Tally:
    """One sign on one content.

    Attributes:
        kind: which sign.
        count: how many people gave it.
        names: who they are, the first of them.
        is_own: whether the reader is one of them.
    """

    kind: ReactionKind
    count: int
    names: tuple[str, ...]
    is_own: bool


def reactions_to(actor: Actor, contents: Iterable[Content]) -> dict[int, list[Tally]]:
    """Give the signs on some contents that the actor may view, by the ids of these, in one query.

    Signs that nobody gave are left out; the others stand in the order of `ReactionKind`.
    """
    rows = Reaction.objects.filter(content__in=[content.pk for content in contents], user__is_active=True)
    given: dict[int, dict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    named = rows.order_by("created", "pk").values_list("content_id", "kind", "user_id", "user__full_name")
    for content_id, kind, user_id, name in named:
        given[content_id][kind].append((user_id, name))
    return {
        content_id: [
            Tally(
                kind,
                len(people[kind]),
                tuple(name for _, name in people[kind][:MOST_NAMED]),
                any(user_id == actor.user_id for user_id, _ in people[kind]),
            )
            for kind in ReactionKind
            if kind in people
        ]
        for content_id, people in given.items()
    }
