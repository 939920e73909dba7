"""The stamps of changes: what tells whether something that was rendered before is still right.

They count changes and name nothing, so they are the same for every reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from wiki.models import ChangeStamp, Content, ContentStatus, Space
from wiki.storage_format.references import fold_title

_WHOLE = -1


@dataclass(frozen=True, slots=True)
class Stamps:
    """Stamps at one moment.

    Attributes:
        whole: changes with every change of anything; None when it was not asked for.
        counts: stamps by scope; a scope that never changed is not there.
    """

    whole: int | None
    counts: dict[int, int]


def stamps_of(scopes: Iterable[int], *, whole: bool = False) -> Stamps:
    """Read stamps as they are now, in one query.

    Args:
        scopes: ids of spaces, and `ChangeStamp.EVERYWHERE`.
        whole: whether the stamp of everything is wanted too.
    """
    wanted = sorted(set(scopes))
    table = connection.ops.quote_name(ChangeStamp._meta.db_table)
    parts = []
    if wanted:
        parts.append(f"SELECT scope, count FROM {table} WHERE scope IN ({', '.join(['%s'] * len(wanted))})")
    if whole:
        parts.append(f"SELECT {_WHOLE}, CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM {table}")
    if not parts:
        return Stamps(None, {})
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), wanted)
        counts = dict(cursor.fetchall())
    return Stamps(counts.pop(_WHOLE, None), counts)


def scopes_of_spaces(keys: Iterable[str]) -> dict[str, int]:
    """Give the scopes of spaces by their folded keys, whoever may see them."""
    folded = {fold_title(key) for key in keys}
    return dict(Space.objects.filter(key_folded__in=folded).values_list("key_folded", "pk")) if folded else {}


def contents_again(content_ids: Iterable[int]) -> dict[int, Content]:
    """Read current contents anew, with their spaces, by id; for what was opened through a door before."""
    current = Content.objects.select_related("space").filter(pk__in=set(content_ids), status=ContentStatus.CURRENT)
    return {content.pk: content for content in current}
