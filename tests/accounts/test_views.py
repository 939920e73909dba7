"""The pages about people."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.actor import Actor
from accounts.models import User
from accounts.queries import information_of
from accounts.services.profiles import set_user_information
from tests.factories.accounts import PASSWORD, UserFactory, grant_anonymous

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    """A person with a profile."""
    user = UserFactory(username="anna", full_name="Anna A")
    fields = {"location": "Kiel", "website": "https://example.org/"}
    set_user_information(Actor.for_user(user), username="anna", storage="<p>Hello</p><script>x</script>", fields=fields)
    return user


def logged_in(user: User) -> Client:
    """Give a browser of somebody."""
    client = Client()
    client.force_login(user)
    return client


def profile_form(**given: object) -> dict[str, object]:
    """Give what the profile form sends."""
    return {"full_name": "Anna B", "email": "b@example.org", "storage": "<p>New\r\ntext</p>", "version": "1", **given}


def png() -> SimpleUploadedFile:
    """Draw something."""
    written = io.BytesIO()
    Image.new("RGB", (10, 10)).save(written, "PNG")
    return SimpleUploadedFile("me.png", written.getvalue(), "image/png")


def test_profiles_are_for_those_with_the_permission(anna: User) -> None:
    address = "/users/viewuserprofile.action?username=anna"
    viewer = UserFactory(permissions=("USECONFLUENCE", "VIEWUSERPROFILES"))
    page = logged_in(viewer).get(address)
    assert page.status_code == 200
    assert "Anna A" in page.text
    assert "Kiel" in page.text
    assert "<script>x" not in page.text
    assert "Edit profile" not in page.text
    stranger = logged_in(UserFactory())
    assert stranger.get(address).status_code == 403
    assert stranger.get("/users/viewuserprofile.action?username=nobody").status_code == 403
    assert logged_in(viewer).get("/users/viewuserprofile.action?username=nobody").status_code == 404
    assert logged_in(viewer).get("/users/viewuserprofile.action?username=*anonymous*").status_code == 404
    sent_away = Client().get(address)
    assert sent_away["Location"].startswith("/login.action?os_destination=%2Fusers%2Fviewuserprofile.action")
    grant_anonymous("USECONFLUENCE", "VIEWUSERPROFILES")
    assert Client().get(address).status_code == 200


def test_ones_own_profile(anna: User) -> None:
    page = logged_in(anna).get("/users/viewmyprofile.action")
    assert "Edit profile" in page.text
    assert logged_in(anna).get("/users/viewuserprofile.action?username=ANNA").status_code == 200


@pytest.mark.parametrize(
    "path", ["/users/viewmyprofile.action", "/users/editmyprofile.action", "/users/changemypassword.action"]
)
def test_ones_own_pages_want_a_log_in(path: str) -> None:
    assert Client().get(path)["Location"].startswith("/login.action?os_destination=")
    assert Client().post(path).status_code in {302, 405}


def test_editing_ones_profile(anna: User) -> None:
    client = logged_in(anna)
    page = client.get("/users/editmyprofile.action").text
    assert "Kiel" in page
    assert "&lt;script&gt;" in page
    assert "remove_picture" not in page
    response = client.post("/users/editmyprofile.action", profile_form(location="Bonn", picture=png()))
    assert response["Location"] == "/users/viewmyprofile.action"
    information = information_of(anna)
    assert (information.storage, information.location, information.version) == ("<p>New\ntext</p>", "Bonn", 2)
    assert information.picture_key
    assert client.get("/users/userpicture", {"key": anna.key})["Content-Type"] == "image/png"
    assert "remove_picture" in client.get("/users/editmyprofile.action").text
    client.post("/users/editmyprofile.action", profile_form(version="2", remove_picture="on"))
    assert not information_of(anna).picture_key


def test_a_refused_profile_changes_nothing(anna: User) -> None:
    client = logged_in(anna)
    bad_file = SimpleUploadedFile("me.png", b"<svg/>", "image/png")
    for wrong, text in (
        ({"website": "javascript:x"}, "no web address"),
        ({"email": "nobody"}, "not a mail address"),
        ({"version": "9"}, "outdated version"),
        ({"picture": bad_file}, "must be one of"),
        ({"full_name": "x" * 300}, "at most 255"),
    ):
        assert text in client.post("/users/editmyprofile.action", profile_form(**wrong)).text
    anna.refresh_from_db()
    assert anna.full_name == "Anna A"
    assert information_of(anna).version == 1


def test_changing_ones_password(anna: User) -> None:
    client, other = logged_in(anna), logged_in(anna)
    assert client.get("/users/changemypassword.action").status_code == 200
    new = {"password": "another long secret", "again": "another long secret"}
    wrong = client.post("/users/changemypassword.action", {"old_password": "wrong", **new})
    assert "not right" in wrong.text
    differing = client.post("/users/changemypassword.action", {"old_password": PASSWORD, **new, "again": "x"})
    assert "not the same" in differing.text
    assert client.post("/users/changemypassword.action", {"old_password": PASSWORD, **new}).status_code == 302
    assert client.get("/users/viewmyprofile.action").status_code == 200
    assert other.get("/users/viewmyprofile.action").status_code == 302
    for _ in range(5):
        client.post("/users/changemypassword.action", {"old_password": "wrong", **new})
    assert "Too many" in client.post("/users/changemypassword.action", {"old_password": "wrong", **new}).text


def test_pictures_tell_nothing_to_who_may_view_no_profiles(anna: User) -> None:
    nobody = Client().get("/users/userpicture", {"key": anna.key})
    unknown = Client().get("/users/userpicture", {"username": "nobody"})
    assert nobody.content == unknown.content
    assert nobody["Content-Type"] == "image/svg+xml"
    own = logged_in(anna).get("/users/userpicture", {"key": anna.key})
    assert b">AA<" in own.content
    assert "sandbox" in own["Content-Security-Policy"]
    assert own["Cache-Control"].startswith("private")
    again = logged_in(anna).get("/users/userpicture", {"username": "anna"}, headers={"If-None-Match": own["ETag"]})
    assert again.status_code == 304
    assert Client().post("/users/userpicture").status_code == 405
