"""Whether anything may be changed at all: what every service asks before its first statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted, ReadOnly
from accounts.whole_change import change_under_way

_standstills: list[Callable[[], bool]] = []

STILL_WORKING = frozenset(
    {"end_reading_as", "set_maintenance", "note_space_export", "note_page_export", "note_site_export"}
)
"""Services that work while the wiki is read only: it can be ended, an administrator is oneself, exports only read."""

_has_begun: ContextVar[bool] = ContextVar("has_begun", default=False)


def refuse_changes_when(is_read_only: Callable[[], bool]) -> None:
    """Have people's changes refused while the wiki is read only; an app above knows when."""
    if is_read_only not in _standstills:
        _standstills.append(is_read_only)


def require_change(actor: Actor, verb: str) -> None:
    """Let a service begin; what it calls on its way is a part of it and is not asked again.

    Parts of the system go on: they finish what people had begun.

    Args:
        actor: who acts.
        verb: the name of the service.

    Raises:
        NotPermitted: an administrator reads as somebody, and may look only.
        ReadOnly: the wiki is read only.
    """
    if actor.reads_only:
        raise NotPermitted(gettext("You are reading as somebody else: nothing can be changed meanwhile."))
    if actor.is_system or verb in STILL_WORKING or change_under_way() is not None or _has_begun.get():
        return
    require_writable()


def require_writable() -> None:
    """Let something new begin, whoever acts: parts of the system as well.

    Raises:
        ReadOnly: the wiki is read only.
    """
    if any(is_read_only() for is_read_only in _standstills):
        raise ReadOnly


@contextmanager
def long_change(actor: Actor, verb: str) -> Iterator[None]:
    """Ask once for all services in the block: what began before the wiki became read only is finished.

    Raises:
        NotPermitted, ReadOnly: as `require_change`.
    """
    require_change(actor, verb)
    begun = _has_begun.set(True)
    try:
        yield
    finally:
        _has_begun.reset(begun)
