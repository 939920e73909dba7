"""Contents of any kind to RemoteSearchResult and RemoteContentSummary."""

from collections.abc import Iterable

from remoteapi.rpc.presenters.addresses import address_of_content, space_address
from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteContentSummary, RemoteSearchResult
from wiki.models import Content, ContentStatus, Space
from wiki.queries.search import Result

_STATUS = {ContentStatus.TRASHED: "deleted"}


def present_results(contents: Iterable[Content]) -> list[RemoteSearchResult]:
    """Contents as things found, read with their spaces and containers."""
    return [
        RemoteSearchResult(
            excerpt="",
            id=content.pk,
            title=_title(content),
            type=content.kind,
            url=address_of_content(content),
            modified=content.modified,
            space=content.space.key,
            page_id=content.container_id or 0,
        )
        for content in contents
    ]


def present_found(results: Iterable[Result]) -> list[RemoteSearchResult]:
    """What a search found: contents, spaces and people."""
    return [_found(result) for result in results]


def _found(result: Result) -> RemoteSearchResult:
    excerpt = "".join(piece.text for piece in result.excerpt)
    thing = result.thing
    if isinstance(thing, Content):
        (found,) = present_results((thing,))
        found.excerpt = excerpt
        return found
    if isinstance(thing, Space):
        return RemoteSearchResult(
            excerpt=thing.description or excerpt,
            id=thing.pk,
            title=thing.name,
            type="spacedesc",
            url=space_address(thing.key),
            modified=thing.modified,
            space=thing.key,
            page_id=0,
        )
    return RemoteSearchResult(
        excerpt="",
        id=thing.pk,
        title=thing.full_name or thing.username,
        type="userinfo",
        url=space_address(f"~{thing.username}"),
        modified=None,
        space="",
        page_id=0,
    )


def present_content_summary(content: Content) -> RemoteContentSummary:
    """One content as the trash lists it, read with its space, creator and modifier."""
    return RemoteContentSummary(
        created=content.created,
        creator=username(content.creator),
        id=content.pk,
        modified=content.modified,
        modifier=username(content.modifier),
        space=content.space.key,
        status=_STATUS.get(ContentStatus(content.status), content.status),
        title=_title(content),
        type=content.kind,
    )


def _title(content: Content) -> str:
    """A comment has no title of its own."""
    return content.title or (f"Re: {content.container.title}" if content.container is not None else "")
