"""What went stale by a change: noted while it is made, and stamped by its last statement.

A stamp is a row that every change of a space writes. Written last, it is held for the commit alone; written in the
transaction of the change, it shows to readers together with it, so that nothing rendered before can pass for new.
"""

import secrets
from collections.abc import Iterable

from django.db import connection

from accounts.events import PeopleChange
from accounts.whole_change import change_under_way, whole_change
from wiki.events import Event, Stales
from wiki.models import ChangeStamp, Space
from wiki.storage_format.references import fold_title

_LARGEST_STEP = 2**31
_NOT_SHOWN = frozenset(
    {
        "ask_to_join",
        "begin_reading_as",
        "change_my_password",
        "change_user_password",
        "end_reading_as",
        "end_sessions",
        "invite",
        "lift_login_delay",
        "request_password_link",
        "send_password_link",
        "set_password_with_link",
        "set_user_preference",
        "take_back_invitation",
    }
)
"""Changes of people that no page shows."""


class Stamping:
    """The last step of a change: stamps all that went stale by it, in the order of the ids, so that none waits for one
    that waits for it.
    """

    def __init__(self) -> None:
        self.scopes: set[int] = set()

    def __call__(self) -> None:
        """Write the stamps, in one statement."""
        scopes = sorted(self.scopes)
        if not scopes:
            return
        # By chance, so that what was undone, or lost with a restored backup, never comes again as another change.
        grown = 1 + secrets.randbelow(_LARGEST_STEP)
        table = connection.ops.quote_name(ChangeStamp._meta.db_table)
        rows = ", ".join([f"(%s, {grown})"] * len(scopes))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (scope, count) VALUES {rows} "
                f"ON CONFLICT (scope) DO UPDATE SET count = {table}.count + {grown}",
                scopes,
            )


def went_stale(scopes: Iterable[int]) -> None:
    """Note that what was rendered of some spaces is stale once the change is committed.

    Args:
        scopes: ids of spaces; `ChangeStamp.EVERYWHERE` for the whole site.
    """
    change = change_under_way()
    if change is None:
        with whole_change():
            went_stale(scopes)
        return
    change.last_step(Stamping, Stamping).scopes.update(scopes)


def went_stale_by(event: Event) -> None:
    """Note what is stale by an event."""
    if event.stales is Stales.NOTHING:
        return
    if event.stales is Stales.SITE or event.space_id is None:
        went_stale([ChangeStamp.EVERYWHERE])
        return
    went_stale([event.space_id, *_left_by(event)])


def went_stale_by_people(change: PeopleChange) -> None:
    """Note that what was rendered anywhere is stale by a change of people, groups or global permissions."""
    if change.what not in _NOT_SHOWN:
        went_stale([ChangeStamp.EVERYWHERE])


def _left_by(event: Event) -> list[int]:
    """Give the space that something left."""
    old_key = fold_title(getattr(event, "old_space_key", ""))
    if not old_key or old_key == fold_title(event.space_key):
        return []
    return list(Space.objects.filter(key_folded=old_key).values_list("pk", flat=True))
