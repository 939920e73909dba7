"""A space of an export, read as a whole: what comes, what was mended, and the texts in a file of their own."""

import json
import tempfile
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import IO

from django.utils import timezone

from accounts.batches import batches
from wiki.errors import BadValue
from wiki.macros.registry import MACROS
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.services.imports.prepared import PreparedBody, PreparedContent, PreparedSpace, PreparedTemplate
from wiki.services.links import links_in
from wiki.services.titles import KEY_LENGTH, clean_global_key
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Document, MacroCall, TaskList
from wiki.storage_format.parser import parse
from wiki.storage_format.references import fold_title
from wiki.storage_format.visit import walk_elements
from wiki.transfer.confluence_xml.errors import ImportImpossible
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.confluence_xml.kept_restrictions import read_kept
from wiki.transfer.confluence_xml.objects import Objects
from wiki.transfer.confluence_xml.package import Package
from wiki.transfer.confluence_xml.people import People
from wiki.transfer.confluence_xml.read_archived import read_archived
from wiki.transfer.confluence_xml.read_drafts import read_drafts
from wiki.transfer.confluence_xml.read_hanging import AttachmentReader, read_comments
from wiki.transfer.confluence_xml.read_pages import read_pages
from wiki.transfer.confluence_xml.read_rest import (
    as_storage,
    read_labels,
    read_likes,
    read_templates,
    read_watches,
    templates_of,
)
from wiki.transfer.confluence_xml.read_rights import RightsReader
from wiki.transfer.confluence_xml.reader import Record
from wiki.transfer.confluence_xml.space_reader import SpaceReading, clean_name, what

_WALKED = ("<ac:structured-macro", "<ac:macro", "<ac:task-list")

Advance = Callable[[int], None]
Links = list[tuple[str, str, str, str]]


class SpacePlan:
    """What an import of one space will write. A context that removes the file of its texts.

    Attributes:
        space: what is to be written.
        files: the member of the package for each attachment, by `id()` of the row to be.
        findings: the report.
    """

    def __init__(self, package: Package, objects: Objects, record: Record, people: People, findings: Findings) -> None:
        self.findings = findings
        self._objects = objects
        self._spool: IO[str] = tempfile.TemporaryFile("w+", encoding="ascii")  # noqa: SIM115  closed by the context
        spaces = sum(1 for _ in objects.all("Space"))
        zone = zone_of(package.descriptor.time_zone)
        self._reading = SpaceReading(
            record, objects, people, findings, zone, spaces == 1, PreparedSpace("", "", timezone.now(), timezone.now())
        )
        self.space = self._reading.space
        self._read_space()
        read_pages(self._reading)
        read_archived(self._reading)
        read_comments(self._reading)
        attachments = AttachmentReader(self._reading, package)
        hanging = attachments.read()
        self.files = attachments.files
        self.space.contents = _in_order(list(self._reading.contents.values()), {id(one) for one in hanging})
        RightsReader(self._reading, read_kept(package)).read()
        read_labels(self._reading)
        read_watches(self._reading)
        read_likes(self._reading)
        read_templates(self._reading)
        read_drafts(self._reading)
        self.space.bodies = self._bodies

    def __enter__(self) -> "SpacePlan":
        return self

    def __exit__(self, *error: object) -> None:
        self._spool.close()

    @property
    def taken(self) -> Counter[str]:
        """How many objects of each class became content."""
        return Counter(reference.class_name for reference in self._reading.contents)

    def templates_for_all(self) -> list[PreparedTemplate]:
        """Give the templates of the package that belong to no space."""
        return templates_of(self._reading, None)

    def prepare_texts(self, advance: Advance) -> None:
        """Convert and read all texts, and note their links; what can't be read stays as it is, and is reported.

        Args:
            advance: told how many more texts are done.
        """
        self.missing_pages = MissingTargets(self.space)
        model = Space(key=self.space.key)
        for content in self.space.contents:
            if not content.has_body:
                continue
            record = self._reading.record_of(content)
            found = self._objects.body_of(record)
            storage = as_storage(self._reading, record, *found) if found is not None else ""
            links: Links = []
            has_tasks = False
            if content.status != ContentStatus.HISTORICAL:
                document = self._parsed(record, storage)
                if document is not None:
                    links = _links(model, document)
                    # Most texts have neither, and a walk through the tree costs more than a look at the text.
                    if any(mark in storage for mark in _WALKED):
                        has_tasks = self._note_document(document)
                    self.missing_pages.look(content, links)
            json.dump([storage, links, has_tasks], self._spool)
            self._spool.write("\n")
            advance(1)
        self.findings.broken_links += self.missing_pages.lines()

    def _parsed(self, record: Record, storage: str) -> Document | None:
        try:
            return parse(storage)
        except MalformedStorage as error:
            self.findings.warnings.append(f"{what(record)}: its text is kept, but it can't be shown: {error}")
            return None

    def _note_document(self, document: Document) -> bool:
        has_tasks = False
        for element in walk_elements(document):
            if isinstance(element, MacroCall):
                known = MACROS.find(element.name) is not None
                (self.findings.macros if known else self.findings.unknown_macros)[element.name[:100]] += 1
            elif isinstance(element, TaskList):
                has_tasks = True
        return has_tasks

    def _bodies(self) -> Iterator[tuple[PreparedContent, PreparedBody]]:
        self._spool.seek(0)
        for content in self.space.contents:
            if content.has_body:
                storage, links, has_tasks = json.loads(self._spool.readline())
                yield content, PreparedBody(storage, [(a, b, c, d) for a, b, c, d in links], has_tasks)

    def _read_space(self) -> None:
        record, space = self._reading.record, self.space
        space.key = record.text("key").strip()
        space.is_personal = space.key.startswith("~") or record.text("spaceType").strip().lower() == "personal"
        try:
            space.key = _checked_key(space.key)
        except BadValue as error:
            raise ImportImpossible(f"The space can't come as it is: {error}") from error
        space.name = clean_name(record.text("name"), space.key)
        if space.name != record.text("name").strip():
            self.findings.mend(what(record), f"is called '{space.name}' now")
        space.is_archived = record.text("spaceStatus").strip().upper() == "ARCHIVED"
        space.created, space.modified = self._reading.dated(record)
        space.creator, space.modifier = self._reading.authors(record)
        if space.key.startswith("~"):
            name = space.key[1:]
            keyed = next(
                (one for one in self._objects.all("ConfluenceUserImpl") if name in (one.id, one.text("name"))), None
            )
            space.owner = self._reading.people.named(keyed.text("name") or name if keyed is not None else name)
        description = self._objects.find(record.reference("description"))
        found = self._objects.body_of(description) if description is not None else None
        space.description = found[0] if found is not None else ""


