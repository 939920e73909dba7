"""Scenarios of searching, and of looking after the index."""

from jobs.models import Job
from search import drain
from search.folder import index_folder
from search.journal import end_of_journal
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage

NOT_SHOWN = "what the caller may not view is not found, and that is an empty list or a zero"


@scenario("search-3")
def search_for(stage: Stage) -> None:
    drain.rebuild()
    found = stage.call("title:Guide AND type:page", 10)
    assert [(one["id"], one["title"], one["type"]) for one in found] == [(stage.world.page.pk, "Guide", "page")]


@scenario("search-4")
def search_with_parameters(stage: Stage) -> None:
    drain.rebuild()
    found = stage.call("*:*", {"spaceKey": "DOC", "type": "page", "label": "red", "modified": "LASTYEAR"}, 10)
    assert [one["id"] for one in found] == [stage.world.page.pk]


@scenario("countSearchResults-3", anybody=NOT_SHOWN)
def count_search_results(stage: Stage) -> None:
    drain.rebuild()
    assert stage.call("title:Guide", {"type": "page"}) == 1


@scenario("flushIndexQueue-1", by="admin")
def flush_index_queue(stage: Stage) -> None:
    assert stage.call() is True
    assert index_folder().current() is not None


@scenario("clearIndexQueue-1", by="admin")
def clear_index_queue(stage: Stage) -> None:
    drain.catch_up()
    assert stage.call() is True
    folder = index_folder()
    generation = folder.current()
    standing = folder.standing(generation) if generation else None
    assert standing is not None and standing.cursor == end_of_journal()


@scenario("recoverMainIndex-1", by="admin")
def recover_main_index(stage: Stage) -> None:
    assert stage.call() is True
    assert Job.objects.get().kind == "rebuild-index"


@scenario("reindexSite-1", by="admin")
def reindex_site(stage: Stage) -> None:
    address = stage.call()
    assert address.endswith(f"/jobs/{Job.objects.get().pk}")
