"""Remote methods that search, and that look after the search index."""

from functools import partial

from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.addresses import absolute
from remoteapi.rpc.presenters.search import present_found
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteSearchResult
from search import drain
from search.query import lucene
from search.services import start_rebuild
from wiki.queries.search import search
from wiki.queries.search_filters import narrowed

remote_method = partial(registry.remote_method, group=Group.SEARCH)
index_method = partial(registry.remote_method, group=Group.ADMINISTRATION, access=Access.ADMINISTRATOR)

MOST_RESULTS = 1000


@remote_method("search", access=Access.READ, faults=(FaultClass.INVALID_SESSION,))
def search_for(call: Call, query: str, max_results: int) -> list[RemoteSearchResult]:
    """Return what fits a query, the best first, and only what the caller may view.

    The query is in the syntax of Lucene: words, "a phrase", AND, OR, NOT, + and -, brackets, title:x, labelText:x,
    spacekey:KEY, type:page, contributor:name, wild*cards, fuzzy~, [a TO b], word^2, *:*. The excerpt shows the hit in
    its surroundings. At most 1,000 results are returned at once.
    """
    return _results(call, query, {}, max_results)


@remote_method("search", access=Access.READ)
def search_with_parameters(
    call: Call, query: str, params: dict[str, str], max_results: int
) -> list[RemoteSearchResult]:
    """Return what fits a query and the parameters, the best first, and only what the caller may view.

    Parameters: spaceKey (a key, conf_all, conf_global, conf_personal, conf_favorites), type (page, blogpost, comment,
    attachment, spacedesc, personalinformation), modified (TODAY, YESTERDAY, LASTWEEK, LASTMONTH, LASTSIXMONTHS,
    LASTYEAR, LASTTWOYEARS, or a span such as 3h, 1d, 2w), contributor (a username), and of this wiki's own: offset,
    ancestor (the id of a page above), label.
    """
    return _results(call, query, params, max_results)


@remote_method("countSearchResults", access=Access.READ, extra=True)
def count_search_results(call: Call, query: str, params: dict[str, str]) -> int:
    """Return how much fits a query and the parameters of `search`, of what the caller may view."""
    where = narrowed(params).of(lucene.parse(query))
    return search(call.actor, where, limit=0, archived=True, archived_pages=True, excerpts=False).total


@index_method("flushIndexQueue", atomic=False)
def flush_index_queue(call: Call) -> bool:
    """Bring the search index in line: everything that was saved before can be found when this returns."""
    drain.catch_up_with_all()
    return True


@index_method("clearIndexQueue", atomic=False)
def clear_index_queue(call: Call) -> bool:
    """Leave out what the search index has not taken in yet; rebuilding it takes it in after all."""
    drain.drop_pending()
    return True


@index_method("recoverMainIndex")
def recover_main_index(call: Call) -> bool:
    """Have the search index built anew from the database, in the background; searches go on meanwhile."""
    start_rebuild(call.actor.user_id)
    return True


@index_method("reindexSite", extra=True)
def reindex_site(call: Call) -> str:
    """Have the search index built anew from the database, and return the address of the job that does it."""
    return absolute(f"/jobs/{start_rebuild(call.actor.user_id).pk}")


def _results(call: Call, query: str, params: dict[str, str], max_results: int) -> list[RemoteSearchResult]:
    given = narrowed(params)
    limit = min(max_results, MOST_RESULTS) if max_results > 0 else MOST_RESULTS
    where = given.of(lucene.parse(query))
    found = search(call.actor, where, offset=given.offset, limit=limit, archived=True, archived_pages=True)
    return present_found(found.results)
