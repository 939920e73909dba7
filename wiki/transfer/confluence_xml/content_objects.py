"""Pages, blog posts, comments and attachments in an XML export, with all their versions and what hangs on them."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, time

from django.utils import timezone

from wiki.models import (
    Body,
    Content,
    ContentKind,
    ContentStatus,
    InlineComment,
    Labelling,
    PageArchive,
    Reaction,
    ReactionKind,
    Space,
    Watch,
)
from wiki.transfer.confluence_xml import writer
from wiki.transfer.confluence_xml.classes import (
    ARCHIVED,
    ARCHIVED_ALONG,
    ARCHIVED_BY,
    ARCHIVED_NOTE,
    ATTACHMENT,
    BLOG_POST,
    BODY_CONTENT,
    COMMENT,
    CONFLUENCE_USER,
    CONTENT_PERMISSION_SET,
    CONTENT_PROPERTY,
    LABELLING,
    LIKE,
    NOTIFICATION,
    PAGE,
    SPACE,
    JavaClass,
)
from wiki.transfer.confluence_xml.label_objects import LabelObjects
from wiki.transfer.confluence_xml.numbers import Numbers
from wiki.transfer.confluence_xml.people_objects import PeopleObjects
from wiki.transfer.confluence_xml.restriction_objects import RestrictionObjects
from wiki.transfer.exported import Exported

CLASSES: dict[str, JavaClass] = {
    ContentKind.PAGE: PAGE,
    ContentKind.BLOGPOST: BLOG_POST,
    ContentKind.COMMENT: COMMENT,
    ContentKind.ATTACHMENT: ATTACHMENT,
}
_STORAGE = 2
_HOSTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_BODIES_AT_ONCE = 20

NoteFile = Callable[[Content, int], None]


class ContentObjects:
    """Writes the content of spaces, some pages at a time.

    Args:
        note_file: told each version of an attachment, with the id of its current one, whose file is to follow.

    Attributes:
        restrictions: writes those of the contents, and knows what there is to tell of them.
    """

    def __init__(
        self,
        out: writer.EntitiesWriter,
        exported: Exported,
        people: PeopleObjects,
        labels: LabelObjects,
        numbers: Numbers,
        note_file: NoteFile,
    ) -> None:
        self._out = out
        self._exported = exported
        self._people = people
        self._labels = labels
        self._numbers = numbers
        self.restrictions = RestrictionObjects(out, people, numbers)
        self._note_file = note_file

    def write(self, space: Space, hosts: list[Content]) -> None:
        """Write some pages and blog posts of a space with all that hangs on them."""
        batch = _Batch(hosts, list(self._exported.hanging_on([host.pk for host in hosts])))
        self._people.learn(one.creator_id for one in batch.contents)
        self._people.learn(one.modifier_id for one in batch.contents)
        batch.add("children", self._children(hosts))
        self._find_labels(batch)
        self._find_restrictions(batch)
        with_bodies = Body.objects.filter(content__host_id__in=batch.host_ids).values_list("pk", flat=True)
        batch.bodies = set(with_bodies) & batch.classes.keys()
        batch.archives = PageArchive.objects.filter(page_id__in=batch.host_ids).in_bulk()
        self._people.learn(one.by_id for one in batch.archives.values())
        batch.on_words = InlineComment.objects.filter(comment__host_id__in=batch.host_ids).in_bulk()
        for content in batch.contents:
            self._out.add(batch.class_of(content), content.pk, *self._properties(content, space, batch))
        self._write_bodies(batch)
        self._write_watches(space, batch)
        self._write_likes(batch)

    def _children(self, hosts: list[Content]) -> list[tuple[int | None, int]]:
        pages = [host.pk for host in hosts if host.kind == ContentKind.PAGE]
        return [*self._exported.children_of(pages)] if pages else []

    def _find_labels(self, batch: "_Batch") -> None:
        found = self._exported.labellings(Labelling.objects.filter(content__host_id__in=batch.host_ids))
        known = [one for one in found if one.content_id in batch.classes]
        written = self._labels.write(known, lambda one: (batch.classes[one.content_id or 0], one.content_id or 0))
        batch.collections["labellings"] = written

    def _find_restrictions(self, batch: "_Batch") -> None:
        owners = {host.pk: CLASSES[host.kind] for host in batch.hosts}
        batch.collections["restrictions"] = self.restrictions.write(owners)

    def _properties(self, content: Content, space: Space, batch: "_Batch") -> tuple[str, ...]:
        of = batch.class_of(content)
        has_body = content.pk in batch.bodies
        title = None if content.kind == ContentKind.COMMENT else content.title
        return (
            writer.number("hibernateVersion", content.version),
            writer.text("title", title),
            writer.text("lowerTitle", None if title is None else title.lower()),
            writer.collection("bodyContents", BODY_CONTENT, [content.pk] if has_body else []),
            *self._place(content, space, batch),
            writer.number("version", content.version),
            writer.reference("creator", CONFLUENCE_USER, self._people.key(content.creator_id)),
            writer.date("creationDate", _made(content)),
            writer.reference("lastModifier", CONFLUENCE_USER, self._people.key(content.modifier_id)),
            writer.date("lastModificationDate", content.modified),
            writer.text("versionComment", content.version_comment),
            writer.reference("originalVersion", of, content.current_id),
            writer.number("originalVersionId", content.current_id),
            writer.text("contentStatus", "deleted" if content.status == ContentStatus.TRASHED else "current"),
            writer.collection("historicalVersions", of, batch.of("versions", content)),
            writer.collection("labellings", LABELLING, batch.of("labellings", content)),
            writer.collection("attachments", ATTACHMENT, batch.of("attachments", content)),
            writer.collection("contentPermissionSets", CONTENT_PERMISSION_SET, batch.of("restrictions", content)),
            writer.collection("contentProperties", CONTENT_PROPERTY, self._write_facts(content, of, batch)),
        )

    def _place(self, content: Content, space: Space, batch: "_Batch") -> tuple[str, ...]:
        """Say where a content stands; an earlier version of a page stands nowhere."""
        if content.kind in _HOSTS:
            if content.is_historical:
                return (writer.number("position", content.position),) if content.kind == ContentKind.PAGE else ()
            comments = writer.collection("comments", COMMENT, batch.of("comments", content))
            if content.kind == ContentKind.BLOGPOST:
                return (writer.reference("space", SPACE, space.pk), comments)
            return (
                writer.reference("space", SPACE, space.pk),
                writer.reference("parent", PAGE, content.parent_id),
                writer.number("position", content.position),
                writer.collection("children", PAGE, batch.of("children", content)),
                comments,
            )
        container = content.container_id
        inside = writer.reference("containerContent", batch.classes.get(container or 0, PAGE), container)
        if content.kind == ContentKind.ATTACHMENT:
            self._note_file(content, content.current_id or content.pk)
            return (inside, writer.reference("space", SPACE, space.pk))
        if content.is_historical:
            return (inside,)
        return (
            inside,
            writer.reference("parent", COMMENT, content.parent_id),
            writer.collection("children", COMMENT, batch.of("children", content)),
        )

    def _write_facts(self, content: Content, of: JavaClass, batch: "_Batch") -> list[int]:
        inline = batch.on_words.get(content.pk)
        if inline is not None:
            return [self._write_fact(content, of, name, text=said) for name, said in _facts_of(inline).items()]
        if content.kind != ContentKind.ATTACHMENT:
            minor = [self._write_fact(content, of, "MINOR_EDIT", number=1)] if content.minor_edit else []
            archive = batch.archives.get(content.pk)
            return [*minor, *self._write_archive(content, of, archive)] if archive is not None else minor
        return [
            self._write_fact(content, of, "FILESIZE", number=content.file_size),
            self._write_fact(content, of, "MEDIA_TYPE", text=content.media_type),
            self._write_fact(content, of, "MINOR_EDIT", number=int(content.minor_edit)),
        ]

    def _write_archive(self, page: Content, of: JavaClass, archive: PageArchive) -> list[int]:
        return [
            self._write_fact(page, of, ARCHIVED, number=int(archive.at.timestamp() * 1000)),
            self._write_fact(page, of, ARCHIVED_BY, text=self._people.key(archive.by_id)),
            self._write_fact(page, of, ARCHIVED_NOTE, text=archive.note),
            self._write_fact(page, of, ARCHIVED_ALONG, number=int(archive.along)),
        ]

    def _write_fact(
        self, content: Content, of: JavaClass, name: str, *, text: str | None = None, number: int | None = None
    ) -> int:
        identity = self._numbers.next("fact")
        self._out.add(
            CONTENT_PROPERTY,
            identity,
            writer.text("name", name),
            writer.text("stringValue", text),
            writer.number("longValue", number),
            writer.date("dateValue", None),
            writer.reference("content", of, content.pk),
        )
        return identity

    def _write_bodies(self, batch: "_Batch") -> None:
        bodies = Body.objects.filter(content__host_id__in=batch.host_ids).values_list("pk", "storage")
        for identity, storage in bodies.iterator(chunk_size=_BODIES_AT_ONCE):
            if identity not in batch.bodies:
                continue
            self._out.add(
                BODY_CONTENT,
                identity,
                writer.text("body", storage),
                writer.reference("content", batch.classes[identity], identity),
                writer.number("bodyType", _STORAGE),
            )

    def _write_watches(self, space: Space, batch: "_Batch") -> None:
        found = self._exported.watches(Watch.objects.filter(content__host_id__in=batch.host_ids), space)
        watches = [watch for watch in found if watch.content_id in batch.classes]
        self._people.learn(watch.user_id for watch in watches)
        for watch in watches:
            content_id = watch.content_id or 0
            self._out.add(
                NOTIFICATION,
                watch.pk,
                writer.reference("content", batch.classes[content_id], content_id),
                writer.reference("receiver", CONFLUENCE_USER, self._people.key(watch.user_id)),
                writer.date("creationDate", watch.created),
                writer.date("lastModificationDate", watch.created),
                writer.flag("digest", False),
                writer.flag("network", False),
                writer.text("type", None),
            )

    def _write_likes(self, batch: "_Batch") -> None:
        found = Reaction.objects.filter(content__host_id__in=batch.host_ids, kind=ReactionKind.LIKE).order_by("pk")
        likes = [like for like in found if like.content_id in batch.classes]
        self._people.learn(like.user_id for like in likes)
        for like in likes:
            self._out.add(
                LIKE,
                like.pk,
                writer.reference("content", batch.classes[like.content_id], like.content_id),
                writer.reference("user", CONFLUENCE_USER, self._people.key(like.user_id)),
                writer.date("creationDate", like.created),
            )


def _facts_of(inline: InlineComment) -> dict[str, str]:
    return {
        "inline-comment": "true",
        "inline-marker-ref": inline.ref,
        "inline-original-selection": inline.original,
        "status": "resolved" if inline.resolved else "open",
    }


class _Batch:
    """Some pages and blog posts, what hangs on them, and which of these belong together."""

    def __init__(self, hosts: list[Content], hanging: list[Content]) -> None:
        self.hosts = hosts
        self.contents = [*hosts, *hanging]
        self.host_ids = [host.pk for host in hosts]
        self.classes = {content.pk: CLASSES[content.kind] for content in self.contents}
        self.bodies: set[int] = set()
        self.on_words: dict[int, InlineComment] = {}
        self.archives: dict[int, PageArchive] = {}
        self.collections: dict[str, dict[int, list[int]]] = {}
        self.add("versions", [(one.current_id, one.pk) for one in hanging if one.is_historical])
        alive = [one for one in hanging if not one.is_historical]
        comments = [one for one in alive if one.kind == ContentKind.COMMENT]
        self.add("comments", [(one.container_id, one.pk) for one in comments])
        self.add("children", [(one.parent_id, one.pk) for one in comments])
        self.add("attachments", [(one.container_id, one.pk) for one in alive if one.kind == ContentKind.ATTACHMENT])

    def add(self, name: str, pairs: list[tuple[int | None, int]]) -> None:
        """Note what belongs to which content, as a collection of a name."""
        found = self.collections.setdefault(name, defaultdict(list))
        for owner, member in pairs:
            if owner is not None:
                found[owner].append(member)

    def of(self, name: str, content: Content) -> list[int]:
        """Give the ids in a content's collection of a name."""
        return self.collections[name].get(content.pk, [])

    def class_of(self, content: Content) -> JavaClass:
        """Give the class of a content."""
        return CLASSES[content.kind]


def _made(content: Content) -> datetime:
    """Give when a content was made; a blog post is of the day that it was posted for."""
    day = content.posting_day
    if day is None or timezone.localdate(content.created) == day:
        return content.created
    return timezone.make_aware(datetime.combine(day, time(12)))
