"""The audit log, for administrators."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.models import AuditEntry


def audit_entries(
    actor: Actor,
    *,
    who: str = "",
    what: str = "",
    space_key: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEntry]:
    """Give what was done, the newest first.

    Args:
        who: the name of whoever did it, whole and in any case; empty for all.
        what: the kind of event, whole; empty for all.
        space_key: the key of a space, in any case; empty for all.
        since: the first day.
        until: the last day.

    Raises:
        NotPermitted: the actor is no administrator.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    found = AuditEntry.objects.order_by("-when", "-pk")
    if who:
        found = found.filter(actor_name__iexact=who)
    if what:
        found = found.filter(event=what)
    if space_key:
        found = found.filter(space_key__iexact=space_key)
    if since is not None:
        found = found.filter(when__gte=_start_of(since))
    if until is not None and until < date.max:
        found = found.filter(when__lt=_start_of(until + timedelta(days=1)))
    return found


def audit_events(actor: Actor) -> list[str]:
    """Give the kinds of events that the log has, by name.

    Raises:
        NotPermitted: the actor is no administrator.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    return list(AuditEntry.objects.order_by("event").values_list("event", flat=True).distinct())


def rows_of(entries: QuerySet[AuditEntry]) -> Iterator[tuple[str, ...]]:
    """Give entries as rows of text, read in pieces: when, who, what, space, id of the content, subject."""
    values = entries.values_list("when", "actor_name", "event", "space_key", "content_id", "subject")
    for when, *rest in values.iterator(chunk_size=2000):
        yield (when.isoformat(timespec="seconds"), *("" if each is None else str(each) for each in rest))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
