"""What all services share: an actor who is really one, one transaction, and a record of what was done."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from accounts.actor import Actor
from wiki.events import About, Event, publish
from wiki.models import AuditEntry, Content

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SUBJECT_LENGTH = 400


def service(verb: Callable[Concatenate[Actor, Given], Answer]) -> Callable[Concatenate[Actor, Given], Answer]:
    """Mark a function as a service: it takes the acting user first and happens whole or not at all.

    Raises:
        TypeError: the first argument is no Actor; a service can't be called for nobody.
    """

    @wraps(verb)
    def in_one_transaction(actor: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        if not isinstance(actor, Actor):
            raise TypeError(f"{verb.__name__} needs an Actor, not {type(actor).__name__}")
        with transaction.atomic():
            return verb(actor, *args, **kwargs)

    in_one_transaction.is_service = True  # type: ignore[attr-defined]
    return in_one_transaction


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
