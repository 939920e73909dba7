"""Which pages of an export are archived: our own exports say it as properties, others by the status of the page."""

from datetime import UTC, datetime

from wiki.models import ContentKind, ContentStatus
from wiki.services.imports.prepared import PreparedArchive, PreparedContent
from wiki.services.pages.archive import LONGEST_NOTE
from wiki.storage_format.references import storable
from wiki.transfer.confluence_xml.classes import ARCHIVED, ARCHIVED_ALONG, ARCHIVED_BY, ARCHIVED_NOTE
from wiki.transfer.confluence_xml.read_hanging import properties_of
from wiki.transfer.confluence_xml.space_reader import SpaceReading, what


def read_archived(reading: SpaceReading) -> None:
    """Take note of the pages that are archived.

    All below an archived page is archived here. One that has others below it, or the home page, comes as an ordinary
    page, and is reported: so nothing hides that was not hidden.
    """
    facts = properties_of(reading, "Page")
    pages = [one for one in reading.contents.values() if one.kind == ContentKind.PAGE and one.current is None]
    for page in pages:
        page.archived = _archive(reading, page, facts.get(reading.record_of(page).id, {}))
    current = [page for page in pages if page.status == ContentStatus.CURRENT]
    for page in _above_others(reading, current):
        if page.archived is not None:
            page.archived = None
            name = what(reading.record_of(page))
            reading.findings.mend(name, "was archived, and comes as a page like others: not all below it was")
    for page in pages:
        if page.archived is not None:
            parent = page.parent if page.status == ContentStatus.CURRENT else None
            page.archived.along = page.archived.along and parent is not None and parent.archived is not None
            reading.findings.counts["archived pages"] += 1


def _archive(reading: SpaceReading, page: PreparedContent, facts: dict[str, str]) -> PreparedArchive | None:
    record = reading.record_of(page)
    said = _moment(facts.get(ARCHIVED, ""))
    if said is None:
        is_archived = record.text("contentStatus").strip().lower() == "archived"
        return PreparedArchive(at=page.modified, along=True) if is_archived else None
    key = facts.get(ARCHIVED_BY, "").strip()
    return PreparedArchive(
        at=said,
        by=reading.people.keyed(key) if key else None,
        note=" ".join(storable(facts.get(ARCHIVED_NOTE, "")).split())[:LONGEST_NOTE],
        along=facts.get(ARCHIVED_ALONG, "").strip() == "1",
    )


def _moment(milliseconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _above_others(reading: SpaceReading, current: list[PreparedContent]) -> list[PreparedContent]:
    """Give the home page and the pages above that or above pages that are not archived."""
    found: dict[int, PreparedContent] = {}
    starts = [page.parent for page in current if page.archived is None]
    for start in (reading.space.home, *starts):
        one = start
        while one is not None and id(one) not in found:
            found[id(one)] = one
            one = one.parent
    return list(found.values())
