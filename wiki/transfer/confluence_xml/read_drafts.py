"""Edits of an export that nobody has published: each becomes a draft of whoever made it."""

from functools import partial

from wiki.models import ContentKind, ContentStatus
from wiki.services.imports.prepared import Person, PreparedContent, PreparedDraft
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.read_pages import original_of
from wiki.transfer.confluence_xml.read_rest import as_storage
from wiki.transfer.confluence_xml.reader import Record, Reference
from wiki.transfer.confluence_xml.space_reader import SpaceReading, clean_name, what

_KINDS = {"Page": ContentKind.PAGE, "BlogPost": ContentKind.BLOGPOST}
_CLASSES = {"page": "Page", "blogpost": "BlogPost"}


def read_drafts(reading: SpaceReading) -> None:
    """Take the drafts of the space; of several that somebody has of one page, the last."""
    found: dict[object, PreparedDraft] = {}
    unchanged = 0
    for record in _drafts(reading):
        target = _target(reading, record)
        content = reading.contents.get(target) if target is not None else None
        if not _is_of_space(reading, record, content):
            continue
        if target is not None and (content is None or content.status != ContentStatus.CURRENT):
            reading.findings.leave_out(what(record), "it is a draft of what does not come along")
            continue
        owner = reading.people.of(record, "lastModifier", "lastModifierName")
        owner = owner or reading.people.of(record, "creator", "creatorName")
        if owner is None:
            reading.findings.leave_out(what(record), "it is a draft, and nobody knows whose")
            continue
        if content is not None and _says_the_same(reading, record, content):
            unchanged += 1
            continue
        draft = _draft(reading, record, owner, content)
        key = (id(owner), id(content)) if content is not None else record.id
        earlier = found.get(key)
        if earlier is None or earlier.modified <= draft.modified:
            found[key] = draft
    if unchanged:
        reading.findings.warnings.append(f"{unchanged:,} drafts say what their pages say, and do not come")
    reading.space.drafts += found.values()
    reading.findings.counts["drafts"] += len(found)


def _drafts(reading: SpaceReading) -> list[Record]:
    published = [record for class_name in _KINDS for record in reading.objects.all(class_name)]
    return [
        *(one for one in published if one.text("contentStatus").strip().lower() == "draft"),
        *reading.objects.all("Draft"),
    ]


def _target(reading: SpaceReading, record: Record) -> Reference | None:
    """Give what a draft is an edit of; None for something new."""
    if record.class_name != "Draft":
        return original_of(record)
    number = record.text("pageId").strip()
    return Reference(_class_of(record), number) if number not in ("", "0") else None


def _class_of(record: Record) -> str:
    if record.class_name != "Draft":
        return record.class_name
    return _CLASSES.get(record.text("draftType").strip().lower(), "Page")


def _is_of_space(reading: SpaceReading, record: Record, content: PreparedContent | None) -> bool:
    if content is not None:
        return True
    key = record.text("draftSpaceKey").strip()
    if key:
        return fold_title(key) == fold_title(reading.space.key)
    return reading.belongs(record)


def _says_the_same(reading: SpaceReading, record: Record, content: PreparedContent) -> bool:
    title = record.text("title").strip()
    return title in ("", content.title) and _text(reading, record) == _text(reading, reading.record_of(content))


def _text(reading: SpaceReading, record: Record) -> str:
    found = reading.objects.body_of(record)
    return as_storage(reading, record, *found) if found is not None else ""


def _draft(reading: SpaceReading, record: Record, owner: Person, content: PreparedContent | None) -> PreparedDraft:
    created, modified = reading.dated(record)
    above = record.reference("parent")
    parent = reading.contents.get(above) if above is not None else None
    is_place = parent is not None and parent.kind == ContentKind.PAGE and parent.status == ContentStatus.CURRENT
    return PreparedDraft(
        owner=owner,
        content=content,
        parent=parent if is_place and content is None else None,
        kind=content.kind if content is not None else _KINDS[_class_of(record)],
        title=clean_name(record.text("title"), ""),
        text=partial(_text, reading, record),
        created=created,
        modified=modified,
    )
