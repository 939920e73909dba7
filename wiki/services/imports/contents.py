"""The contents of spaces that are imported, as rows: first where each stands, then what it says."""

from collections.abc import Callable, Iterator, Sequence

from accounts.batches import batches
from wiki.errors import ConcurrentChange
from wiki.models import Body, Content, ContentKind, ContentStatus, Link, Space, allot_ids
from wiki.services.imports.prepared import PreparedBody, PreparedContent, PreparedSpace, content_id_of, user_id_of
from wiki.services.imports.rows import insert
from wiki.services.imports.steps import Steps
from wiki.services.tasks.rows import note_tasks
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse

_AT_ONCE = 500
_LARGEST_STEP = 4_000_000
_TASK_LISTS_AT_ONCE = 50
_TRIES = 5

Advance = Callable[[int], None]
Text = tuple[PreparedContent, PreparedBody]


class Ids:
    """Gives contents their ids: the old one where that is free when the row is written."""

    def __init__(self, spaces: Sequence[PreparedSpace]) -> None:
        self._coming = {content.old_id for space in spaces for content in space.contents if content.old_id}
        self._given: set[int] = set()

    def give(self, contents: Sequence[PreparedContent]) -> None:
        """Give ids that are free now to contents that are to be written together."""
        self._given -= {content.id for content in contents}
        wanted = [content.old_id for content in contents if content.old_id]
        taken = set(Content.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        rest = []
        for content in contents:
            content.id = content.old_id
            if content.id and content.id not in taken and content.id not in self._given:
                self._given.add(content.id)
            else:
                rest.append(content)
        while rest:
            for number in allot_ids(len(rest)):
                # It is free in the tables, but what is about to be written may bring it along.
                if number not in self._coming and number not in self._given:
                    self._given.add(number)
                    rest.pop().id = number


def write_contents(steps: Steps, ids: Ids, space: Space, prepared: PreparedSpace, advance: Advance) -> None:
    """Write the rows of all contents of a space; what others point to is written before them.

    Raises:
        ConcurrentChange: others kept taking the ids.
    """
    paths: dict[int, str] = {}
    for batch in batches(prepared.contents, _AT_ONCE):
        _write_batch(steps, ids, space, batch, paths)
        advance(len(batch))


def _write_batch(steps: Steps, ids: Ids, space: Space, batch: list[PreparedContent], paths: dict[int, str]) -> None:
    for tried in range(1, _TRIES + 1):
        ids.give(batch)
        rows = [_row(space, one, paths) for one in batch]
        try:
            with steps.step():
                # What others have made since the ids were given keeps its id.
                if Content.objects.filter(pk__in=[row.pk for row in rows]).exists():
                    raise ConcurrentChange
                insert(rows)
            return
        except ConcurrentChange:
            if tried == _TRIES:
                raise


def _row(space: Space, one: PreparedContent, paths: dict[int, str]) -> Content:
    place = one.current or one
    path = "/"
    if place.kind == ContentKind.PAGE:
        path = paths.get(place.id, "/")
        if place is one and one.parent is not None:
            path = f"{paths[one.parent.id]}{one.parent.id}/"
        paths[one.id] = path
    row = Content(
        id=one.id,
        kind=one.kind,
        status=one.status,
        space=space,
        version=one.version,
        creator_id=user_id_of(one.creator),
        created=one.created,
        modifier_id=user_id_of(one.modifier),
        modified=one.modified,
        version_comment=one.version_comment,
        minor_edit=one.minor_edit,
        current_id=content_id_of(one.current),
        host_id=one.host.id,
        container_id=content_id_of(one.container),
        parent_id=content_id_of(place.parent),
        path=path,
        position=one.position,
        trashed=one.modified if one.status == ContentStatus.TRASHED else None,
        posting_day=one.posting_day,
        media_type=one.media_type,
        file_size=one.file_size,
        file_key=one.file_key,
        file_digest=one.file_digest,
    )
    row.retitle(one.title)
    return row


def write_bodies(steps: Steps, space: Space, prepared: PreparedSpace, advance: Advance) -> None:
    """Write the bodies of contents that are written, and what is noted of them: links and tasks."""
    for batch in _sized(prepared.bodies()):
        bodies = [Body(content_id=one.id, storage=body.storage) for one, body in batch]
        links = [
            Link(source_id=one.id, kind=kind, space_key_folded=key, title_folded=title, target=target)
            for one, body in batch
            for kind, key, title, target in body.links
        ]
        with steps.step():
            insert(bodies)
            insert(links)
        for some in batches(((one, body) for one, body in batch if body.has_tasks), _TASK_LISTS_AT_ONCE):
            _write_tasks(steps, [(_author(space, one), parse(body.storage)) for one, body in some])
        advance(len(batch))


def _sized(bodies: Iterator[Text]) -> Iterator[list[Text]]:
    """Give bodies some at a time: as many as one step can write soon."""
    batch: list[Text] = []
    size = 0
    for one, body in bodies:
        batch.append((one, body))
        size += len(body.storage)
        if len(batch) == _AT_ONCE or size > _LARGEST_STEP:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _author(space: Space, one: PreparedContent) -> Content:
    return Content(pk=one.id, space=space, modifier_id=user_id_of(one.modifier), modified=one.modified)


def _write_tasks(steps: Steps, texts: list[tuple[Content, Document]]) -> None:
    with steps.step():
        for author, document in texts:
            note_tasks(author, document)
