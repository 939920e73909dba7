"""Pages and blog posts of an export with their versions, and the tree."""

from collections import defaultdict

from django.utils import timezone

from wiki.models import ContentKind, ContentStatus
from wiki.services.imports.prepared import PreparedContent
from wiki.transfer.confluence_xml.reader import Record, Reference
from wiki.transfer.confluence_xml.space_reader import (
    SpaceReading,
    clean_name,
    free_name,
    old_id,
    reference_to,
    what,
)

_KINDS = {"Page": ContentKind.PAGE, "BlogPost": ContentKind.BLOGPOST}
_STATUSES = {"": ContentStatus.CURRENT, "current": ContentStatus.CURRENT, "archived": ContentStatus.CURRENT}
_LARGEST_POSITION = 2**31 - 1

Versions = dict[Reference, list[Record]]


def original_of(record: Record) -> Reference | None:
    """Give the current object of which an object is an earlier version."""
    found = record.reference("originalVersion")
    if found is not None:
        return found
    number = record.number("originalVersionId")
    return Reference(record.class_name, str(number)) if number is not None else None


def versions_of(reading: SpaceReading, class_name: str) -> Versions:
    """Give the earlier versions of all objects of a class: by themselves, and by what the current ones list."""
    found: Versions = defaultdict(list)
    seen: set[str] = set()
    for record in reading.objects.all(class_name):
        original = original_of(record)
        if original is not None:
            found[original].append(record)
            seen.add(record.id)
    for record in reading.objects.all(class_name):
        for listed in record.many.get("historicalVersions", ()):
            if not isinstance(listed, Reference) or listed.id in seen:
                continue
            version = reading.objects.find(Reference(class_name, listed.id))
            if version is None:
                if original_of(record) is None and reading.belongs(record):
                    reading.findings.leave_out(f"a version of {what(record)}", "it is not in the package")
                continue
            seen.add(version.id)
            found[reference_to(record)].append(version)
    return found


def read_pages(reading: SpaceReading) -> None:
    """Take pages and blog posts of the space, with all versions, ordered so that parents stand before children."""
    for class_name in _KINDS:
        versions = versions_of(reading, class_name)
        listed = {reference_to(record) for records in versions.values() for record in records}
        current = _current(reading, class_name, listed)
        _settle_titles(reading, current)
        for content in current:
            add_versions(reading, content, versions.pop(reference_to(reading.record_of(content)), []))
        _report_lost_versions(reading, versions)
    _settle_tree(reading)
    home = reading.record.reference("homePage")
    if home is not None:
        reading.space.home = reading.contents.get(home)
        if reading.space.home is None or reading.space.home.status != ContentStatus.CURRENT:
            reading.space.home = None
            reading.findings.mend(what(reading.record), "comes without a home page: it is not in the package")


def _current(reading: SpaceReading, class_name: str, versions: set[Reference]) -> list[PreparedContent]:
    found = []
    for record in reading.objects.all(class_name):
        status = record.text("contentStatus").strip().lower()
        if status == "draft":
            continue
        if reference_to(record) in versions:
            continue
        if not reading.belongs(record):
            if record.reference("space") is None:
                reading.findings.leave_out(what(record), "it is in no space")
            continue
        found.append(_page(reading, record, status))
    return found


def _page(reading: SpaceReading, record: Record, status: str) -> PreparedContent:
    content = _content(reading, record)
    if status == "deleted":
        content.status = ContentStatus.TRASHED
    elif status not in _STATUSES:
        reading.findings.mend(what(record), f"has the unknown status '{status[:50]}', and comes as a current one")
    if record.text("isFolder").strip().lower() == "true":
        reading.findings.mend(what(record), "was a folder, and comes as an empty page")
    kind = "pages" if content.kind == ContentKind.PAGE else "blog posts"
    reading.findings.counts[f"{kind} in the trash" if content.status == ContentStatus.TRASHED else kind] += 1
    return content


def _content(reading: SpaceReading, record: Record) -> PreparedContent:
    created, modified = reading.dated(record)
    creator, modifier = reading.authors(record)
    title = record.text("title")
    kept = clean_name(title, f"Untitled {record.id}")
    if kept != title.strip():
        reading.findings.mend(what(record), f"is called '{kept}' now")
    position = record.number("position")
    content = PreparedContent(
        kind=_KINDS[record.class_name],
        title=kept,
        created=created,
        modified=modified,
        old_id=old_id(record),
        version=reading.version_of(record),
        creator=creator,
        modifier=modifier,
        version_comment=record.text("versionComment"),
        position=position if position is not None and abs(position) <= _LARGEST_POSITION else None,
        has_body=True,
    )
    if content.kind == ContentKind.BLOGPOST:
        content.posting_day = timezone.localdate(created)
        content.position = None
    reading.keep(record, content)
    return content


