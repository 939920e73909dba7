"""Scenarios of spaces, space groups and the trash."""

from tests.factories.wiki import again
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content, Space, SpaceGroup, SpaceStatus
from wiki.services.spaces.groups import add_space_group

MAY_CREATE = "all users may create spaces at first"


def group_in(stage: Stage, key: str = "grp") -> SpaceGroup:
    """A space group made for the scenario."""
    return add_space_group(stage.world.admin, key=key, name="A group", license_key="")


@scenario("getSpaces-1")
def get_spaces(stage: Stage) -> None:
    (only,) = stage.call()
    assert (only["key"], only["name"], only["type"]) == ("DOC", "Documentation", "global")
    assert only["url"].endswith("/display/DOC")


@scenario("getSpacesInGroup-2")
def get_spaces_in_group(stage: Stage) -> None:
    Space.objects.filter(key="DOC").update(group=group_in(stage))
    assert [one["key"] for one in stage.call("grp")] == ["DOC"]


@scenario("getSpace-2", anybody="a space that is hidden is null, as one that is not there")
def get_space(stage: Stage) -> None:
    space = stage.call("doc")
    assert (space["key"], space["homePage"]) == ("DOC", stage.world.home.pk)
    found = stage.call_without_null("NONE")
    assert found is None or not found["key"]


@scenario("addSpace-2", anybody=MAY_CREATE)
def add_space(stage: Stage) -> None:
    made = stage.call({"key": "NEW", "name": "A new one", "description": "d"})
    row = Space.objects.get(key="NEW")
    assert (made["name"], row.description, row.group_permissions.count()) == ("A new one", "d", 0)


@scenario("addSpaceWithDefaultPermissions-2", anybody=MAY_CREATE)
def add_space_with_default_permissions(stage: Stage) -> None:
    stage.call({"key": "NEW", "name": "A new one"})
    assert Space.objects.get(key="NEW").group_permissions.exists()


@scenario("addPersonalSpace-3")
def add_personal_space(stage: Stage) -> None:
    made = stage.call({"name": ""}, "alice")
    assert (made["key"], made["name"], made["type"]) == ("~alice", "Alice", "personal")
    assert Space.objects.filter(key="~alice").exists()


@scenario("addPersonalSpaceWithDefaultPermissions-3")
def add_personal_space_with_default_permissions(stage: Stage) -> None:
    stage.call({"name": "Mine"}, "alice")
    assert Space.objects.get(key="~alice").group_permissions.exists()


@scenario("convertToPersonalSpace-5", by="admin")
def convert_to_personal_space(stage: Stage) -> None:
    assert stage.call("alice", "DOC", "Alice's", True) is True
    assert Space.objects.get(pk=stage.world.space.pk).key == "~alice"


@scenario("storeSpace-2")
def store_space(stage: Stage) -> None:
    stored = stage.call({"key": "DOC", "name": "Manuals", "description": "all", "homePage": stage.world.page.pk})
    row = Space.objects.get(key="DOC")
    assert (stored["name"], row.name, row.home_page_id) == ("Manuals", "Manuals", stage.world.page.pk)


@scenario("removeSpace-2")
def remove_space(stage: Stage) -> None:
    assert stage.call("DOC") is True
    assert not Space.objects.filter(key="DOC").exists()


@scenario("getSpaceStatus-2")
def get_space_status(stage: Stage) -> None:
    assert stage.call("DOC") == "CURRENT"


@scenario("setSpaceStatus-3")
def set_space_status(stage: Stage) -> None:
    assert stage.call("DOC", "ARCHIVED") is True
    assert Space.objects.get(key="DOC").status == SpaceStatus.ARCHIVED


@scenario("getSpaceGroup-2", anybody="space groups are no secret")
def get_space_group(stage: Stage) -> None:
    group_in(stage)
    group = stage.call("grp")
    assert (group["key"], group["name"], group["creatorName"]) == ("grp", "A group", "admin")


@scenario("getSpaceGroups-1", anybody="space groups are no secret")
def get_space_groups(stage: Stage) -> None:
    group_in(stage)
    assert [one["key"] for one in stage.call()] == ["grp"]


@scenario("addSpaceGroup-2", by="admin")
def add_group(stage: Stage) -> None:
    made = stage.call({"key": "grp", "name": "Books"})
    assert (made["creatorName"], SpaceGroup.objects.get(key="grp").name) == ("admin", "Books")


@scenario("removeSpaceGroup-2", by="admin")
def remove_group(stage: Stage) -> None:
    group_in(stage)
    assert stage.call("grp") is True
    assert not SpaceGroup.objects.exists()


@scenario("getTrashContents-4")
def get_trash_contents(stage: Stage) -> None:
    trash = stage.call("DOC", 0, 10)
    (only,) = trash["content"]
    assert (only["id"], only["title"], only["status"]) == (stage.world.trashed.pk, "Rubbish", "deleted")
    assert (trash["totalAvailable"], trash["offset"]) == (1, 0)


@scenario("purgeFromTrash-3")
def purge_from_trash(stage: Stage) -> None:
    assert stage.call("DOC", stage.world.trashed.pk) is True
    assert not Content.objects.filter(pk=stage.world.trashed.pk).exists()


@scenario("emptyTrash-2")
def empty_trash(stage: Stage) -> None:
    assert stage.call("DOC") is True
    assert not Content.objects.filter(pk=stage.world.trashed.pk).exists()


@scenario("restoreFromTrash-3")
def restore_from_trash(stage: Stage) -> None:
    assert stage.call("DOC", stage.world.trashed.pk) is True
    assert again(stage.world.trashed).is_current
