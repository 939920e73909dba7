"""Bodies on their way into the database: checked, kept byte for byte, and their links noted."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

from wiki.errors import BadBody, MalformedStorage
from wiki.models import Body, Content, Link
from wiki.services.links import links_in
from wiki.services.tasks.rows import note_tasks
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse


def read_storage(storage: str) -> Document:
    """Parse a body that somebody wants to store.

    Raises:
        MalformedStorage: it is no storage format; the error names line and column.
        BadBody: it is larger than the site allows.
    """
    limit = settings.WIKI_MAX_BODY_BYTES
    size = len(storage.encode("utf-8", "surrogatepass"))
    if size > limit:
        raise BadBody(
            gettext("The text has {size} bytes; this site takes {limit} at most.").format(
                size=number_format(size, force_grouping=True), limit=number_format(limit, force_grouping=True)
            )
        )
    return parse(storage)


def write_body(content: Content, storage: str, document: Document) -> None:
    """Store the body of a current version and note the links and tasks in it.

    Args:
        content: the saved current row.
        storage: the text, kept as it is.
        document: the same text, parsed.
    """
    _keep(content, storage)
    content._state.fields_cache.pop("body", None)
    note_links(content, document)
    note_tasks(content, document)


def note_links(content: Content, document: Document) -> None:
    """Note the links of a current version in place of those of the version before."""
    note_links_of(((content, document),))


def note_links_of(texts: Iterable[tuple[Content, Document]]) -> None:
    """Note the links of several current versions; see `note_links`."""
    links: list[Link] = []
    sources: list[int] = []
    for content, document in texts:
        sources.append(content.pk)
        links += links_in(content, document)
    Link.objects.filter(source_id__in=sources).delete()
    Link.objects.bulk_create(links, batch_size=500)


def write_stored_body(content: Content, storage: str) -> None:
    """Store a body that the wiki holds elsewhere already, be it one that an import kept although it does not parse."""
    try:
        document = parse(storage)
    except MalformedStorage:
        _keep(content, storage)
    else:
        write_body(content, storage, document)


def keep_bodies(bodies: Iterable[Body]) -> None:
    """Write bodies as they are, new ones and those that are there."""
    # One statement, where update_or_create takes five and bulk_update compares every id with every row.
    Body.objects.bulk_create(bodies, update_conflicts=True, unique_fields=["content"], update_fields=["storage"])


def _keep(content: Content, storage: str) -> None:
    keep_bodies([Body(content_id=content.pk, storage=storage)])
