"""Logging in and out, and setting a forgotten password, in a browser."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client, RequestFactory

from accounts.destinations import redirect_to_login, safe_destination
from accounts.models import User
from accounts.services.link_mail import password_link
from accounts.services.passwords import change_user_password
from accounts.services.users import deactivate_user, end_sessions
from tests.factories.accounts import PASSWORD, UserFactory, administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    """A person with the password PASSWORD."""
    return UserFactory(username="anna")


def sent(**given: str) -> dict[str, str]:
    """Give what the log-in form sends."""
    return {"os_username": "anna", "os_password": PASSWORD, **given}


def is_logged_in(client: Client) -> bool:
    """Say whether the next page knows who asks."""
    return client.get("/users/viewmyprofile.action").status_code == 200


@pytest.mark.parametrize("path", ["/login.action", "/login"])
def test_the_form_has_the_ids_that_scripts_look_for(client: Client, path: str) -> None:
    page = client.get(path, {"os_destination": "/display/KEY"}).text
    for part in ('id="os_username"', 'id="os_password"', 'id="loginButton"', 'name="os_destination"', "/display/KEY"):
        assert part in page
    assert "csrfmiddlewaretoken" in page


def test_logging_in_goes_to_the_destination(client: Client, anna: User) -> None:
    response = client.post("/dologin.action", sent(os_destination="/display/KEY/Title?x=1"))
    assert (response.status_code, response["Location"]) == (302, "/display/KEY/Title?x=1")
    assert response["X-Seraph-LoginReason"] == "OK"
    assert is_logged_in(client)
    assert client.get("/login.action", {"os_destination": "/x"})["Location"] == "/x"


def test_the_destination_may_stand_in_the_address(client: Client, anna: User) -> None:
    assert client.post("/dologin.action?os_destination=/x", sent())["Location"] == "/x"


def test_the_session_ends_with_the_browser_unless_it_is_to_be_remembered(client: Client, anna: User) -> None:
    client.post("/dologin.action", sent())
    assert client.session.get_expire_at_browser_close()
    client.post("/dologin.action", sent(os_cookie="true"))
    assert not client.session.get_expire_at_browser_close()


def test_the_session_has_a_new_key_after_logging_in(client: Client, anna: User) -> None:
    client.session["kept"] = 1
    client.session.save()
    before = client.session.session_key
    client.post("/dologin.action", sent())
    assert client.session.session_key != before


@pytest.mark.parametrize("given", [{"os_password": "wrong"}, {"os_username": "nobody"}, {"os_username": ""}])
def test_what_is_wrong_shows_the_form_again(client: Client, anna: User, given: dict[str, str]) -> None:
    response = client.post("/dologin.action", sent(**given))
    assert response.status_code == 200
    assert response["X-Seraph-LoginReason"] == "AUTHENTICATED_FAILED"
    assert 'role="alert"' in response.text
    assert PASSWORD not in response.text
    assert not is_logged_in(client)


def test_too_many_failures_are_refused_at_once(client: Client, anna: User) -> None:
    for _ in range(5):
        client.post("/dologin.action", sent(os_password="wrong"))
    response = client.post("/dologin.action", sent())
    assert response.status_code == 200
    assert response["X-Seraph-LoginReason"] == "AUTHENTICATION_DENIED"
    assert int(response["Retry-After"]) <= 5
    assert "maximum number of failed login attempts" in response.text


def test_a_form_of_another_site_logs_nobody_in(anna: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/dologin.action", sent()).status_code == 403
    assert client.post("/logout.action").status_code == 403


@pytest.mark.parametrize(
    ("destination", "place"),
    [
        ("", "/"),
        ("/", "/"),
        ("display/KEY", "/display/KEY"),
        ("/display/KEY?next=http://elsewhere.org/", "/display/KEY?next=http://elsewhere.org/"),
        ("http://testserver/x", "http://testserver/x"),
        ("http://elsewhere.org/", "/"),
        ("//elsewhere.org/", "/"),
        ("///elsewhere.org/", "/"),
        ("/\\elsewhere.org", "/"),
        ("\\\\elsewhere.org", "/"),
        ("javascript:alert(1)", "/"),
        ("/\tx", "/"),
        ("https:elsewhere.org", "/"),
        ("/login.action?os_destination=/x", "/"),
        ("/logout.action", "/"),
        ("/dologin.action", "/"),
    ],
)
def test_destinations_stay_on_this_site(destination: str, place: str) -> None:
    assert safe_destination(RequestFactory().get("/"), destination) == place


def test_destinations_have_the_context_path_once() -> None:
    from django.urls import set_script_prefix

    set_script_prefix("/wiki/")
    try:
        request = RequestFactory().get("/")
        places = [safe_destination(request, given) for given in ("/display/KEY", "/wiki/display/KEY", "/wiki", "x", "")]
    finally:
        set_script_prefix("/")
    assert places == ["/wiki/display/KEY", "/wiki/display/KEY", "/wiki/", "/wiki/x", "/wiki/"]


def test_who_is_sent_to_log_in_comes_back() -> None:
    response = redirect_to_login(RequestFactory().get("/display/KEY/A+B", {"x": "1"}))
    assert response["Location"] == "/login.action?os_destination=%2Fdisplay%2FKEY%2FA%2BB%3Fx%3D1"
    assert redirect_to_login(RequestFactory().post("/x"))["Location"] == "/login.action"


def test_logging_out_takes_a_form(client: Client, anna: User) -> None:
    client.force_login(anna)
    page = client.get("/logout.action")
    assert page.status_code == 200
    assert "logoutButton" in page.text
    assert is_logged_in(client)
    assert client.post("/logout.action")["Location"] == "/login.action?logout=true"
    assert not is_logged_in(client)
    assert client.get("/logout.action")["Location"] == "/login.action"
    assert "You are logged out" in client.get("/login.action?logout=true").text


def test_sessions_end_with_the_password_a_deactivation_and_an_order(anna: User) -> None:
    admin = administrator()
    for verb, given in (
        (change_user_password, {"new": "another long secret"}),
        (end_sessions, {}),
        (deactivate_user, {}),
    ):
        client = Client()
        anna.refresh_from_db()
        client.force_login(anna)
        assert is_logged_in(client)
        verb(admin, username="anna", **given)
        assert not is_logged_in(client)


def test_a_forgotten_password(
    client: Client, anna: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    assert client.get("/forgotuserpassword.action").status_code == 200
    assert "This field is required" in client.post("/forgotuserpassword.action", {"name": ""}).text
    with django_capture_on_commit_callbacks(execute=True):
        known = client.post("/forgotuserpassword.action", {"name": "anna"}).text
    unknown = client.post("/forgotuserpassword.action", {"name": "nobody"}).text
    for page in (known, unknown):
        assert "a mail with a link to set a new password is on its way" in page
    assert len(mail.outbox) == 1
    for _ in range(2):
        client.post("/forgotuserpassword.action", {"name": "anna"})
    assert "too often" in client.post("/forgotuserpassword.action", {"name": "anna"}).text


def test_setting_a_password_with_a_link(client: Client, anna: User) -> None:
    query = urlsplit(password_link(anna)).query
    given = {name: values[0] for name, values in parse_qs(query).items()}
    page = client.get(f"/users/setpassword.action?{query}")
    assert "For the account anna" in page.text
    assert page["Referrer-Policy"] == "no-referrer"
    assert "not the same" in client.post("/users/setpassword.action", {**given, "password": "a", "again": "b"}).text
    assert "too short" in client.post("/users/setpassword.action", {**given, "password": "a", "again": "a"}).text
    new = {"password": "another long secret", "again": "another long secret"}
    assert client.post("/users/setpassword.action", {**given, **new})["Location"] == "/login.action"
    assert client.post("/dologin.action", sent(os_password=new["password"])).status_code == 302
    assert "not valid any more" in Client().post("/users/setpassword.action", {**given, **new}).text
    assert "not valid any more" in Client().get("/users/setpassword.action").text
