"""What the search index is told of the wiki: documents made of rows, and which change wants which of them anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from accounts.events import PeopleChange
from accounts.models import User, UserInformation
from accounts.queries import active_people
from search import loaders
from search.document import DocumentKind, SearchDocument
from search.file_texts import texts_of
from search.journal import record_change, record_changes_of
from search.loaders import Loader
from search.models import Thing
from wiki import events
from wiki.events import Event, RestrictionsChanged
from wiki.models import Content, ContentKind, ContentStatus, Labelling, LabelNamespace, RestrictionType
from wiki.permissions.closed import audience_numbers
from wiki.permissions.inheritance import subtree
from wiki.permissions.visible import in_shown_spaces, shown_spaces
from wiki.site_settings.now import settings_now
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import is_shown, plain_text
from wiki.storage_format.nodes import Element, MacroCall
from wiki.storage_format.parser import parse

KINDS = {
    ContentKind.PAGE: DocumentKind.PAGE,
    ContentKind.BLOGPOST: DocumentKind.BLOGPOST,
    ContentKind.COMMENT: DocumentKind.COMMENT,
    ContentKind.ATTACHMENT: DocumentKind.ATTACHMENT,
}
"""The kind of document that each kind of content makes."""

Things = Iterable[tuple[Thing, int]]


def register() -> None:
    """Tell the search app how documents are made, and in which language."""
    loaders.register(Thing.CONTENT, Loader(_load_contents, _content_numbers, lambda: _contents().count()))
    loaders.register(Thing.HOST, Loader(_load_hosted, lambda last, most: [], lambda: 0))
    loaders.register(Thing.SPACE, Loader(_load_spaces, _space_numbers, lambda: shown_spaces().count()))
    loaders.register(Thing.USER, Loader(_load_people, _person_numbers, lambda: active_people().count()))
    loaders.set_language(lambda: settings_now().text("search_language"))


def note_for_index(event: Event) -> None:
    """Write into the journal what an event changed, in its transaction."""
    if isinstance(event, RestrictionsChanged) and event.content_id and event.type == RestrictionType.VIEW:
        _note_audiences(event.content_id)
    things = list(_THINGS[type(event)](event))
    if things:
        record_change(things)


def note_people_for_index(change: PeopleChange) -> None:
    """Write into the journal which person changed, in the transaction of the change.

    Someone who is not there any more has no number to be named by: then all people are looked at anew, as number 0.
    """
    user = User.objects.filter(username=change.subject.rpartition("-> ")[2]).first()
    if user is not None or change.what in _LEAVING:
        record_change([(Thing.USER, user.pk if user else 0)])


_LEAVING = frozenset({"remove_user"})


# --- Which change wants what anew ------------------------------------------------------------------------------------


def _nothing(event: Event) -> Things:
    return ()


def _content(event: Event) -> Things:
    return ((Thing.CONTENT, event.content_id),) if event.content_id else ()


def _host(event: Event) -> Things:
    """A page with all that hangs on it or stands below it, or only the comment or file that the event is about."""
    if not event.content_id:
        return ()
    return (Thing.HOST, event.content_id), (Thing.CONTENT, event.content_id)


def _space(event: Event) -> Things:
    return ((Thing.SPACE, event.space_id),) if event.space_id else ()


def _labelled(event: Event) -> Things:
    return _content(event) or _space(event)


_THINGS: dict[type[Event], Callable[[Event], Things]] = {
    events.SpaceAdded: _space,
    events.SpaceChanged: _space,
    events.SpaceRemoved: _space,
    events.SpaceRekeyed: _space,
    events.SpaceGroupAdded: _nothing,
    events.SpaceGroupRemoved: _nothing,
    events.SpacePermissionsChanged: _nothing,
    events.ContentAdded: _content,
    events.ContentEdited: _content,
    events.ContentRelocated: _nothing,
    events.PagesRelocated: _nothing,
    events.ContentMoved: _host,
    events.ContentTrashed: _host,
    events.ContentRestored: _host,
    events.PageArchived: _host,
    events.PageBroughtBack: _host,
    events.ContentPurged: _host,
    events.VersionRemoved: _content,
    events.LabelAdded: _labelled,
    events.LabelRemoved: _labelled,
    events.RestrictionsChanged: _nothing,
    events.TemplateStored: _nothing,
    events.TemplateRemoved: _nothing,
    events.TaskStatusChanged: _nothing,
    events.InlineCommentSettled: _nothing,
    events.ReactionChanged: _nothing,
    events.ContentShared: _nothing,
    events.SiteSettingsChanged: _nothing,
    events.SpaceExported: _nothing,
    events.ContentExported: _nothing,
    events.SiteExported: _nothing,
}
"""What each kind of event wants to be looked at anew. Permissions are no part of the index."""


def _note_audiences(content_id: int) -> None:
    """Have a page and all below it indexed anew under their new audience, with all that hangs on them.

    Who finds them does not wait for that: it is read from the database.
    """
    page = Content.objects.get(pk=content_id)
    hosts = Q(host_id=page.pk)
    if page.kind == ContentKind.PAGE:
        hosts |= Q(host_id__in=subtree(page).values("pk"))
    record_changes_of(Thing.CONTENT, Content.objects.filter(hosts, kind__in=KINDS, status=ContentStatus.CURRENT))


# --- Documents of rows -----------------------------------------------------------------------------------------------


def _contents() -> QuerySet[Content]:
    return in_shown_spaces(
        Content.objects.filter(status=ContentStatus.CURRENT, host__status=ContentStatus.CURRENT, kind__in=KINDS)
    )


def _content_numbers(last: int, most: int) -> Sequence[int]:
    return list(_contents().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:most])


def _load_contents(numbers: Sequence[int]) -> Iterable[SearchDocument]:
    return _documents(_contents().filter(pk__in=numbers))


def _load_hosted(numbers: Sequence[int]) -> Iterable[SearchDocument]:
    return _documents(_contents().filter(host_id__in=numbers))


class _Row(NamedTuple):
    """What a document is made of, read without making objects of the rows: a rebuild reads them all."""

    pk: int
    kind: str
    space_id: int
    title: str
    version_comment: str
    creator_id: int | None
    created: datetime
    modifier_id: int | None
    modified: datetime
    container_id: int | None
    file_digest: str
    host_id: int
    host__path: str
    host__archive: int | None
    body__storage: str | None


def _documents(contents: QuerySet[Content]) -> Iterable[SearchDocument]:
    rows = [_Row(*values) for values in contents.values_list(*_Row._fields)]
    ids = [row.pk for row in rows]
    labels: dict[int, list[str]] = defaultdict(list)
    labelled = Labelling.objects.filter(content_id__in=ids, label__namespace=LabelNamespace.GLOBAL)
    for content_id, name in labelled.values_list("content_id", "label__name"):
        labels[content_id].append(name)
    wrote: dict[int, set[int]] = defaultdict(set)
    versions = Content.objects.filter(current_id__in=ids, modifier_id__isnull=False).distinct()
    for current_id, user_id in versions.values_list("current_id", "modifier_id"):
        wrote[current_id].add(user_id)
    inside = texts_of(row.file_digest for row in rows)
    audiences = audience_numbers({row.host_id for row in rows})
    for row in rows:
        found = inside.get(row.file_digest, "")
        yield _document(row, audiences.get(row.host_id, 0), tuple(sorted(labels[row.pk])), wrote[row.pk], found)


def _document(row: _Row, audience: int, labels: tuple[str, ...], wrote: set[int], inside: str) -> SearchDocument:
    text, macros = _text_and_macros(row.body__storage or "")
    if row.kind == ContentKind.ATTACHMENT:
        text = f"{row.version_comment}\n{inside}"
    above = tuple(int(part) for part in row.host__path.split("/") if part)
    return SearchDocument(
        kind=KINDS[ContentKind(row.kind)],
        number=row.pk,
        host=row.host_id,
        space=row.space_id,
        audience=audience,
        title=row.title,
        text=text,
        labels=labels,
        creator=row.creator_id or 0,
        contributors=tuple(sorted(wrote | {row.modifier_id or 0})),
        created=row.created,
        modified=row.modified,
        ancestors=above if row.pk == row.host_id else (*above, row.host_id),
        container=row.container_id or 0,
        macros=macros,
        archived=row.host__archive is not None,
    )


def _text_and_macros(storage: str) -> tuple[str, tuple[str, ...]]:
    """Give the text of a body and the names of its macros; one that can't be read is searched as its source."""
    if not storage:
        return "", ()
    try:
        tree = parse(storage)
    except MalformedStorage:
        return storage, ()
    names: set[str] = set()

    def enter(element: Element) -> bool:
        if isinstance(element, MacroCall):
            names.add(element.name)
        return is_shown(element)

    text = plain_text(tree, enter)
    return text, tuple(sorted(names - {""}))


def _space_numbers(last: int, most: int) -> Sequence[int]:
    return list(shown_spaces().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:most])


def _load_spaces(numbers: Sequence[int]) -> Iterable[SearchDocument]:
    for space in shown_spaces().filter(pk__in=numbers):
        yield SearchDocument(
            kind=DocumentKind.SPACE,
            number=space.pk,
            space=space.pk,
            title=space.name,
            text=f"{space.key}\n{space.description}",
            creator=space.creator_id or 0,
            contributors=(space.modifier_id or 0,),
            created=space.created,
            modified=space.modified,
        )


def _person_numbers(last: int, most: int) -> Sequence[int]:
    return list(active_people().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:most])


def _load_people(numbers: Sequence[int]) -> Iterable[SearchDocument]:
    people = active_people().filter(pk__in=numbers)
    told = dict(UserInformation.objects.filter(user_id__in=numbers).values_list("user_id", "storage"))
    for user in people:
        about, _macros = _text_and_macros(told.get(user.pk, ""))
        yield SearchDocument(
            kind=DocumentKind.PERSON,
            number=user.pk,
            title=user.full_name or user.username,
            text=f"{user.username}\n{about}",
            creator=user.pk,
        )
