"""Scenarios of people and what belongs to them."""

from io import BytesIO

from PIL import Image

from accounts.models import User, UserPreference
from accounts.queries import information_of, user_by_name, user_exists
from accounts.services.profiles import add_profile_picture, set_user_information
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.services.labels.label import add_labels

PROFILES = "whoever may view profiles"
OWN = "everybody's own is theirs"
NEW = {"name": "Eve", "fullname": "Eve E.", "email": "eve@example.org"}


def picture() -> bytes:
    """A small red picture."""
    written = BytesIO()
    Image.new("RGB", (8, 8), "red").save(written, "PNG")
    return written.getvalue()


@scenario("getUser-2", anybody=PROFILES)
def get_user(stage: Stage) -> None:
    user = stage.call("Alice")
    assert (user["name"], user["fullname"], user["email"]) == ("alice", "Alice", "alice@example.org")
    assert user["url"].endswith("/users/viewuserprofile.action?username=alice")


@scenario("getUserByName-2", anybody=PROFILES)
def get_user_by_name(stage: Stage) -> None:
    user = stage.call("alice")
    assert (user["name"], user["key"]) == ("alice", user_by_name("alice").key)


@scenario("getUserByKey-2", anybody=PROFILES)
def get_user_by_key(stage: Stage) -> None:
    key = user_by_name("bob").key
    user = stage.call(key)
    assert (user["name"], user["key"]) == ("bob", key)


@scenario("hasUser-2", anybody=PROFILES)
def has_user(stage: Stage) -> None:
    assert stage.call("BOB") is True
    assert stage.call("nobody") is False


@scenario("isActiveUser-2", anybody=PROFILES)
def is_active_user(stage: Stage) -> None:
    assert stage.call("bob") is True
    User.objects.filter(username="bob").update(is_active=False)
    assert stage.call("bob") is False


@scenario("getActiveUsers-2", anybody=PROFILES)
def get_active_users(stage: Stage) -> None:
    assert stage.call(False) == ["admin", "alice", "bob"]
    assert stage.call(True) == ["admin", "alice", "bob", "mallory"]


@scenario("addUser-4", by="admin")
def add_user_and_notify(stage: Stage) -> None:
    stage.call(NEW, "a long password", True)
    assert user_by_name("eve").email == "eve@example.org"


@scenario("addUser-3", by="admin")
def add_user(stage: Stage) -> None:
    stage.call(NEW, "a long password")
    eve = user_by_name("eve")
    assert (eve.full_name, eve.check_password("a long password")) == ("Eve E.", True)
    assert [group.name for group in eve.groups.all()] == ["confluence-users"]


@scenario("editUser-2")
def edit_user(stage: Stage) -> None:
    assert stage.call({"name": "alice", "fullname": "Alice A.", "email": "a@example.org"}) is True
    user = user_by_name("alice")
    assert (user.full_name, user.email) == ("Alice A.", "a@example.org")


@scenario("renameUser-3", by="admin")
def rename_user(stage: Stage) -> None:
    assert stage.call("bob", "Robert") is True
    assert (user_exists("bob"), user_exists("robert")) == (False, True)


@scenario("renameUsers-2", by="admin")
def rename_users(stage: Stage) -> None:
    assert stage.call({"bob": "robert", "nobody": "somebody"}) == ["nobody"]
    assert user_exists("robert")


@scenario("removeUser-2", by="admin")
def remove_user(stage: Stage) -> None:
    assert stage.call("mallory") is True
    assert not user_exists("mallory")


@scenario("deactivateUser-2", by="admin")
def deactivate_user(stage: Stage) -> None:
    assert stage.call("bob") is True
    assert not user_by_name("bob").is_active


@scenario("reactivateUser-2", by="admin")
def reactivate_user(stage: Stage) -> None:
    User.objects.filter(username="mallory").update(is_active=False)
    assert stage.call("mallory") is True
    assert user_by_name("mallory").is_active


@scenario("changeMyPassword-3", anybody=OWN)
def change_my_password(stage: Stage) -> None:
    assert stage.call(stage.world.password, "another long password") is True
    assert user_by_name("alice").check_password("another long password")


@scenario("changeUserPassword-3", by="admin")
def change_user_password(stage: Stage) -> None:
    assert stage.call("bob", "another long password") is True
    assert user_by_name("bob").check_password("another long password")


@scenario("getUserInformation-2", anybody=PROFILES)
def get_user_information(stage: Stage) -> None:
    set_user_information(stage.world.actor("member"), username="alice", storage=stage.storage("I am Alice"))
    found = stage.call("alice")
    assert (found["username"], found["version"], found["creatorName"]) == ("alice", 1, "alice")
    assert found["content"] == stage.returned("I am Alice")


@scenario("setUserInformation-2")
def set_information(stage: Stage) -> None:
    assert stage.call({"username": "alice", "content": stage.body("I am Alice")}) is True
    information = information_of(user_by_name("alice"))
    assert (information.storage, information.version) == (stage.storage("I am Alice"), 1)


def kept(stage: Stage, value: str, kind: str) -> None:
    """See that alice has the preference."""
    assert list(UserPreference.objects.filter(user__username="alice", key="k").values_list("kind", "value")) == [
        (kind, value)
    ]


def keep(value: str, kind: str) -> None:
    """Give alice the preference."""
    UserPreference.objects.create(user=user_by_name("alice"), key="k", kind=kind, value=value)


@scenario("getUserPreferenceBoolean-3")
def get_boolean(stage: Stage) -> None:
    keep("true", "boolean")
    assert stage.call("alice", "k") is True
    assert stage.call("alice", "other") is False


@scenario("getUserPreferenceLong-3")
def get_long(stage: Stage) -> None:
    keep(str(2**40), "long")
    assert stage.call("alice", "k") == 2**40


@scenario("getUserPreferenceString-3")
def get_string(stage: Stage) -> None:
    keep("ä", "string")
    assert stage.call("alice", "k") == "ä"


@scenario("setUserPreferenceBoolean-4")
def set_boolean(stage: Stage) -> None:
    assert stage.call("alice", "k", True) is True
    kept(stage, "true", "boolean")


@scenario("setUserPreferenceLong-4")
def set_long(stage: Stage) -> None:
    assert stage.call("alice", "k", -(2**40)) is True
    kept(stage, str(-(2**40)), "long")


@scenario("setUserPreferenceString-4")
def set_string(stage: Stage) -> None:
    assert stage.call("alice", "k", "ä <b>") is True
    kept(stage, "ä <b>", "string")


@scenario("addProfilePicture-5")
def add_picture(stage: Stage) -> None:
    assert stage.call("alice", "me.png", "image/png", picture()) is True
    assert information_of(user_by_name("alice")).picture_key


@scenario("getProfilePicture-2", anybody=PROFILES)
def get_picture(stage: Stage) -> None:
    assert stage.call_without_null("alice") is None
    alice = stage.world.actor("member")
    add_profile_picture(alice, username="alice", file_name="me.png", media_type="image/png", data=picture())
    assert stage.call("alice").startswith(b"\x89PNG")


@scenario("getFavourites-2")
def get_favourites(stage: Stage) -> None:
    add_labels(stage.world.actor("member"), content_id=stage.world.page.pk, labels="my:favourite")
    (found,) = stage.call("alice")
    assert (found["id"], found["title"], found["type"]) == (stage.world.page.pk, "Guide", "page")
