"""Keeping what was there before an edit: the historical row and its body."""

from wiki.errors import VersionConflict
from wiki.models import Body, Content, ContentStatus, allot_id
from wiki.services.attribution import Authorship

_COPIED = (
    "kind",
    "space_id",
    "title",
    "title_folded",
    "version",
    "creator_id",
    "created",
    "modifier_id",
    "modified",
    "version_comment",
    "minor_edit",
    "host_id",
    "container_id",
    "parent_id",
    "path",
    "posting_day",
    "media_type",
    "file_size",
    "file_key",
    "file_digest",
)


def keep_version(content: Content) -> Content:
    """Copy the current version of a content into a historical row with an id of its own; its body goes along.

    Args:
        content: the current row, locked, and not changed yet.

    Returns:
        the historical row.
    """
    kept = Content(
        id=allot_id(),
        status=ContentStatus.HISTORICAL,
        current_id=content.pk,
        **{name: getattr(content, name) for name in _COPIED},
    )
    kept.save(force_insert=True)
    Body.objects.filter(pk=content.pk).update(content_id=kept.pk)
    return kept


def begin_version(content: Content, author: Authorship, version_comment: str, minor_edit: bool) -> None:
    """Turn the row of a content into its next version, after the one before was kept; the caller saves it."""
    content.version += 1
    content.modifier_id = author.modifier_id
    content.modified = author.modified
    content.version_comment = version_comment
    content.minor_edit = minor_edit


def require_version(content: Content, given: int | None) -> None:
    """Check that an edit started from the current version.

    Args:
        given: the version that the edit started from; None stands for whatever is current.

    Raises:
        VersionConflict: somebody changed the content meanwhile.
    """
    if given is not None and given != content.version:
        raise VersionConflict(given, content.version)
