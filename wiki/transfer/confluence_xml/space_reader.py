"""What the readers of one space share: the objects, the people, the report, and how dates and titles are read."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from django.utils import timezone

from wiki.services.imports.prepared import Person, PreparedContent, PreparedSpace
from wiki.services.titles import TITLE_LENGTH
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.objects import Objects
from wiki.transfer.confluence_xml.people import People
from wiki.transfer.confluence_xml.reader import Record, Reference

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LARGEST_NUMBER = 2**30
_LARGEST_ID = 2**63 - 1


@dataclass
class SpaceReading:
    """One space while it is read.

    Attributes:
        record: the space's object.
        is_only: whether the package holds no other space.
        zone: of all dates.
        contents: rows to be by the objects that they come from; of versions, too.
    """

    record: Record
    objects: Objects
    people: People
    findings: Findings
    zone: tzinfo
    is_only: bool
    space: PreparedSpace
    contents: dict[Reference, PreparedContent] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)

    def keep(self, record: Record, content: PreparedContent) -> None:
        """Take a content as what becomes of an object."""
        self.contents[reference_to(record)] = content
        self.records[id(content)] = record

    def record_of(self, content: PreparedContent) -> Record:
        """Give the object that a content comes from."""
        return self.records[id(content)]

    def belongs(self, record: Record) -> bool:
        """Say whether an object that names its space, or none, is of this space."""
        space = record.reference("space")
        if space is None:
            return self.is_only
        return space.id == self.record.id

    def moment(self, record: Record, name: str, otherwise: datetime | None = None) -> datetime:
        """Give a date of an object; another one, or now, where it has none."""
        return read_date(record.text(name), self.zone) or otherwise or timezone.now()

    def dated(self, record: Record) -> tuple[datetime, datetime]:
        """Give when an object was made, and when it was last changed."""
        modified = read_date(record.text("lastModificationDate"), self.zone)
        created = read_date(record.text("creationDate"), self.zone) or modified or timezone.now()
        return created, modified or created

    def authors(self, record: Record) -> tuple[Person | None, Person | None]:
        """Give who made an object, and who changed it last."""
        creator = self.people.of(record, "creator", "creatorName")
        return creator, self.people.of(record, "lastModifier", "lastModifierName") or creator

    def version_of(self, record: Record, name: str = "version") -> int:
        """Give the number of the version that an object is."""
        number = record.number(name) or 1
        return min(max(number, 1), _LARGEST_NUMBER)


def reference_to(record: Record) -> Reference:
    """Give a reference to an object."""
    return Reference(record.class_name, record.id)


def what(record: Record) -> str:
    """Say which object is meant, for the report."""
    title = record.text("title") or record.text("fileName") or record.text("name")
    return f"{record.class_name} {record.id}" + (f" '{title[:200]}'" if title else "")


def old_id(record: Record) -> int:
    """Give the id of an object as a number that content can have; 0 where it is none."""
    number = record.number("id") if "id" in record.values else None
    text = record.id
    if number is None and text.isascii() and text.isdigit() and len(text) <= 19:
        number = int(text)
    return number if number is not None and 0 < number <= _LARGEST_ID else 0


def clean_name(name: str, fallback: str, slashes: bool = True) -> str:
    """Give a title or file name as it can be kept here; the same one wherever that is possible.

    Args:
        fallback: what is taken where nothing is left.
        slashes: whether slashes may stand in it.
    """
    cleaned = _CONTROL.sub(" ", name).strip()
    if not slashes:
        cleaned = cleaned.replace("/", "_").replace("\\", "_")
        cleaned = "" if cleaned in (".", "..") else cleaned
    cleaned = cleaned[:TITLE_LENGTH].strip()
    return cleaned or fallback


def free_name(name: str, is_taken: Callable[[str], bool], ending: str = "") -> str:
    """Give the name, or the same with a number behind it that makes it free.

    Args:
        is_taken: says so of a folded name.
        ending: what stays at the end, such as `.png`.
    """
    candidate, number = name, 1
    stem = name[: len(name) - len(ending)] if ending else name
    while is_taken(fold_title(candidate)):
        number += 1
        suffix = f" ({number}){ending}"
        candidate = stem[: TITLE_LENGTH - len(suffix)] + suffix
    return candidate


def read_date(text: str, zone: tzinfo) -> datetime | None:
    """Read a date of an export; None where it is none."""
    try:
        read = datetime.fromisoformat(text.strip())
        read = read if read.tzinfo is not None else read.replace(tzinfo=zone)
        # Nearer to the ends of the calendar than any zone is wide, it could not be shown.
        if not datetime.min + timedelta(days=2) < read.replace(tzinfo=None) < datetime.max - timedelta(days=2):
            return None
        return read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