class MissingTargets:
    """Looks for links to pages of the space that do not come along."""

    def __init__(self, space: PreparedSpace) -> None:
        self._key = fold_title(space.key)
        self._titles = {
            (one.kind, one.folded)
            for one in space.contents
            if one.current is None and one.status == ContentStatus.CURRENT and one.kind != ContentKind.COMMENT
        }
        self._elsewhere: dict[tuple[str, str], str] = {}
        self._lines: list[str] = []

    def look(self, content: PreparedContent, links: Links) -> None:
        """Look at the links of one content."""
        for kind, key, title, _target in links:
            if kind != "page" or not title:
                continue
            if key == self._key:
                if (ContentKind.PAGE, title) not in self._titles:
                    self._lines.append(f"'{content.host.title}' links to '{title}', which is not there")
            else:
                self._elsewhere.setdefault((key, title), content.host.title)

    def lines(self) -> list[str]:
        """Give what was found, links to other spaces that are not here included."""
        lines = list(self._lines)
        for batch in batches(self._elsewhere.items(), 200):
            here = Content.objects.filter(
                kind=ContentKind.PAGE,
                status=ContentStatus.CURRENT,
                space__key_folded__in={key for (key, _), _ in batch},
                title_folded__in={title for (_, title), _ in batch},
            ).values_list("space__key_folded", "title_folded")
            found = set(here)
            lines += [
                f"'{source}' links to '{title}' in the space {key}, which is not there"
                for (key, title), source in batch
                if (key, title) not in found
            ]
        return lines


def zone_of(name: str) -> tzinfo:
    """Give the zone of an export's dates: that of its name, or the site's where it has none that is known."""
    try:
        return zoneinfo.ZoneInfo(name) if name else timezone.get_default_timezone()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return timezone.get_default_timezone()


def _checked_key(key: str) -> str:
    if not key.startswith("~"):
        return clean_global_key(key)
    if len(key) == 1 or len(key) > KEY_LENGTH or len(fold_title(key)) > KEY_LENGTH or not key.isprintable():
        raise BadValue("key", f"'{key[:80]}' can't be the key of a personal space.")
    if set(key) & set("/\\ ?#"):
        raise BadValue("key", f"'{key[:80]}' can't be the key of a personal space.")
    return key


def _in_order(contents: list[PreparedContent], files: set[int]) -> list[PreparedContent]:
    """Order contents so that whatever one points to stands before it."""
    wanted = [one for one in contents if one.kind != ContentKind.ATTACHMENT or id(one) in files]
    ordered: list[PreparedContent] = []
    done: set[int] = set()
    for content in wanted:
        stack = [content]
        while stack:
            one = stack[-1]
            before = [
                other
                for other in (one.current, one.container, one.parent)
                if other is not None and id(other) not in done
            ]
            if before:
                stack += before
                continue
            stack.pop()
            if id(one) not in done:
                done.add(id(one))
                ordered.append(one)
    return ordered


def _links(space: Space, document: Document) -> Links:
    source = Content(space=space)
    return [
        (str(link.kind), link.space_key_folded, link.title_folded, link.target) for link in links_in(source, document)
    ]
