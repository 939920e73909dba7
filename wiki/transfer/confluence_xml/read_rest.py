"""Labels, watches, likes and templates of an export."""

from wiki.errors import BadLabel
from wiki.macros.catalogue import REGISTERED
from wiki.markup import convert
from wiki.markup.errors import MarkupTooLong
from wiki.models import ContentKind, LabelNamespace
from wiki.services.imports.prepared import PreparedLabel, PreparedLike, PreparedTemplate, PreparedWatch
from wiki.services.labels.label import parse_label
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.reader import Record
from wiki.transfer.confluence_xml.space_reader import SpaceReading, clean_name, free_name, what

_LABELLED = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.ATTACHMENT)
_WATCHED = (ContentKind.PAGE, ContentKind.BLOGPOST)
_LIKED = (*_WATCHED, ContentKind.COMMENT)
_FORBIDDEN = str.maketrans(dict.fromkeys(":;,?&[]()#^*@! \t\r\n", "_"))
_DESCRIPTION_LENGTH = 1000
_LONGEST_FOLDED_NAME = 240


def read_labels(reading: SpaceReading) -> None:
    """Take labels of contents, and categories of the space."""
    taken: set[tuple[object, ...]] = set()
    for record in reading.objects.all("Labelling"):
        where = record.reference("content")
        content = reading.contents.get(where) if where is not None else None
        is_space = where is not None and _is_description(reading, record)
        if content is not None and content.current is not None:
            content = None
        if content is None and not is_space:
            _report_labelling(reading, record)
            continue
        label = _label(reading, record)
        if label is None:
            continue
        namespace, name = label
        owner = reading.people.of(record, "owningUser", "user") if namespace == LabelNamespace.MY else None
        if namespace == LabelNamespace.MY and owner is None:
            reading.findings.leave_out(what(record), "a personal label that belongs to nobody")
            continue
        key = (namespace, name, id(owner) if owner else None, id(content) if content else None)
        if key in taken or (content is not None and content.kind not in _LABELLED):
            continue
        taken.add(key)
        by = reading.people.of(record, "owningUser", "user")
        created = reading.moment(record, "creationDate")
        reading.space.labels.append(PreparedLabel(namespace, name, owner, content, by, created))
    reading.findings.counts["labels"] += len(reading.space.labels)


def _is_description(reading: SpaceReading, record: Record) -> bool:
    where = record.reference("content")
    if where is None or where.class_name != "SpaceDescription":
        return False
    own = reading.record.reference("description")
    return own is not None and own.id == where.id


def _report_labelling(reading: SpaceReading, record: Record) -> None:
    where = record.reference("content")
    if where is None:
        if record.reference("pageTemplate") is not None and reading.is_only:
            reading.findings.leave_out(what(record), "templates have no labels here")
    elif reading.objects.find(where) is None and reading.is_only:
        reading.findings.leave_out(what(record), f"what it is on, {where.class_name} {where.id}, is not in the package")


def _label(reading: SpaceReading, record: Record) -> tuple[LabelNamespace, str] | None:
    found = reading.objects.find(record.reference("label"))
    if found is None:
        reading.findings.leave_out(what(record), "its label is not in the package")
        return None
    namespace = found.text("namespace").strip().lower() or "global"
    if namespace not in LabelNamespace.values:
        reading.findings.leave_out(what(record), f"there are no labels of the kind '{namespace[:50]}' here")
        return None
    name = found.text("name").strip()
    fitting = name.translate(_FORBIDDEN)
    try:
        parsed = parse_label(fitting)[1]
    except BadLabel as error:
        reading.findings.leave_out(what(record), str(error))
        return None
    if fitting != name:
        reading.findings.mend(what(found), f"is the label '{parsed}' now")
    return LabelNamespace(namespace), parsed


