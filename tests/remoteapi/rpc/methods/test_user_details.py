"""Remote methods of profiles, preferences, pictures and favourites."""

import io
import xmlrpc.client
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from tests.remoteapi.rpc.methods.test_pages import refused, titles
from wiki.models import Content, Space


class TestInformation:
    def test_its_life(self, people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
        empty = member.getUserInformation("alice")
        assert (empty["username"], empty["content"], empty["version"], empty["id"]) == ("alice", "", "0", "0")
        assert member.setUserInformation(empty | {"content": "<p>I</p>"}) is True
        stored = admin.getUserInformation("Alice")
        assert (stored["content"], stored["version"], stored["creatorName"]) == ("<p>I</p>", "1", "alice")
        assert isinstance(stored["lastModificationDate"], xmlrpc.client.DateTime)
        assert admin.setUserInformation(stored | {"content": "<p>She</p>"}) is True
        changed = member.getUserInformation("alice")
        assert (changed["content"], changed["version"], changed["lastModifierName"]) == ("<p>She</p>", "2", "admin")
        outdated = refused(member.setUserInformation, stored | {"content": "<p>I!</p>"})
        assert outdated.startswith("VersionMismatchException: ")
        assert member.setUserInformation({"username": "alice", "content": ""}) is True
        assert member.getUserInformation("alice")["content"] == ""

    def test_refusals(self, people: People, member: RemoteWiki) -> None:
        assert refused(member.setUserInformation, {"username": "admin", "content": ""}).startswith("NotPermitted")
        assert refused(member.setUserInformation, {"username": "alice", "content": "<p>"}).startswith("RemoteException")
        assert refused(member.getUserInformation, "nobody").startswith("RemoteException: There is no user")

    def test_version_1_gives_no_body(self, people: People, member: RemoteWiki, member_v1: RemoteWiki) -> None:
        member.setUserInformation({"username": "alice", "content": "<p>I</p>"})
        assert member_v1.getUserInformation("alice")["content"] == ""


class TestPreferences:
    @pytest.mark.parametrize(
        ("kind", "empty", "value", "given"),
        [
            ("Boolean", False, True, True),
            ("Boolean", False, True, "true"),
            ("Long", "0", str(2**40), str(2**40)),
            ("Long", "0", "-7", -7),
            ("String", "", "ä <b>", "ä <b>"),
        ],
    )
    def test_are_kept(
        self, people: People, member: RemoteWiki, admin: RemoteWiki, kind: str, empty: Any, value: Any, given: Any
    ) -> None:
        read, write = f"getUserPreference{kind}", f"setUserPreference{kind}"
        assert getattr(member, read)("alice", "my.key") == empty
        assert getattr(member, write)("alice", "my.key", given) is True
        assert getattr(member, read)("alice", "my.key") == value
        assert getattr(admin, read)("alice", "my.key") == value
        assert getattr(admin, read)("admin", "my.key") == empty
        assert refused(getattr(member, read), "admin", "my.key").startswith("NotPermittedException: ")
        assert refused(getattr(member, write), "admin", "my.key", given).startswith("NotPermittedException: ")
        assert refused(getattr(member, write), "alice", "", given).startswith("RemoteException: A preference key")

    def test_of_another_type(self, people: People, member: RemoteWiki) -> None:
        member.setUserPreferenceString("alice", "k", "x")
        assert refused(member.getUserPreferenceLong, "alice", "k").startswith("RemoteException: ")
        assert refused(member.getUserPreferenceBoolean, "alice", "k").startswith("RemoteException: ")
        member.setUserPreferenceLong("alice", "k", 7)
        assert member.getUserPreferenceString("alice", "k") == "7"


class TestPictures:
    def test_only_pixels_are_kept(self, people: People, member: RemoteWiki) -> None:
        written = io.BytesIO()
        Image.new("RGB", (40, 20), "red").save(written, "JPEG", comment=b"secret")
        assert "has no profile picture" in refused(member.getProfilePicture, "alice")
        assert (
            member.addProfilePicture("alice", "me.jpg", "image/jpeg", xmlrpc.client.Binary(written.getvalue())) is True
        )
        picture = member.getProfilePicture("alice").data
        assert picture.startswith(b"\x89PNG")
        assert b"secret" not in picture
        assert Image.open(io.BytesIO(picture)).size == (256, 256)

    @pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\nbroken"])
    def test_what_is_no_raster_image(self, people: People, member: RemoteWiki, data: bytes) -> None:
        given = ("alice", "x.png", "image/png", xmlrpc.client.Binary(data))
        assert refused(member.addProfilePicture, *given).startswith("RemoteException: ")
        assert refused(member.addProfilePicture, "admin", *given[1:]).startswith("NotPermittedException: ")


def test_favourites_take_as_many_queries_however_many_they_are(space: Space, member: RemoteWiki) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            member.getFavourites("alice")
        return len(captured)

    def add(number: int) -> None:
        for _ in range(number):
            stored = member.storePage({"space": "DOC", "title": f"Page {Content.objects.count()}", "content": ""})
            member.addLabelByName("my:favourite", stored["id"])

    add(1)
    few = counted()
    add(5)
    assert len(member.getFavourites("alice")) == 6
    assert counted() == few


def test_favourites(space: Space, member: RemoteWiki, admin: RemoteWiki) -> None:
    pages = [admin.storePage({"space": "DOC", "title": title, "content": ""})["id"] for title in ("B", "A", "C")]
    for page_id in pages[:2]:
        member.addLabelByName("my:favourite", page_id)
    admin.addLabelByName("my:favourite", pages[2])
    assert titles(member.getFavourites("alice")) == ["A", "B"]
    assert titles(admin.getFavourites("alice")) == ["A", "B"]
    assert titles(admin.getFavourites("admin")) == ["C"]
    assert refused(member.getFavourites, "admin").startswith("NotPermittedException: ")
    admin.setContentPermissions(pages[0], "View", [{"type": "View", "userName": "admin"}])
    assert titles(member.getFavourites("alice")) == ["A"]
