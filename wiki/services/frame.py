"""What all services share: an actor who is really one, one transaction, and a record of what was done."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import DatabaseError, transaction

from accounts.actor import Actor
from accounts.events import PeopleChange
from wiki.errors import ConcurrentChange
from wiki.events import About, Event, publish
from wiki.models import AuditEntry, Content

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SUBJECT_LENGTH = 400
_OVERTAKEN = frozenset({"23503", "23505", "40001", "40P01"})
"""PostgreSQL's states for a foreign key gone, a unique value taken, a serialization failure and a deadlock."""


def service(verb: Callable[Concatenate[Actor, Given], Answer]) -> Callable[Concatenate[Actor, Given], Answer]:
    """Mark a function as a service: it takes the acting user first and happens whole or not at all.

    Raises:
        TypeError: the first argument is no Actor; a service can't be called for nobody.
        ConcurrentChange: another transaction got in the way; the change may be tried again.
    """

    @wraps(verb)
    def in_one_transaction(actor: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        _require_actor(verb.__name__, actor)
        try:
            with transaction.atomic():
                return verb(actor, *args, **kwargs)
        except DatabaseError as error:
            if _was_overtaken(error):
                raise ConcurrentChange from error
            raise

    in_one_transaction.is_service = True  # type: ignore[attr-defined]
    return in_one_transaction


def service_in_steps(
    verb: Callable[Concatenate[Actor, Given], Answer],
) -> Callable[Concatenate[Actor, Given], Answer]:
    """Mark a function as a service for long work: each step is a transaction of its own, so that nobody waits for all.

    It may be stopped between two steps, and run again from the start.

    Raises:
        TypeError: the first argument is no Actor; a service can't be called for nobody.
    """

    @wraps(verb)
    def in_steps(actor: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        _require_actor(verb.__name__, actor)
        return verb(actor, *args, **kwargs)

    in_steps.is_service = True  # type: ignore[attr-defined]
    return in_steps


def _require_actor(verb: str, actor: object) -> None:
    if not isinstance(actor, Actor):
        raise TypeError(f"{verb} needs an Actor, not {type(actor).__name__}")


def _was_overtaken(error: DatabaseError) -> bool:
    cause = error.__cause__
    if getattr(cause, "sqlite_errorname", "") == "SQLITE_BUSY":
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
    publish(event)


def about(actor: Actor, content: Content) -> About:
    """Give what an event says of the content that it is about."""
    return About(actor_id=actor.user_id, space_key=content.space.key, content_id=content.pk, subject=content.title)


def record_people_change(change: PeopleChange) -> None:
    """Write a change of people, groups or global permissions into the audit log."""
    AuditEntry.objects.create(
        user_id=change.actor_id,
        actor_name=change.actor_name,
        event=change.what,
        subject=change.subject[:SUBJECT_LENGTH],
    )