def read_watches(reading: SpaceReading) -> None:
    """Take who watches the space and its contents."""
    taken: set[tuple[object, ...]] = set()
    for record in reading.objects.all("Notification"):
        where = record.reference("content", "page")
        space = record.reference("space")
        content = reading.contents.get(where) if where is not None else None
        if where is None and (space is None or space.id != reading.record.id):
            continue
        if where is not None and (content is None or content.kind not in _WATCHED or content.current is not None):
            if reading.is_only:
                reading.findings.leave_out(what(record), "what is watched does not come along")
            continue
        person = reading.people.of(record, "receiver", "userName")
        if person is None:
            reading.findings.leave_out(what(record), "nobody knows who watches")
            continue
        kind = "blogpost" if content is None and "blog" in record.text("type").lower() else ""
        key = (id(person), id(content) if content else None, kind)
        if key not in taken:
            taken.add(key)
            created = reading.moment(record, "creationDate")
            reading.space.watches.append(PreparedWatch(person, content, kind, created))
    reading.findings.counts["watches"] += len(reading.space.watches)


def read_likes(reading: SpaceReading) -> None:
    """Take who likes which pages, blog posts and comments."""
    taken: set[tuple[int, int]] = set()
    for record in reading.objects.all("LikeEntity"):
        where = record.reference("content")
        content = reading.contents.get(where) if where is not None else None
        person = reading.people.of(record, "user")
        if content is None or content.current is not None or content.kind not in _LIKED or person is None:
            if reading.is_only:
                reading.findings.leave_out(what(record), "what is liked, or who likes it, does not come along")
            continue
        if (id(person), id(content)) not in taken:
            taken.add((id(person), id(content)))
            reading.space.likes.append(PreparedLike(person, content, reading.moment(record, "creationDate")))
    reading.findings.counts["likes"] += len(reading.space.likes)


def read_templates(reading: SpaceReading) -> None:
    """Take the templates of the space."""
    reading.space.templates += templates_of(reading, reading.record.id)
    reading.findings.counts["templates"] += len(reading.space.templates)


def templates_of(reading: SpaceReading, space_id: str | None) -> list[PreparedTemplate]:
    """Give the templates of a space of the package; those for all spaces where it is None."""
    taken: set[str] = set()
    found: list[PreparedTemplate] = []
    for record in reading.objects.all("PageTemplate"):
        space = record.reference("space")
        if (space.id if space is not None else None) != space_id:
            continue
        if record.reference("originalVersion") is not None or record.number("originalVersionId") is not None:
            reading.findings.leave_out(what(record), "earlier versions of templates are not kept here")
            continue
        name = " ".join(clean_name(record.text("name"), f"Template {record.id}").split())[:200]
        while len(fold_title(name)) > _LONGEST_FOLDED_NAME:
            name = name[:-5].rstrip()
        free = free_name(name, taken.__contains__)
        if free != record.text("name"):
            reading.findings.mend(what(record), f"is called '{free}' now")
        taken.add(fold_title(free))
        created, modified = reading.dated(record)
        creator, modifier = reading.authors(record)
        storage = as_storage(reading, record, record.text("content"), record.number("bodyType"))
        description = record.text("description")[:_DESCRIPTION_LENGTH]
        version = reading.version_of(record)
        found.append(PreparedTemplate(free, description, storage, version, creator, created, modifier, modified))
    return found


def as_storage(reading: SpaceReading, record: Record, text: str, body_type: int | None) -> str:
    """Give a body in storage format: as it is where it is in that format, converted where it is wiki markup.

    Args:
        body_type: as in the export; where it says wiki markup, or nothing, a text that begins with a tag is in storage
            format all the same.
    """
    if body_type not in (None, 0) or text.lstrip()[:1] == "<" or not text.strip():
        return text
    try:
        return convert(text, REGISTERED)
    except MarkupTooLong as error:
        reading.findings.mend(what(record), f"its markup is too long, and comes as plain text: {error}")
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<pre>{escaped}</pre>"
