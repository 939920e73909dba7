"""Scenarios of exports. A scenario's transaction is never committed, so the jobs are done at once where they start."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.conf import settings
from django.test import Client

from jobs import execution, services
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage


@scenario("exportSpace-3")
def export_space(stage: Stage) -> None:
    with jobs_done_at_once():
        address = stage.call("DOC", "TYPE_XML")
    entities = entities_of(address)
    assert 'class="Space"' in entities and "<![CDATA[Guide]]>" in entities


@scenario("exportSpace-4", by="admin")
def export_whole_space(stage: Stage) -> None:
    with jobs_done_at_once():
        address = stage.call("doc", "all", True)
    assert "<![CDATA[Rubbish]]>" in entities_of(address)


@scenario("exportPage-3")
def export_page(stage: Stage) -> None:
    with jobs_done_at_once():
        address = stage.call(stage.world.page.pk, "TYPE_MARKDOWN")
    response = Client().get(address.removeprefix(settings.WIKI_BASE_URL))
    assert response.getvalue().decode() == "# Guide\n\nsecond\n"


@scenario("exportSite-2", by="admin")
def export_site(stage: Stage) -> None:
    with jobs_done_at_once():
        address = stage.call(False)
    package = fetched(address)
    assert package.namelist() == ["exportDescriptor.properties", "entities.xml"]
    assert 'class="InternalUser"' in package.read("entities.xml").decode()


@scenario("performBackup-2", by="admin")
def perform_backup(stage: Stage) -> None:
    with jobs_done_at_once():
        address = stage.call(True)
    assert any(name.startswith("attachments/") for name in fetched(address).namelist())
    for made in (settings.WIKI_HOME / "backups").iterdir():
        made.unlink()


def entities_of(address: str) -> str:
    """Fetch an export as a script does, with nothing but its address, and give its objects."""
    return fetched(address).read("entities.xml").decode()


def fetched(address: str) -> zipfile.ZipFile:
    """Fetch an export as a script does, with nothing but its address."""
    assert address.startswith(settings.WIKI_BASE_URL)
    response = Client().get(address.removeprefix(settings.WIKI_BASE_URL))
    assert response.status_code == 200
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


@contextmanager
def jobs_done_at_once() -> Iterator[None]:
    """Do jobs when they are put into the queue, which otherwise happens when the transaction is committed."""
    with mock.patch.object(services, "_send", execution.execute):
        yield
