"""Pages to RemotePage and its summaries."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from remoteapi.rpc.presenters.addresses import address_of_content, address_of_page
from remoteapi.rpc.presenters.authors import username, usernames
from remoteapi.rpc.types import RemotePage, RemotePageHistory, RemotePageSummary
from remoteapi.rpc.versions import ApiVersion
from wiki.models import Content, ContentStatus, Restriction

_STATUS = {ContentStatus.TRASHED: "deleted"}


def present_page(page: Content, version: ApiVersion) -> RemotePage:
    """One version of a page, with its body as the version of the API gives it."""
    creator, modifier = usernames(page)
    return RemotePage(
        id=page.pk,
        permissions=_restrictions_on(page),
        space=page.space.key,
        title=page.title,
        url=address_of_content(page),
        parent_id=page.parent_id or 0,
        version=page.version,
        content=version.body_of(page.storage) if version.gives_bodies else "",
        content_status=_STATUS.get(ContentStatus(page.status), "current"),
        created=page.created,
        creator=creator,
        current=page.is_current,
        home_page=page.space.home_page_id == page.pk,
        modified=page.modified,
        modifier=modifier,
    )


def present_page_summary(page: Content) -> RemotePageSummary:
    """One page without its body."""
    return RemotePageSummary(
        id=page.pk,
        permissions=_restrictions_on(page),
        space=page.space.key,
        title=page.title,
        url=address_of_content(page),
        parent_id=page.parent_id or 0,
        version=page.version,
    )


def present_page_summaries(pages: QuerySet[Content]) -> list[RemotePageSummary]:
    """Current pages without their bodies, in two queries however many they are."""
    return _summaries(pages.values_list("pk", "title", "parent_id", "version", "space__key"))


def present_listed_summaries(pages: Iterable[Content]) -> list[RemotePageSummary]:
    """As `present_page_summaries`, for pages that were read already."""
    return _summaries((page.pk, page.title, page.parent_id, page.version, page.space.key) for page in pages)


def present_history(version: Content) -> RemotePageHistory:
    """One earlier version of a page, read with its modifier."""
    return RemotePageHistory(
        id=version.pk,
        modified=version.modified,
        modifier=username(version.modifier),
        version=version.version,
        version_comment=version.version_comment,
    )


def _summaries(rows: Iterable[tuple[int, str, int | None, int, str]]) -> list[RemotePageSummary]:
    read = list(rows)
    restrictions = _restrictions_in({key for *_, key in read})
    return [
        RemotePageSummary(
            id=pk,
            permissions=restrictions.get(pk, 0),
            space=key,
            title=title,
            url=address_of_page(key, title, pk),
            parent_id=parent_id or 0,
            version=version,
        )
        for pk, title, parent_id, version, key in read
    ]


def _restrictions_on(page: Content) -> int:
    return Restriction.objects.filter(content_id=page.current_id or page.pk).count()


def _restrictions_in(space_keys: set[str]) -> dict[int, int]:
    """How many restrictions the contents of some spaces have, for those that have any."""
    if not space_keys:
        return {}
    counted = Restriction.objects.filter(content__space__key__in=space_keys).values_list("content_id")
    return dict(counted.annotate(number=Count("pk")))
