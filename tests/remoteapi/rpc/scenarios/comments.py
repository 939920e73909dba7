"""Scenarios of comments."""

from tests.factories.wiki import again
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content


@scenario("getComments-2")
def get_comments(stage: Stage) -> None:
    (only,) = stage.call(stage.world.page.pk)
    assert (only["id"], only["content"], only["parentId"]) == (stage.world.comment.pk, "<p>well</p>", 0)


@scenario("getComment-2")
def get_comment(stage: Stage) -> None:
    comment = stage.call(stage.world.comment.pk)
    assert (comment["pageId"], comment["creator"]) == (stage.world.page.pk, "alice")


@scenario("addComment-2")
def add_comment(stage: Stage) -> None:
    world = stage.world
    added = stage.call({"pageId": world.page.pk, "parentId": world.comment.pk, "content": stage.body("indeed")})
    row = Content.objects.get(pk=added["id"])
    assert (row.storage, row.parent_id, row.host_id) == (stage.storage("indeed"), world.comment.pk, world.page.pk)
    assert added["content"] == stage.returned("indeed")


@scenario("editComment-2")
def edit_comment(stage: Stage) -> None:
    stage.call({"id": stage.world.comment.pk, "pageId": stage.world.page.pk, "content": stage.body("better")})
    assert again(stage.world.comment).storage == stage.storage("better")


@scenario("removeComment-2")
def remove_comment(stage: Stage) -> None:
    assert stage.call(stage.world.comment.pk) is True
    row = Content.objects.filter(pk=stage.world.comment.pk, status="current")
    assert not row.exists()
