"""Scenarios of watches."""

from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Watch


def watches() -> set[tuple[str, str]]:
    """Who watches what."""
    return {(watch.user.username, watch.content.title if watch.content else watch.space.key) for watch in rows()}


def rows() -> list[Watch]:
    """All watches."""
    return list(Watch.objects.select_related("user", "content", "space"))


def watch(stage: Stage, username: str = "alice", *, space: bool = False) -> None:
    """Have only this person watch the page, or the space."""
    Watch.objects.all().delete()
    user = stage.world.actor({"alice": "member"}.get(username, username)).user
    Watch.objects.create(user=user, **({"space": stage.world.space} if space else {"content": stage.world.page}))


@scenario("watchPage-2")
def watch_page(stage: Stage) -> None:
    Watch.objects.all().delete()
    assert stage.call(stage.world.page.pk) is True
    assert watches() == {("alice", "Guide")}


@scenario("watchPageForUser-3")
def watch_page_for_user(stage: Stage) -> None:
    Watch.objects.all().delete()
    assert stage.call(stage.world.page.pk, "admin") is True
    assert watches() == {("admin", "Guide")}


@scenario("removePageWatch-2")
def remove_page_watch(stage: Stage) -> None:
    watch(stage)
    assert stage.call(stage.world.page.pk) is True
    assert watches() == set()


@scenario("removePageWatchForUser-3")
def remove_page_watch_for_user(stage: Stage) -> None:
    watch(stage, "admin")
    assert stage.call(stage.world.page.pk, "admin") is True
    assert watches() == set()


@scenario("watchSpace-2")
def watch_space(stage: Stage) -> None:
    Watch.objects.all().delete()
    assert stage.call("DOC") is True
    assert watches() == {("alice", "DOC")}


@scenario("watchSpaceForUser-3")
def watch_space_for_user(stage: Stage) -> None:
    Watch.objects.all().delete()
    assert stage.call("DOC", "admin") is True
    assert watches() == {("admin", "DOC")}


@scenario("removeSpaceWatch-2")
def remove_space_watch(stage: Stage) -> None:
    watch(stage, space=True)
    assert stage.call("DOC") is True
    assert watches() == set()


@scenario("isWatchingPage-3")
def is_watching_page(stage: Stage) -> None:
    watch(stage)
    assert stage.call(stage.world.page.pk, "alice") is True
    assert stage.call(stage.world.page.pk, "admin") is False


@scenario("isWatchingSpace-3")
def is_watching_space(stage: Stage) -> None:
    watch(stage, space=True)
    assert stage.call("DOC", "alice") is True
    assert stage.call("DOC", "admin") is False


@scenario("isWatchingSpaceForType-4")
def is_watching_space_for_type(stage: Stage) -> None:
    Watch.objects.all().delete()
    Watch.objects.create(user=stage.world.member.user, space=stage.world.space, content_kind="blogpost")
    assert stage.call("DOC", "blogpost", "alice") is True
    assert stage.call("DOC", "page", "alice") is False


@scenario("getWatchersForPage-2")
def get_watchers_for_page(stage: Stage) -> None:
    watch(stage)
    assert [user["name"] for user in stage.call(stage.world.page.pk)] == ["alice"]


@scenario("getWatchersForSpace-2")
def get_watchers_for_space(stage: Stage) -> None:
    watch(stage, "admin", space=True)
    assert [user["name"] for user in stage.call("DOC")] == ["admin"]
