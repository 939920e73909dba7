"""What services tell the rest of the house once a change is committed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, TypedDict

from django.db import transaction


class Stales(StrEnum):
    """What an event makes stale of what was rendered before.

    `NOTHING`: no page shows it. `SPACE`: what is shown of its space, and of the space that something left. `SITE`:
    whatever is shown anywhere.
    """

    NOTHING = "nothing"
    SPACE = "space"
    SITE = "site"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A change that was made; `actor_id` is the user who made it, None for the anonymous user and the system.

    Each kind of event says what it makes stale; one for a space that does not name it by `space_id` counts for the
    whole site.
    """

    stales: ClassVar[Stales] = Stales.SITE

    actor_id: int | None
    space_id: int | None = None
    space_key: str = ""
    content_id: int | None = None
    subject: str = ""


@dataclass(frozen=True, kw_only=True)
class SpaceAdded(Event):
    """A space was made."""

    stales: ClassVar[Stales] = Stales.SITE


@dataclass(frozen=True, kw_only=True)
class SpaceChanged(Event):
    """Name, description, home page, look or status of a space changed; pages of any space may list it."""

    stales: ClassVar[Stales] = Stales.SITE


@dataclass(frozen=True, kw_only=True)
class SpaceRemoved(Event):
    """A space is gone with all it held."""

    stales: ClassVar[Stales] = Stales.SITE


@dataclass(frozen=True, kw_only=True)
class SpaceRekeyed(Event):
    """A space has another key; links named it by the old one."""

    stales: ClassVar[Stales] = Stales.SITE

    old_key: str
    update_links: bool


@dataclass(frozen=True, kw_only=True)
class SpaceGroupAdded(Event):
    """A space group was made."""

    stales: ClassVar[Stales] = Stales.SITE


@dataclass(frozen=True, kw_only=True)
class SpaceGroupRemoved(Event):
    """A space group is gone; its spaces stay."""

    stales: ClassVar[Stales] = Stales.SITE


@dataclass(frozen=True, kw_only=True)
class SpacePermissionsChanged(Event):
    """Somebody got or lost permissions in a space."""

    stales: ClassVar[Stales] = Stales.SPACE


@dataclass(frozen=True, kw_only=True)
class ContentAdded(Event):
    """A page, blog post, comment or attachment is new."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str
    minor_edit: bool = False


@dataclass(frozen=True, kw_only=True)
class ContentEdited(Event):
    """A page, blog post, comment or attachment has a new version."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str
    version: int
    minor_edit: bool = False


@dataclass(frozen=True, kw_only=True)
class ContentRelocated(Event):
    """A page, blog post or attachment is called otherwise, or is in another space: links to it follow."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str
    old_space_key: str
    old_title: str
    old_container_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PagesRelocated(Event):
    """Pages came to another space together, each id with its title: links to them follow."""

    stales: ClassVar[Stales] = Stales.SPACE

    old_space_key: str
    titles: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class ContentMoved(Event):
    """A page stands elsewhere in the tree."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str


@dataclass(frozen=True, kw_only=True)
class ContentTrashed(Event):
    """A page, blog post or attachment went to the trash."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str


@dataclass(frozen=True, kw_only=True)
class ContentRestored(Event):
    """A content came back from the trash."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str


@dataclass(frozen=True, kw_only=True)
class PageArchived(Event):
    """A page was archived, with all below it."""

    stales: ClassVar[Stales] = Stales.SPACE


@dataclass(frozen=True, kw_only=True)
class PageBroughtBack(Event):
    """A page is not archived any more, nor are those below it that were archived with it."""

    stales: ClassVar[Stales] = Stales.SPACE


