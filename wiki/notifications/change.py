"""A change that watchers are told of, as tasks pass it on, and what there is to tell once it is looked up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext

from accounts.models import User
from wiki.models import Content, ContentKind, ContentStatus


@dataclass(frozen=True)
class Change:
    """One version of one content that is new.

    Attributes:
        content_id: the page, blog post, comment or attachment.
        version: the number of the version; 1 where the content itself is new.
        actor_id: who made it; None for the anonymous user and the system.
        label: the label that the content got, where that is what is told of, and not the version.
    """

    content_id: int
    version: int
    actor_id: int | None
    label: str = ""

    def as_task_argument(self) -> dict[str, Any]:
        """Give the form in which the change goes through a queue."""
        return asdict(self)


@dataclass(frozen=True)
class Story:
    """A change with all that its mails tell.

    Attributes:
        change: what changed.
        content: the current row, with space, host and, for a reply, the comment that it answers.
        actor: who made the change, if it was a person.
        version_comment: what they said about it.
        storage: the body of the version; empty for an attachment.
        former: the body of the version before, None where there is none.
    """

    change: Change
    content: Content
    actor: User | None
    version_comment: str
    storage: str
    former: str | None

    @property
    def host(self) -> Content:
        """The page or blog post that is watched."""
        return self.content.host or self.content

    @property
    def is_new(self) -> bool:
        """Whether the content itself is new."""
        return self.change.version == 1

    @property
    def actor_name(self) -> str:
        """What the one who made the change is called."""
        return self.actor.display_name if self.actor is not None else gettext("Anonymous")


def labelling_of(content_id: int, label: str, actor_id: int | None) -> Change | None:
    """Give the change that a label on a page or blog post is; None where that is gone."""
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST)
    found = Content.objects.filter(pk=content_id, kind__in=kinds, status=ContentStatus.CURRENT).first()
    return Change(found.pk, found.version, actor_id, label) if found is not None else None


def story_of(change: Change) -> Story | None:
    """Look up what there is to tell of a change; None where the content or the version is gone."""
    content = (
        Content.objects.select_related("space", "host", "parent__creator", "container", "body", "parent__body")
        .filter(pk=change.content_id, status=ContentStatus.CURRENT)
        .first()
    )
    if content is None:
        return None
    if content.host is not None:
        content.host.space = content.space
    versions = {
        row.version: row
        for row in Content.objects.select_related("body").filter(
            current_id=content.pk, version__in=(change.version, change.version - 1)
        )
    }
    told = content if content.version == change.version else versions.get(change.version)
    if told is None:
        return None
    before = versions.get(change.version - 1)
    return Story(
        change=change,
        content=content,
        actor=User.objects.filter(pk=change.actor_id).first() if change.actor_id is not None else None,
        version_comment=told.version_comment if not change.label else "",
        storage=told.storage,
        former=before.storage if before is not None else None,
    )
