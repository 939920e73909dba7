"""What services tell the rest of the house once a change is committed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypedDict

from django.db import transaction


@dataclass(frozen=True, kw_only=True)
class Event:
    """A change that was made; `actor_id` is the user who made it, None for the anonymous user and the system."""

    actor_id: int | None
    space_key: str = ""
    content_id: int | None = None
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class SpaceAdded(Event):
    """A space was made."""


@dataclass(frozen=True, kw_only=True)
class SpaceChanged(Event):
    """Name, description, home page or status of a space changed."""


@dataclass(frozen=True, kw_only=True)
class SpaceRemoved(Event):
    """A space is gone with all it held."""


@dataclass(frozen=True, kw_only=True)
class SpaceRekeyed(Event):
    """A space has another key; links named it by the old one."""

    old_key: str
    update_links: bool


@dataclass(frozen=True, kw_only=True)
class SpaceGroupAdded(Event):
    """A space group was made."""


@dataclass(frozen=True, kw_only=True)
class SpaceGroupRemoved(Event):
    """A space group is gone; its spaces stay."""


@dataclass(frozen=True, kw_only=True)
class SpacePermissionsChanged(Event):
    """Somebody got or lost permissions in a space."""


@dataclass(frozen=True, kw_only=True)
class ContentAdded(Event):
    """A page, blog post, comment or attachment is new."""

    kind: str
    minor_edit: bool = False


@dataclass(frozen=True, kw_only=True)
class ContentEdited(Event):
    """A page, blog post, comment or attachment has a new version."""

    kind: str
    version: int
    minor_edit: bool = False


@dataclass(frozen=True, kw_only=True)
class ContentRelocated(Event):
    """A page, blog post or attachment is called otherwise, or is in another space: links to it follow."""

    kind: str
    old_space_key: str
    old_title: str
    old_container_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PagesRelocated(Event):
    """Pages came to another space together, each id with its title: links to them follow."""

    old_space_key: str
    titles: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class ContentMoved(Event):
    """A page stands elsewhere in the tree."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class ContentTrashed(Event):
    """A page, blog post or attachment went to the trash."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class ContentRestored(Event):
    """A content came back from the trash."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class ContentPurged(Event):
    """A content is gone for good."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class VersionRemoved(Event):
    """One historical version is gone for good."""

    version: int


@dataclass(frozen=True, kw_only=True)
class LabelAdded(Event):
    """A label was put on a content or space."""

    label: str


@dataclass(frozen=True, kw_only=True)
class LabelRemoved(Event):
    """A label was taken off a content or space."""

    label: str


@dataclass(frozen=True, kw_only=True)
class RestrictionsChanged(Event):
    """Who may view or edit a content changed."""

    type: str


class About(TypedDict):
    """What every event of a content says of it."""

    actor_id: int | None
    space_key: str
    content_id: int | None
    subject: str


Handler = Callable[[Any], None]
_handlers: dict[type[Event], list[Handler]] = {}


def subscribe(event_type: type[Event], handler: Handler) -> None:
    """Have a handler called with each event of a type, after the change is committed.

    Args:
        event_type: the class of the event, itself and not its subclasses.
        handler: called with the event; subscribing the same handler twice has no effect.
    """
    handlers = _handlers.setdefault(event_type, [])
    if handler not in handlers:
        handlers.append(handler)


def publish(event: Event) -> None:
    """Hand an event to its subscribers when the transaction commits, and to nobody when it is rolled back."""
    for handler in _handlers.get(type(event), ()):
        transaction.on_commit(partial(handler, event), robust=True)
