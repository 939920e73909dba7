"""Comments and attachments of an export: what hangs on pages and blog posts."""

import os
from collections import defaultdict

from wiki.errors import BadValue
from wiki.models import ContentKind
from wiki.services.attachments.store import clean_media_type
from wiki.services.imports.prepared import PreparedContent
from wiki.services.titles import TITLE_LENGTH
from wiki.transfer.confluence_xml.package import Package
from wiki.transfer.confluence_xml.read_pages import number_versions, original_of, versions_of
from wiki.transfer.confluence_xml.reader import Record, Reference
from wiki.transfer.confluence_xml.space_reader import (
    SpaceReading,
    clean_name,
    free_name,
    old_id,
    reference_to,
    what,
)

_LONGEST_MEDIA_TYPE = 255
_CONTAINERS = ("containerContent", "owner", "content")
_KEPT_PROPERTIES = frozenset(
    ["inline-comment", "inline-marker-ref", "inline-original-selection", "status", "comment-uuid"]
)
"""Where in the text a comment stands, and whether it is settled."""


def is_of_space(reading: SpaceReading, record: Record) -> bool:
    """Say whether something that hangs on what is not there can only be of this space."""
    return record.reference("space") is not None and reading.belongs(record) or reading.is_only


def properties_of(reading: SpaceReading, class_name: str) -> dict[str, dict[str, str]]:
    """Give the properties of all objects of a class, by the ids of these."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    owners: dict[str, str] = {}
    for record in reading.objects.all(class_name):
        for item in record.many.get("contentProperties", ()):
            if isinstance(item, Reference):
                owners[item.id] = record.id
    for record in reading.objects.all("ContentProperty"):
        content = record.reference("content")
        owner = content.id if content is not None and content.class_name == class_name else owners.get(record.id)
        if owner is not None:
            found[owner][record.text("name")] = record.text("stringValue") or record.text("longValue")
    return found


def read_comments(reading: SpaceReading) -> None:
    """Take the comments of what was taken, with replies and versions."""
    versions = versions_of(reading, "Comment")
    properties = properties_of(reading, "Comment")
    listed = {reference_to(one) for records in versions.values() for one in records}
    found: list[PreparedContent] = []
    for record in reading.objects.all("Comment"):
        if reference_to(record) in listed or not _is_taken(reading, record):
            continue
        host = _host(reading, record)
        if host is None:
            continue
        comment = _comment(reading, record)
        _hang(comment, host)
        comment.properties = {
            name: value for name, value in properties.get(record.id, {}).items() if name in _KEPT_PROPERTIES
        }
        found.append(comment)
        earlier = [_comment(reading, one) for one in versions.get(reference_to(record), []) if _counts(one)]
        for version in earlier:
            _hang(version, host)
        number_versions(reading, comment, earlier)
    _settle_threads(reading, found)
    reading.findings.counts["comments"] += len(found)


def _counts(record: Record) -> bool:
    return record.text("contentStatus").strip().lower() not in ("draft", "deleted")


def _is_taken(reading: SpaceReading, record: Record) -> bool:
    if _counts(record):
        return True
    if is_of_space(reading, record):
        why = "it is a draft" if record.text("contentStatus").strip().lower() == "draft" else "it was deleted"
        reading.findings.leave_out(what(record), why)
    return False


def _host(reading: SpaceReading, record: Record) -> PreparedContent | None:
    """Give the page or blog post that a comment is on; that of the file, for a comment on a file."""
    where = record.reference(*_CONTAINERS)
    target = reading.contents.get(where) if where is not None else None
    if target is None and where is not None and where.class_name == "Attachment":
        file = reading.objects.find(where)
        page = file.reference(*_CONTAINERS) if file is not None else None
        target = reading.contents.get(page) if page is not None else None
        if target is not None:
            reading.findings.mend(what(record), f"was on a file, and is on '{target.title}' now")
    if target is None or target.kind not in (ContentKind.PAGE, ContentKind.BLOGPOST):
        if is_of_space(reading, record) and not _is_elsewhere(reading, where):
            reading.findings.leave_out(what(record), "what it is on does not come along")
        return None
    return target.current or target


def _is_elsewhere(reading: SpaceReading, where: Reference | None) -> bool:
    found = reading.objects.find(where)
    return found is not None and found.reference("space") is not None and not reading.belongs(found)


def _comment(reading: SpaceReading, record: Record) -> PreparedContent:
    created, modified = reading.dated(record)
    creator, modifier = reading.authors(record)
    comment = PreparedContent(
        kind=ContentKind.COMMENT,
        title="",
        created=created,
        modified=modified,
        old_id=old_id(record),
        version=reading.version_of(record),
        creator=creator,
        modifier=modifier,
        version_comment=record.text("versionComment"),
        has_body=True,
    )
    reading.keep(record, comment)
    return comment


def _hang(comment: PreparedContent, host: PreparedContent) -> None:
    comment.container = host
    comment.title = f"Re: {host.title}"[:TITLE_LENGTH]


def _settle_threads(reading: SpaceReading, comments: list[PreparedContent]) -> None:
    for comment in comments:
        record = reading.record_of(comment)
        above = record.reference("parent")
        parent = reading.contents.get(above) if above is not None else None
        if parent is not None and parent.kind == ContentKind.COMMENT:
            parent = parent.current or parent
            if parent.container is comment.container and parent is not comment:
                comment.parent = parent
        if above is not None and comment.parent is None:
            reading.findings.mend(what(record), "answers no other comment any more: that one does not come along")
    settled: set[int] = set()
    for comment in comments:
        path: set[int] = set()
        one: PreparedContent | None = comment
        while one is not None and id(one) not in settled:
            if id(one) in path:
                one.parent = None
                reading.findings.mend(what(reading.record_of(one)), "answered itself, and is a comment of its own now")
                break
            path.add(id(one))
            one = one.parent
        settled |= path


class AttachmentReader:
    """Takes the attachments of what was taken.

    Attributes:
        files: the member of the package that holds the file, for each version that has one.
    """

    def __init__(self, reading: SpaceReading, package: Package) -> None:
        self._reading = reading
        self._package = package
        self._taken: dict[int, set[str]] = defaultdict(set)
        self._facts = properties_of(reading, "Attachment")
        self.files: dict[int, str] = {}

    def read(self) -> list[PreparedContent]:
        """Take them all; what is without a file is said."""
        reading = self._reading
        versions = versions_of(reading, "Attachment")
        listed = {reference_to(one) for records in versions.values() for one in records}
        found = []
        for record in reading.objects.all("Attachment"):
            if reference_to(record) in listed or original_of(record) is not None:
                continue
            container = self._container(record)
            if container is None or not _is_taken(reading, record):
                continue
            current = self._attachment(record, container)
            self._settle_name(record, current)
            earlier = [one for one in versions.get(reference_to(record), []) if _counts(one)]
            kept = [self._attachment(one, container) for one in earlier]
            kept = [one for one in kept if self._find_file(one, current, record)]
            if not self._find_file(current, current, record):
                reading.findings.mend(what(record), "comes as an empty file")
            number_versions(reading, current, kept)
            found += [current, *kept]
            reading.findings.counts["attachments"] += 1
        return found

    def _container(self, record: Record) -> PreparedContent | None:
        reading = self._reading
        where = record.reference(*_CONTAINERS)
        container = reading.contents.get(where) if where is not None else None
        if container is not None and container.kind != ContentKind.ATTACHMENT:
            return container.current or container
        if not is_of_space(reading, record) or _is_elsewhere(reading, where):
            return None
        if where is not None and where.class_name == "SpaceDescription":
            reading.findings.leave_out(what(record), "it is on the space itself, such as its logo")
        else:
            reading.findings.leave_out(what(record), "what it is attached to does not come along")
        return None

    def _attachment(self, record: Record, container: PreparedContent) -> PreparedContent:
        reading = self._reading
        created, modified = reading.dated(record)
        creator, modifier = reading.authors(record)
        given = record.text("title") or record.text("fileName")
        name = clean_name(given, f"file-{record.id}", slashes=False)
        if name != given.strip():
            reading.findings.mend(what(record), f"is called '{name}' now")
        number = "version" if record.number("version") is not None else "attachmentVersion"
        attachment = PreparedContent(
            kind=ContentKind.ATTACHMENT,
            title=name,
            created=created,
            modified=modified,
            old_id=old_id(record),
            version=reading.version_of(record, number),
            creator=creator,
            modifier=modifier,
            version_comment=record.text("versionComment") or record.text("comment"),
            container=container,
        )
        facts = self._facts.get(record.id, {})
        attachment.minor_edit = facts.get("MINOR_EDIT", "").strip() == "1"
        attachment.media_type = _media_type(facts.get("MEDIA_TYPE", "") or record.text("contentType"), name)
        reading.keep(record, attachment)
        return attachment

    def _settle_name(self, record: Record, current: PreparedContent) -> None:
        taken = self._taken[id(current.container)]
        ending = os.path.splitext(current.title)[1][:20]
        free = free_name(current.title, taken.__contains__, ending)
        if free != current.title:
            self._reading.findings.mend(what(record), f"is called '{free}' now: the name was taken")
            current.title = free
        taken.add(current.folded)

    def _find_file(self, one: PreparedContent, current: PreparedContent, current_record: Record) -> bool:
        record = self._reading.record_of(one)
        where = record.reference(*_CONTAINERS) or current_record.reference(*_CONTAINERS)
        folders = [where.id if where is not None else "", (current_record.reference(*_CONTAINERS) or record).id]
        for folder in folders:
            for holder in (current_record.id, record.id):
                try:
                    place = (int(folder), int(holder), one.version)
                except ValueError:
                    continue
                if place in self._package.attachments:
                    self.files[id(one)] = self._package.attachments[place]
                    return True
        self._reading.findings.missing_files.append(f"{what(record)}, version {one.version}")
        if one is not current:
            self._reading.findings.leave_out(f"{what(record)}, version {one.version}", "its file is not in the package")
        return False


def _media_type(given: str, name: str) -> str:
    try:
        return clean_media_type(given[:_LONGEST_MEDIA_TYPE], name)
    except BadValue:
        return clean_media_type("", name)
