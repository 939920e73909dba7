"""What people want to be told by mail, kept as preferences under the names that Confluence's scripts know."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import UserPreference

WATCH_OWN = "confluence.prefs.watch.my.own.content"
TELL_OWN = "confluence.prefs.notify.for.my.own.actions"
SHOW_DIFFERENCE = "confluence.prefs.email.show.diff"
DAILY = "oxbow.prefs.email.daily"


@dataclass(frozen=True)
class EmailPreferences:
    """The choices of one person; what was never chosen is as it is here.

    Attributes:
        watch_own: pages and blog posts that the person makes, edits or comments on are watched from then on.
        tell_own: the person is told of their own changes, too.
        show_difference: mails about edits show what changed.
        daily: what is unread of a day comes in one mail, and not each change in its own.
    """

    watch_own: bool = True
    tell_own: bool = False
    show_difference: bool = True
    daily: bool = False


_FIELDS = {WATCH_OWN: "watch_own", TELL_OWN: "tell_own", SHOW_DIFFERENCE: "show_difference", DAILY: "daily"}


def email_preferences_of(user_ids: Iterable[int]) -> dict[int, EmailPreferences]:
    """Give the choices of some people, by their ids, in one query."""
    chosen: dict[int, dict[str, bool]] = {user_id: {} for user_id in user_ids}
    rows = UserPreference.objects.filter(user_id__in=chosen, key__in=_FIELDS).values_list("user_id", "key", "value")
    for user_id, key, value in rows:
        chosen[user_id][_FIELDS[key]] = value == "true"
    return {user_id: EmailPreferences(**choices) for user_id, choices in chosen.items()}


def people_mailed_daily() -> list[int]:
    """Give the ids of those who have chosen one mail a day, and have an address to send it to."""
    chosen = UserPreference.objects.filter(key=DAILY, value="true", user__is_active=True).exclude(user__email="")
    return list(chosen.order_by("user_id").values_list("user_id", flat=True))
