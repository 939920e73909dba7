"""A site with its processes running: watchers are mailed by a worker, and every process tells of itself."""

import time
import xmlrpc.client
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.start.first_start import PASSWORD, started_before
from tests.start.running import RunningWiki
from tests.start.services import free_port
from tests.wiki.notifications.smtp_sink import Sink, listening

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    """Where the site's mail goes."""
    yield Sink()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Callable[[str], Any]]:
    """A running site; gives version 2 of the remote API as somebody."""
    home = started_before(tmp_path_factory.mktemp("running") / "home")
    with listening(sink) as mail_port:
        port = free_port()
        wiki = RunningWiki(
            home,
            port,
            WIKI_MAIL_URL=f"smtp://127.0.0.1:{mail_port}",
            WIKI_WEB_WORKERS="1",
        )
        with wiki:
            wiki.wait_until_ready()

            def as_user(name: str) -> Any:
                proxy = xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}/rpc/xmlrpc").confluence2
                token = proxy.login(name, PASSWORD)

                class Caller:
                    def __getattr__(self, method: str) -> Any:
                        return lambda *arguments: getattr(proxy, method)(token, *arguments)

                return Caller()

            yield as_user


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something to become true."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_worker_mails_watchers(site: Callable[[str], Any], sink: Sink) -> None:
    admin = site("admin")
    admin.addUser({"name": "bob", "fullname": "Bob", "email": "bob@example.org"}, PASSWORD)
    admin.addSpaceWithDefaultPermissions({"key": "DOC", "name": "Documentation"})
    site("bob").watchSpace("DOC")
    page = admin.storePage({"space": "DOC", "title": "Plan", "content": "<p>First</p>"})
    wait_until(lambda: len(sink.mails) == 1)
    admin.storePage({"id": page["id"], "version": "1", "content": "<p>Second</p>"})
    admin.updatePage(
        {"id": page["id"], "version": "2", "content": "<p>Third</p>"}, {"minorEdit": "true", "versionComment": ""}
    )
    wait_until(lambda: len(sink.mails) == 2)
    assert [recipient for recipient, _ in sink.mails] == ["bob@example.org"] * 2
    texts = [mail.get_payload()[0].get_payload(decode=True).decode() for _, mail in sink.mails]  # type: ignore[union-attr, index]
    assert "added the page “Plan”" in texts[0]
    assert "- First\r\n+ Second" in texts[1]
    assert admin.isWatchingPage(page["id"], "admin") is True


def test_every_process_tells_of_itself(site: Callable[[str], Any]) -> None:
    admin = site("admin")
    wait_until(lambda: int(admin.getClusterInformation()["memberCount"]) >= 3)
    found = {status["JVMstats"]["process"]: status for status in admin.getClusterNodeStatuses()}
    assert set(found) == {"web", "quick", "long"}
    assert len({status["JVMstats"]["pid"] for status in found.values()}) == 3
    assert admin.getClusterInformation()["running"] == "false"
