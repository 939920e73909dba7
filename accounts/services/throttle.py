"""Failed log-ins slow further ones down, by name and by address; nobody ever waits in a worker."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.errors import TooManyFailures
from accounts.models import LoginFailure, fold_name

WINDOW = timedelta(minutes=15)
FIRST_DELAY = timedelta(seconds=5)

# Many people may share an address, so it gets more.
FREE_FAILURES = {LoginFailure.Kind.NAME: 5, LoginFailure.Kind.ADDRESS: 50, LoginFailure.Kind.LINK: 3}


def subject_of(text: str) -> str:
    """Give the digest under which failures of a name or address are counted."""
    return hashlib.sha256(fold_name(text).encode("utf-8", "surrogatepass")).hexdigest()


def delay_after(kind: LoginFailure.Kind, count: int) -> timedelta:
    """Give how long to refuse after so many failures: nothing at first, then 5 seconds, doubled up to the window."""
    over = count - FREE_FAILURES[kind]
    if over < 0:
        return timedelta(0)
    return min(WINDOW, FIRST_DELAY * 2 ** min(over, 20))


def refuse_when_throttled(name: str, *, address: str, name_kind: LoginFailure.Kind = LoginFailure.Kind.NAME) -> None:
    """Let pass unless the name or the address failed too often of late.

    Raises:
        TooManyFailures: with the seconds until it may be tried again.
    """
    subjects = _subjects(name, address, name_kind)
    now = timezone.now()
    rows = LoginFailure.objects.filter(subject__in=subjects.values(), kind__in=subjects, refused_until__gt=now)
    until = rows.aggregate(until=Max("refused_until"))["until"]
    if until is not None:
        raise TooManyFailures(name, max(1, int((until - now).total_seconds())))


def count_failure(name: str, *, address: str, name_kind: LoginFailure.Kind = LoginFailure.Kind.NAME) -> None:
    """Count one failure for a name and an address. Call it where nothing rolls it back."""
    now = timezone.now()
    for kind, subject in _subjects(name, address, name_kind).items():
        with transaction.atomic():
            LoginFailure.objects.get_or_create(kind=kind, subject=subject, defaults={"last": now})
            row = LoginFailure.objects.select_for_update().get(kind=kind, subject=subject)
            row.count = 1 if row.last < now - WINDOW else row.count + 1
            row.last = now
            delay = delay_after(kind, row.count)
            row.refused_until = now + delay if delay else None
            row.save()


def forget_failures(name: str) -> None:
    """Forget the failures of a name, once its owner got in; those of the address stay."""
    LoginFailure.objects.filter(kind=LoginFailure.Kind.NAME, subject=subject_of(name)).delete()


def forget_old_failures() -> int:
    """Remove the counts that have no effect any more and give how many there were."""
    old = LoginFailure.objects.filter(last__lt=timezone.now() - WINDOW)
    return old.delete()[0]


def _subjects(name: str, address: str, name_kind: LoginFailure.Kind) -> dict[LoginFailure.Kind, str]:
    subjects = {name_kind: subject_of(name)}
    if address:
        subjects[LoginFailure.Kind.ADDRESS] = subject_of(address)
    return subjects
