"""What the editor's scripts are told of things: pages, files and people, as plain values for JSON."""

from collections.abc import Iterable
from typing import TypedDict

from django.urls import reverse

from accounts.models import User
from wiki.models import Content, DraftFile
from wiki.queries.links import THUMBNAIL_TYPES
from wiki.views.addresses import content_address, file_address, person_address


class PageAnswer(TypedDict):
    """A page or blog post to link to; `postingDay` is empty for a page."""

    id: int
    kind: str
    title: str
    spaceKey: str
    spaceName: str
    postingDay: str
    address: str


class FileAnswer(TypedDict):
    """A file of a page, or of a draft, whose id is 0; `thumbnail` is empty where there is none, `size` in bytes."""

    id: int
    name: str
    size: int
    mediaType: str
    isImage: bool
    address: str
    thumbnail: str


class PersonAnswer(TypedDict):
    """A person as others see them."""

    name: str
    username: str
    address: str


class PresenceAnswer(TypedDict):
    """Who else edits a page, which version it has, and whose that is."""

    others: list[PersonAnswer]
    version: int
    modifier: str


def page_answer(content: Content) -> PageAnswer:
    """Describe a page or blog post; its space has to be at hand."""
    return {
        "id": content.pk,
        "kind": str(content.kind),
        "title": content.title,
        "spaceKey": content.space.key,
        "spaceName": content.space.name,
        "postingDay": posting_day(content),
        "address": content_address(content),
    }


def posting_day(content: Content) -> str:
    """Give the day of a blog post as storage format names it; nothing for a page."""
    return f"{content.posting_day:%Y/%m/%d}" if content.posting_day is not None else ""


def attachment_answer(attachment: Content) -> FileAnswer:
    """Describe an attachment."""
    has_thumbnail = attachment.media_type in THUMBNAIL_TYPES
    return {
        "id": attachment.pk,
        "name": attachment.title,
        "size": attachment.file_size,
        "mediaType": attachment.media_type,
        "isImage": attachment.media_type.startswith("image/"),
        "address": file_address(attachment),
        "thumbnail": file_address(attachment, "thumbnails") if has_thumbnail else "",
    }


def draft_file_answer(file: DraftFile) -> FileAnswer:
    """Describe a file that waits with a draft."""
    address = reverse("editor-draft-file", args=[file.draft_id, file.title])
    return {
        "id": 0,
        "name": file.title,
        "size": file.file_size,
        "mediaType": file.media_type,
        "isImage": file.media_type.startswith("image/"),
        "address": address,
        "thumbnail": address if file.media_type in THUMBNAIL_TYPES else "",
    }


def presence_answer(content: Content, others: Iterable[User]) -> PresenceAnswer:
    """Say who else edits a page or blog post, and how it stands."""
    modifier = content.modifier
    return {
        "others": [person_answer(person) for person in others],
        "version": content.version,
        "modifier": modifier.display_name if modifier is not None else "",
    }


def person_answer(person: User) -> PersonAnswer:
    """Describe a person."""
    return {"name": person.display_name, "username": person.username, "address": person_address(person)}
