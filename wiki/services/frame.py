"""What all services share: an actor who is really one, one transaction, and a record of what was done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import DatabaseError

from accounts.actor import Actor
from accounts.events import PeopleChange
from accounts.whole_change import whole_change
from accounts.writing import require_change
from wiki.errors import ConcurrentChange
from wiki.events import About, Event, publish
from wiki.indexing import note_for_index, note_people_for_index
from wiki.models import AuditEntry, Content
from wiki.services.change_stamps import went_stale_by, went_stale_by_people

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SUBJECT_LENGTH = 400
_OVERTAKEN = frozenset({"23503", "23505", "40001", "40P01"})
"""PostgreSQL's states for a foreign key gone, a unique value taken, a serialization failure and a deadlock."""
_OVERTAKEN_ON_SQLITE = frozenset({"SQLITE_BUSY", "SQLITE_CONSTRAINT_FOREIGNKEY"})


def service(verb: Callable[Concatenate[Actor, Given], Answer]) -> Callable[Concatenate[Actor, Given], Answer]:
    """Mark a function as a service: it takes the acting user first and happens whole or not at all.

    Raises:
        TypeError: the first argument is no Actor; a service can't be called for nobody.
        ReadOnly: the wiki is read only.
        ConcurrentChange: another transaction got in the way; the change may be tried again.
    """

    @wraps(verb)
    def in_one_transaction(actor: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        _require_actor(verb.__name__, actor)
        require_change(actor, verb.__name__)
        with told_when_overtaken(), whole_change():
            return verb(actor, *args, **kwargs)

    in_one_transaction.is_service = True  # type: ignore[attr-defined]
    return in_one_transaction


def service_in_steps(
    verb: Callable[Concatenate[Actor, Given], Answer],
) -> Callable[Concatenate[Actor, Given], Answer]:
    """Mark a function as a service for long work: each step is a transaction of its own, so that nobody waits for all.

    It may be stopped between two steps, and run again from the start. A step is a `whole_change`; one that writes
    without an event says itself what went stale.

    Raises:
        TypeError: the first argument is no Actor; a service can't be called for nobody.
    """

    @wraps(verb)
    def in_steps(actor: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        _require_actor(verb.__name__, actor)
        require_change(actor, verb.__name__)
        return verb(actor, *args, **kwargs)

    in_steps.is_service = True  # type: ignore[attr-defined]
    return in_steps


def _require_actor(verb: str, actor: object) -> None:
    if not isinstance(actor, Actor):
        raise TypeError(f"{verb} needs an Actor, not {type(actor).__name__}")


@contextmanager
def told_when_overtaken() -> Iterator[None]:
    """Say so in the wiki's words where another transaction got in the way of the one in the block.

    Raises:
        ConcurrentChange: one did.
    """
    try:
        yield
    except DatabaseError as error:
        if _was_overtaken(error):
            raise ConcurrentChange from error
        raise


def _was_overtaken(error: DatabaseError) -> bool:
    cause = error.__cause__
    if getattr(cause, "sqlite_errorname", "") in _OVERTAKEN_ON_SQLITE:
        return True
    return getattr(cause, "sqlstate", "") in _OVERTAKEN


def record(actor: Actor, event: Event) -> None:
    """Write an event into the audit log and publish it when the change is committed."""
    AuditEntry.objects.create(
        user_id=actor.user_id,
        actor_name=actor.username,
        event=type(event).__name__,
        space_key=event.space_key,
        content_id=event.content_id,
        subject=event.subject[:SUBJECT_LENGTH],
    )
    went_stale_by(event)
    note_for_index(event)
    publish(event)


def about(actor: Actor, content: Content) -> About:
    """Give what an event says of the content that it is about."""
    return About(
        actor_id=actor.user_id,
        space_id=content.space_id,
        space_key=content.space.key,
        content_id=content.pk,
        subject=content.title,
    )


def record_people_change(change: PeopleChange) -> None:
    """Write a change of people, groups or global permissions into the audit log."""
    AuditEntry.objects.create(
        user_id=change.actor_id,
        actor_name=change.actor_name,
        event=change.what,
        subject=change.subject[:SUBJECT_LENGTH],
    )
    went_stale_by_people(change)
    note_people_for_index(change)
