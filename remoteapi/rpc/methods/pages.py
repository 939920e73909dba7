"""Remote methods that read and store pages."""

from datetime import UTC, datetime
from functools import partial

from accounts.queries import user_by_name
from remoteapi.errors import BadArgument
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.coercion import parse_datetime
from remoteapi.rpc.presenters.pages import present_page, present_page_summaries, present_page_summary
from remoteapi.rpc.presenters.search import present_results
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import (
    Long,
    RemotePage,
    RemotePageSummary,
    RemotePageUpdateOptions,
    RemoteSearchResult,
)
from wiki.permissions.access import space_for, version_for
from wiki.queries.pages import page_by_title, pages_of
from wiki.queries.recent import recently_updated
from wiki.services.attribution import Attribution
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import create_page, edit_page

remote_method = partial(registry.remote_method, group=Group.PAGES)

MOST_RECENT = 1000
_READING = (FaultClass.INVALID_SESSION,)
_STORING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED, FaultClass.VERSION_MISMATCH)


@remote_method("getPages", access=Access.READ, faults=_READING)
def get_pages(call: Call, space_key: str) -> list[RemotePageSummary]:
    """Return the current pages of a space that the caller can view; nothing of the trash, and no drafts."""
    return present_page_summaries(pages_of(call.actor, space_for(call.actor, space_key)))


@remote_method("getPage", access=Access.READ, faults=_READING, gives_body=True)
def get_page_by_title(call: Call, space_key: str, page_title: str) -> RemotePage:
    """Return the current version of the page with this title; titles match without regard to case."""
    page = page_by_title(call.actor, space_for(call.actor, space_key), page_title)
    return present_page(page, call.version)


@remote_method("getPage", access=Access.READ, faults=_READING, gives_body=True)
def get_page(call: Call, page_id: Long) -> RemotePage:
    """Return a page, or a historical version of one, by its id."""
    return present_page(version_for(call.actor, page_id, kinds=("page",)), call.version)


@remote_method("getPageSummary", access=Access.READ, faults=_READING)
def get_page_summary(call: Call, page_id: Long) -> RemotePageSummary:
    """Return a page, or a historical version of one, by its id, without its body."""
    return present_page_summary(version_for(call.actor, page_id, kinds=("page",)))


@remote_method("getPageSummary", access=Access.READ, faults=_READING)
def get_page_summary_by_title(call: Call, space_key: str, page_title: str) -> RemotePageSummary:
    """Return the current version of the page with this title, without its body."""
    return present_page_summary(page_by_title(call.actor, space_for(call.actor, space_key), page_title))


@remote_method("storePage", access=Access.WRITE, faults=_STORING)
def store_page(call: Call, page: RemotePage) -> RemotePage:
    """Create or edit a page.

    Without an id a page is created: space, title and content are needed; parentId is optional, the default is the top
    level. With an id it is edited: id, title, content and version, which must be the version that was read. A new title
    renames the page, and the links to it follow; a new parentId moves it. A field that is left out stays as it is, and
    so does the parent when parentId is empty or 0; other fields are ignored. With a wrong version nothing is changed.
    Where nothing differs, no version is made.
    """
    return _store(call, page, RemotePageUpdateOptions())


@remote_method("updatePage", access=Access.WRITE, faults=_STORING)
def update_page(call: Call, page: RemotePage, page_update_options: RemotePageUpdateOptions | None) -> RemotePage:
    """Edit a page as storePage does, with a version comment; a minor edit sends no notification."""
    if not page.id:
        raise BadArgument("updatePage: argument 2 (page.id) must be the id of the page to be updated")
    return _store(call, page, page_update_options or RemotePageUpdateOptions())


@remote_method(
    "storePageAs",
    access=Access.SYSTEM_ADMINISTRATOR,
    faults=(FaultClass.NOT_PERMITTED, FaultClass.VERSION_MISMATCH),
    extra=True,
)
def store_page_as(
    call: Call,
    page: RemotePage,
    page_update_options: RemotePageUpdateOptions | None,
    attribution: dict[str, str],
) -> RemotePage:
    """Create or edit a page as storePage and updatePage do, with authors and times of one's own.

    attribution may hold creator and modifier (usernames), created and modified (ISO 8601 dates). For system
    administrators whose scripts bring history along.
    """
    return _store(call, page, page_update_options or RemotePageUpdateOptions(), _attribution(attribution))


@remote_method("removePage", access=Access.WRITE, faults=(FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED))
def remove_page(call: Call, page_id: Long) -> bool:
    """Take a page to the trash. Its children move up to its parent, and keep the view restrictions they inherited."""
    trash_page(call.actor, page_id=page_id)
    return True


@remote_method("getRecentlyUpdated", access=Access.READ, extra=True)
def get_recently_updated(call: Call, space_key: str, max_results: int) -> list[RemoteSearchResult]:
    """Return what changed last, of all kinds, in a space or, with an empty key, on the whole site; 1000 at most."""
    space = space_for(call.actor, space_key) if space_key else None
    found = recently_updated(call.actor, space)
    return present_results(found[: min(max(0, max_results), MOST_RECENT)])


def _store(
    call: Call, page: RemotePage, options: RemotePageUpdateOptions, attribution: Attribution | None = None
) -> RemotePage:
    storage = call.storage_of(page.content)
    if page.id:
        stored = edit_page(
            call.actor,
            page_id=page.id,
            version=page.version or 0,
            title=page.title,
            storage=storage,
            parent_id=page.parent_id or None,
            version_comment=options.version_comment or "",
            minor_edit=options.minor_edit or False,
            attribution=attribution,
        )
    else:
        stored = create_page(
            call.actor,
            space_key=page.space or "",
            title=page.title or "",
            storage=storage or "",
            parent_id=page.parent_id or None,
            version_comment=options.version_comment or "",
            minor_edit=options.minor_edit or False,
            attribution=attribution,
        )
    return present_page(stored, call.version)


def _attribution(given: dict[str, str]) -> Attribution:
    unknown = set(given) - {"creator", "created", "modifier", "modified"}
    if unknown:
        raise BadArgument(
            f"storePageAs: argument 4 (attribution) has no key '{min(unknown)}'; "
            f"it has creator, created, modifier and modified"
        )
    return Attribution(
        creator=user_by_name(given["creator"]) if given.get("creator") else None,
        created=_attributed_time(given, "created"),
        modifier=user_by_name(given["modifier"]) if given.get("modifier") else None,
        modified=_attributed_time(given, "modified"),
    )


def _attributed_time(given: dict[str, str], key: str) -> datetime | None:
    """A date of the attribution; one without a zone is in UTC."""
    if not given.get(key):
        return None
    time = parse_datetime(given[key])
    if time is None:
        raise BadArgument(f"storePageAs: argument 4 (attribution['{key}']) must be an ISO 8601 date")
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
