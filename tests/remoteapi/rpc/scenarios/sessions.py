"""Scenarios of sessions and of the server itself."""

from remoteapi.models import LoginToken
from remoteapi.tokens import user_of_token
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage


@scenario("login-2", anybody="who logs in has no rights yet")
def login(stage: Stage) -> None:
    token = stage.call("Alice", stage.world.password)
    assert user_of_token(token).username == "alice"


@scenario("logout-1", anybody="everybody may end their own session")
def logout(stage: Stage) -> None:
    before = LoginToken.objects.count()
    assert stage.call() is True
    assert LoginToken.objects.count() == before - 1


@scenario("getServerInfo-1", anybody="all who may use the remote API may know")
def get_server_info(stage: Stage) -> None:
    info = stage.call()
    assert (info["majorVersion"], info["developmentBuild"]) == (6, False)
    assert info["baseUrl"] == "http://127.0.0.1:8090"


@scenario("getPermissionTypes-1", anybody="the names are no secret")
def get_permission_types(stage: Stage) -> None:
    assert "USEREMOTEAPI" in stage.call()
