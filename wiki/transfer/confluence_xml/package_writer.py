"""The package of an XML export: the zip with its descriptor, its objects and the attached files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone

from wiki.models import Content, Space
from wiki.transfer.confluence_xml.content_objects import ContentObjects
from wiki.transfer.confluence_xml.kept_restrictions import MEMBER
from wiki.transfer.confluence_xml.label_objects import LabelObjects
from wiki.transfer.confluence_xml.numbers import Numbers
from wiki.transfer.confluence_xml.people_objects import PeopleObjects, write_directory
from wiki.transfer.confluence_xml.restriction_objects import RestrictionObjects
from wiki.transfer.confluence_xml.space_objects import SpaceObjects
from wiki.transfer.confluence_xml.writer import EntitiesWriter
from wiki.transfer.exported import Exported
from wiki.transfer.packed_files import ExportFacts, FileList, new_package
from wiki.transfer.progress import Progress
from wiki.transfer.unmapped import database_unmapped

_OLDEST_READER = 6169
_WRITTEN_AS = 7103
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class PackageRequest:
    """What is to be written.

    Attributes:
        spaces: the spaces, each opened for whoever exports.
        whole_site: people, groups and templates for all spaces come along.
        attachments: whether the attached files come along; they are listed in any case.
    """

    spaces: list[Space]
    whole_site: bool
    attachments: bool


@database_unmapped()
def write_package(target: Path, exported: Exported, request: PackageRequest, progress: Progress) -> ExportFacts:
    """Write the package of an XML export, in a stream: memory does not grow with the number of pages.

    Args:
        target: the zip file to make; beside it a list of the attached files stands while it is made.
        progress: is told what is done.
    """
    with new_package(target) as packed, FileList(target) as files:
        packed.writestr("exportDescriptor.properties", _descriptor(request))
        with packed.open("entities.xml", "w", force_zip64=True) as out:
            contents, restrictions = _write_entities(out, exported, request, files, progress)
        if restrictions.kept:
            packed.writestr(MEMBER, "".join(f"{line}\n" for line in restrictions.kept))
        if request.attachments:
            files.pack(packed, progress)
    return ExportFacts(contents, files.packed, files.missing, restrictions.notes)


def _write_entities(
    out: IO[bytes], exported: Exported, request: PackageRequest, files: FileList, progress: Progress
) -> tuple[int, RestrictionObjects]:
    numbers = Numbers(exported.highest_id)
    done = 0
    with EntitiesWriter(out, timezone.now()) as entities:
        people = PeopleObjects(entities, with_addresses=request.whole_site)
        labels = LabelObjects(entities, people)
        spaces = SpaceObjects(entities, exported, people, labels, numbers)
        contents = ContentObjects(entities, exported, people, labels, numbers, _noting(files))
        if request.whole_site:
            progress.step("People and groups")
            write_directory(entities, people, numbers)
            spaces.write_templates_for_all()
        for space in request.spaces:
            progress.step(f"Pages and blog posts of {space.key}", exported.hosts(space).count())
            spaces.write(space)
            for batch in exported.hosts_in_batches(space):
                contents.write(space, batch)
                done += len(batch)
                progress.advance(len(batch))
    return done, contents.restrictions


def _noting(files: FileList) -> Callable[[Content, int], None]:
    def note(content: Content, current_id: int) -> None:
        files.add(f"attachments/{content.container_id}/{current_id}/{content.version}", content)

    return note


def _descriptor(request: PackageRequest) -> str:
    now = datetime.now(UTC)
    lines = [
        f"#{_DAY_NAMES[now.weekday()]} {_MONTH_NAMES[now.month - 1]} {now:%d %H:%M:%S} UTC {now:%Y}",
        f"exportType={'all' if request.whole_site else 'space'}",
        *(() if request.whole_site else (f"spaceKey={_escaped(request.spaces[0].key)}",)),
        f"buildNumber={_OLDEST_READER}",
        f"createdByBuildNumber={_WRITTEN_AS}",
        f"backupAttachments={'true' if request.attachments else 'false'}",
        f"defaultUsersGroup={_escaped(settings.WIKI_DEFAULT_GROUP)}",
        "source=server",
        "timezoneId=UTC",
    ]
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    """Write a value for a properties file, which knows ASCII."""
    escaped = value.replace("\\", "\\\\")
    return "".join(
        character if " " < character < "\x7f" else "".join(f"\\u{unit:04x}" for unit in _utf16(character))
        for character in escaped
    )


def _utf16(character: str) -> list[int]:
    encoded = character.encode("utf-16-be")
    return [int.from_bytes(encoded[start : start + 2], "big") for start in range(0, len(encoded), 2)]