def _settle_titles(reading: SpaceReading, current: list[PreparedContent]) -> None:
    """Rename what has the title of another; the one that was there first keeps it."""
    taken: set[tuple[object, str]] = set()
    doubles = []
    for content in sorted(current, key=lambda one: (one.created, one.old_id)):
        if content.status != ContentStatus.CURRENT:
            continue
        if (content.posting_day, content.folded) in taken:
            doubles.append(content)
        taken.add((content.posting_day, content.folded))
    for content in doubles:
        day = content.posting_day
        content.title = free_name(content.title, lambda folded, day=day: (day, folded) in taken)  # type: ignore[misc]
        taken.add((day, content.folded))
        name = what(reading.record_of(content))
        reading.findings.mend(name, f"is called '{content.title}' now: the title was taken")


def add_versions(reading: SpaceReading, current: PreparedContent, records: list[Record]) -> list[PreparedContent]:
    """Take the earlier versions of a page or blog post; their numbers rise and none comes twice."""
    found = []
    for record in records:
        status = record.text("contentStatus").strip().lower()
        if status == "draft":
            continue
        if status == "deleted" and current.status == ContentStatus.CURRENT:
            reading.findings.leave_out(what(record), "this version was removed")
        else:
            content = _content(reading, record)
            found.append(content)
    number_versions(reading, current, found)
    return found


def number_versions(reading: SpaceReading, current: PreparedContent, found: list[PreparedContent]) -> None:
    """Make contents the earlier versions of a current one."""
    last = 0
    found.sort(key=lambda one: (one.version, one.modified, one.old_id))
    for content in [*found, current]:
        number = max(content.version, last + 1)
        if number != content.version:
            name = what(reading.record_of(content))
            reading.findings.mend(name, f"is version {number}: another one has the number {content.version}")
            content.version = number
        last = number
    for content in found:
        content.current = current
        content.status = ContentStatus.HISTORICAL
        content.posting_day = current.posting_day if current.kind == ContentKind.BLOGPOST else None
    reading.findings.counts["earlier versions"] += len(found)


def _report_lost_versions(reading: SpaceReading, versions: Versions) -> None:
    for original, records in versions.items():
        if reading.objects.find(original) is not None:
            continue
        for record in records:
            # Only drafts name a space; a version that names none is reported where it can only be of this space.
            if reading.is_only and record.text("contentStatus").strip().lower() != "draft":
                reading.findings.leave_out(what(record), f"its current version {original.id} is not in the package")


def _settle_tree(reading: SpaceReading) -> None:
    pages = [one for one in reading.contents.values() if one.kind == ContentKind.PAGE and one.current is None]
    for page in pages:
        if page.status == ContentStatus.CURRENT:
            page.parent = _parent(reading, page)
        else:
            page.parent = _former_parent(reading, page)
    _cut_cycles(reading, pages)


def _parent(reading: SpaceReading, page: PreparedContent) -> PreparedContent | None:
    """Give the nearest page above that comes along as a current one."""
    record = reading.record_of(page)
    first = above = record.reference("parent")
    seen: set[Reference] = set()
    while above is not None and above not in seen:
        seen.add(above)
        parent = reading.contents.get(above)
        if parent is not None and parent.status == ContentStatus.CURRENT and parent.kind == ContentKind.PAGE:
            if above != first:
                reading.findings.mend(what(record), f"stands below '{parent.title}' now: its parent does not")
            return parent
        found = reading.objects.find(above)
        above = found.reference("parent") if found is not None else None
    if first is not None:
        reading.findings.mend(what(record), f"stands at the top now: its parent {first.id} does not come along")
    return None


def _former_parent(reading: SpaceReading, page: PreparedContent) -> PreparedContent | None:
    """Give the page that stood above one in the trash, wherever that is now."""
    above = reading.record_of(page).reference("parent")
    parent = reading.contents.get(above) if above is not None else None
    return parent if parent is not None and parent.kind == ContentKind.PAGE and parent.current is None else None


def _cut_cycles(reading: SpaceReading, pages: list[PreparedContent]) -> None:
    sound: set[int] = set()
    for page in pages:
        path: list[PreparedContent] = []
        on_path: set[int] = set()
        one: PreparedContent | None = page
        while one is not None and id(one) not in sound:
            if id(one) in on_path:
                one.parent = None
                reading.findings.mend(what(reading.record_of(one)), "stands at the top now: it stood below itself")
                break
            on_path.add(id(one))
            path.append(one)
            one = one.parent
        sound.update(id(each) for each in path)
