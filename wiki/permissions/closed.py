"""What restrictions close, as numbers: for what can't be a condition of a queryset, such as the search index."""

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.db.models import Aggregate, TextField

from accounts.actor import Actor
from wiki.models import RestrictionGroupPermission, RestrictionUserPermission, ViewGate
from wiki.permissions.conditions import Condition, passed_by
from wiki.permissions.visible import reader_of


def closed_hosts(actor: Actor) -> frozenset[int]:
    """Give the ids of the pages and posts that restrictions close to an actor, as the database says now.

    Readers to whom the same is closed get the same object, so that it can stand for what was made of it.
    """
    if actor.is_super:
        return frozenset()
    gates = ViewGate.objects.exclude(Condition(passed_by(reader_of(actor)), "restriction_id"))
    return _numbers(gates.aggregate(written=_Joined("content_id"))["written"] or "")


def audience_numbers(host_ids: Collection[int]) -> dict[int, int]:
    """Give a number for the people and groups whom all restrictions of a page or post let pass, the same for the same.

    It decides nothing: what is closed to a reader is closed whatever its number.

    Returns:
        positive numbers by the ids of what is restricted.
    """
    gates: dict[int, list[int]] = defaultdict(list)
    for host_id, restriction_id in ViewGate.objects.filter(content_id__in=host_ids).values_list(
        "content_id", "restriction_id"
    ):
        gates[host_id].append(restriction_id)
    if not gates:
        return {}
    restriction_ids = {one for some in gates.values() for one in some}
    named: dict[int, list[tuple[str, int]]] = defaultdict(list)
    users = RestrictionUserPermission.objects.filter(content_object_id__in=restriction_ids)
    for restriction_id, user_id in users.values_list("content_object_id", "user_id"):
        named[restriction_id].append(("user", user_id))
    groups = RestrictionGroupPermission.objects.filter(content_object_id__in=restriction_ids)
    for restriction_id, group_id in groups.values_list("content_object_id", "group_id"):
        named[restriction_id].append(("group", group_id))
    return {host_id: _number(sorted({tuple(sorted(named[one])) for one in some})) for host_id, some in gates.items()}


def _number(audience: object) -> int:
    # Six bytes: a floating-point number, as which the index may count it, holds it exactly.
    return int.from_bytes(blake2b(repr(audience).encode(), digest_size=6).digest()) or 1


class _Joined(Aggregate):
    """All numbers of a column in one text: thousands of rows would each cost more than the column."""

    output_field = TextField()
    template = "GROUP_CONCAT(%(expressions)s)"

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, Any]:
        """Write it for PostgreSQL."""
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return super().as_sql(compiler, connection, template=template, **more)


@lru_cache(maxsize=32)
def _numbers(written: str) -> frozenset[int]:
    return frozenset(int(number) for number in written.split(",")) if written else frozenset()