@dataclass(frozen=True, kw_only=True)
class ContentPurged(Event):
    """A content is gone for good."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str


@dataclass(frozen=True, kw_only=True)
class VersionRemoved(Event):
    """One historical version is gone for good."""

    stales: ClassVar[Stales] = Stales.SPACE

    version: int


@dataclass(frozen=True, kw_only=True)
class LabelAdded(Event):
    """A label was put on a content or space."""

    stales: ClassVar[Stales] = Stales.SPACE

    label: str


@dataclass(frozen=True, kw_only=True)
class LabelRemoved(Event):
    """A label was taken off a content or space."""

    stales: ClassVar[Stales] = Stales.SPACE

    label: str


@dataclass(frozen=True, kw_only=True)
class RestrictionsChanged(Event):
    """Who may view or edit a content changed."""

    stales: ClassVar[Stales] = Stales.SPACE

    type: str


@dataclass(frozen=True, kw_only=True)
class TaskStatusChanged(Event):
    """A task was ticked where it stands, or its tick was taken away; the text has no new version."""

    stales: ClassVar[Stales] = Stales.SPACE

    kind: str
    number: str
    complete: bool


@dataclass(frozen=True, kw_only=True)
class ReactionChanged(Event):
    """Somebody reacted to a content, or took that back; reactions are read at each view."""

    stales: ClassVar[Stales] = Stales.NOTHING

    kind: str
    on: bool


@dataclass(frozen=True, kw_only=True)
class ContentShared(Event):
    """Somebody shared a page or blog post with others."""

    stales: ClassVar[Stales] = Stales.NOTHING

    share_id: int


@dataclass(frozen=True, kw_only=True)
class InlineCommentSettled(Event):
    """A comment on words of a page was resolved, or reopened; threads are read at each view."""

    stales: ClassVar[Stales] = Stales.NOTHING

    resolved: bool


@dataclass(frozen=True, kw_only=True)
class SiteSettingsChanged(Event):
    """An administrator decided settings for the whole site."""

    stales: ClassVar[Stales] = Stales.SITE

    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TemplateStored(Event):
    """A page template is new or was changed; without a space key it is one for all spaces."""

    stales: ClassVar[Stales] = Stales.NOTHING


@dataclass(frozen=True, kw_only=True)
class TemplateRemoved(Event):
    """A page template is gone; the pages that began with it stay."""

    stales: ClassVar[Stales] = Stales.NOTHING


@dataclass(frozen=True, kw_only=True)
class SpaceExported(Event):
    """Somebody had a space exported."""

    stales: ClassVar[Stales] = Stales.NOTHING


@dataclass(frozen=True, kw_only=True)
class ContentExported(Event):
    """Somebody had a page or blog post exported."""

    stales: ClassVar[Stales] = Stales.NOTHING


@dataclass(frozen=True, kw_only=True)
class SiteExported(Event):
    """The whole site was exported, or a backup of it made."""

    stales: ClassVar[Stales] = Stales.NOTHING


class About(TypedDict):
    """What every event of a content says of it."""

    actor_id: int | None
    space_id: int
    space_key: str
    content_id: int | None
    subject: str


Handler = Callable[[Any], None]
_handlers: dict[type[Event], list[Handler]] = {}
_handlers_within: dict[type[Event], list[Handler]] = {}


def subscribe(event_type: type[Event], handler: Handler) -> None:
    """Have a handler called with each event of a type, after the change is committed.

    Args:
        event_type: the class of the event, itself and not its subclasses.
        handler: called with the event; subscribing the same handler twice has no effect.
    """
    handlers = _handlers.setdefault(event_type, [])
    if handler not in handlers:
        handlers.append(handler)


def subscribe_within(event_type: type[Event], handler: Handler) -> None:
    """Have a handler called with each event of a type at once, in the transaction of the change; else as `subscribe`.

    What it raises undoes the change.
    """
    handlers = _handlers_within.setdefault(event_type, [])
    if handler not in handlers:
        handlers.append(handler)


def publish(event: Event) -> None:
    """Hand an event to its subscribers when the transaction commits, and to nobody when it is rolled back."""
    for handler in _handlers_within.get(type(event), ()):
        handler(event)
    for handler in _handlers.get(type(event), ()):
        transaction.on_commit(partial(handler, event), robust=True)
