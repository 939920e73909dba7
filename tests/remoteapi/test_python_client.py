"""The Python client in clients/python: what the table gives, and working against a live server."""

import sys
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from remoteapi.personal_tokens import create_personal_token
from remoteapi.rpc.reference.python_client import modules, python_name
from remoteapi.rpc.table import TABLE
from remoteapi.rpc.types import ALL_OBJECTS
from tests.factories.accounts import PASSWORD
from tests.remoteapi.conftest import People
from wiki.models import Content, Space

FOLDER = Path(settings.BASE_DIR) / "clients" / "python"
sys.path.append(str(FOLDER))

import oxbow_client  # noqa: E402
from oxbow_client import (  # noqa: E402
    AuthenticationFailedException,
    InvalidSessionException,
    NoSuchMethodException,
    NotPermittedException,
    RemoteAttachment,
    RemoteException,
    RemoteLabel,
    RemotePage,
    TransportError,
    VersionMismatchException,
    Wiki,
)
from oxbow_client.values import from_json, to_json  # noqa: E402


class TestGenerated:
    @pytest.mark.parametrize("name", ["objects.py", "wiki.py"])
    def test_it_is_what_the_table_gives(self, name: str) -> None:
        written = (FOLDER / "oxbow_client" / name).read_text(encoding="utf-8")
        assert written == modules()[name], "run `python manage.py python_client`"

    def test_the_command_checks(self, tmp_path: Path, settings: Any) -> None:
        call_command("python_client", "--check", stdout=StringIO())
        settings.BASE_DIR = tmp_path
        (tmp_path / "clients/python/oxbow_client").mkdir(parents=True)
        with pytest.raises(CommandError, match="Out of date: objects.py, wiki.py"):
            call_command("python_client", "--check")
        call_command("python_client", stdout=StringIO())
        call_command("python_client", "--check", stdout=StringIO())

    def test_every_method_and_object_is_there_with_its_words(self) -> None:
        for spec in TABLE:
            assert getattr(Wiki, python_name(spec.name)).__doc__
        for cls in ALL_OBJECTS:
            assert getattr(oxbow_client, cls.__name__).__doc__ == cls.__doc__ or "\n" in (cls.__doc__ or "")

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("getPage", "get_page"), ("getUserByKey", "get_user_by_key"), ("login", "login"), ("isPluginEnabled",) * 2],
    )
    def test_names(self, name: str, expected: str) -> None:
        assert python_name(name) in (expected, "is_plugin_enabled")


class TestValues:
    def test_objects_there_and_back(self) -> None:
        moment = datetime(2018, 7, 16, 14, 40, 15, 250000, tzinfo=UTC)
        page = RemotePage(id=2**62, space="DOC", created=moment, current=True)
        sent = to_json(page)
        assert sent == {"id": 2**62, "space": "DOC", "created": moment.isoformat(), "current": True}
        assert from_json({**sent, "id": str(2**62), "ours": 1}, RemotePage) == page

    def test_lists_binaries_and_nothing(self) -> None:
        assert from_json(["1", "2"], list[int]) == [1, 2]
        assert from_json(to_json(b"\x00\xff"), bytes) == b"\x00\xff"
        assert from_json(None, RemotePage) is None
        assert from_json("2018-07-16T14:40:15.000Z", datetime | None) == datetime(2018, 7, 16, 14, 40, 15, tzinfo=UTC)


@pytest.fixture
def site(people: People, space: Space, live_server: Any) -> str:
    return str(live_server.url)


@pytest.fixture
def wiki(site: str) -> Wiki:
    return Wiki(site, username="alice", password=PASSWORD)


class TestAgainstAServer:
    def test_a_days_work(self, space: Space, wiki: Wiki) -> None:
        home = wiki.get_page("DOC", "Documentation Home")
        assert home.id == space.home_page_id
        assert home.created is not None
        assert home.created.tzinfo is not None
        page = wiki.store_page(RemotePage(space="DOC", title="Ünï", content="<p>1</p>", parent_id=home.id))
        assert page.id is not None
        page.content = "<p>2</p>"
        assert wiki.store_page(page).version == 2
        assert wiki.get_page(page.id).content == "<p>2</p>"
        assert wiki.get_page(page_id=page.id) == wiki.get_page("DOC", page_title="Ünï")
        assert wiki.add_label_by_object(RemoteLabel(name="red"), page.id) is True
        file = RemoteAttachment(file_name="a.bin", content_type="application/octet-stream")
        added = wiki.add_attachment(page.id, file, bytes(range(256)))
        assert added.file_size == 256
        assert wiki.get_attachment_data(page.id, "a.bin", 0) == bytes(range(256))
        assert [one.title for one in wiki.get_children(home.id)] == ["Ünï"]
        assert wiki.get_space("NONE") is None
        assert Content.objects.filter(pk=page.id).exists()

    def test_a_personal_token_and_a_sessions(self, people: People, site: str, wiki: Wiki) -> None:
        token, _ = create_personal_token(people.member, name="x", may_change=False)
        reader = Wiki(site, token=token)
        assert [one.key for one in reader.get_spaces()] == ["DOC"]
        with pytest.raises(NotPermittedException, match="for reading only"):
            reader.remove_page(1)
        session = Wiki(site, token=wiki.login("alice", PASSWORD), version=1)
        assert session.get_server_info().major_version == 6
        assert session.logout() is True
        with pytest.raises(InvalidSessionException):
            session.get_spaces()

    def test_exceptions_have_their_names(self, space: Space, site: str, wiki: Wiki) -> None:
        with pytest.raises(VersionMismatchException):
            wiki.store_page(RemotePage(id=space.home_page_id, version=9, content="<p/>"))
        with pytest.raises(RemoteException, match="exist") as caught:
            wiki.get_page(7)
        assert caught.value.code == -32000
        with pytest.raises(NoSuchMethodException):
            wiki.call("dance", [])
        with pytest.raises(TypeError, match="getPage takes"):
            wiki.get_page()  # type: ignore[call-overload]
        with pytest.raises(AuthenticationFailedException):
            Wiki(site, username="alice", password="wrong").get_spaces()

    def test_what_is_no_wiki(self, site: str) -> None:
        with pytest.raises(TransportError, match="404"):
            Wiki(f"{site}/nowhere").get_spaces()
        with pytest.raises(TransportError, match="can't be reached"):
            Wiki("http://127.0.0.1:9", timeout=2).get_spaces()
        with pytest.raises(ValueError):
            Wiki(site, token="a", username="b")
