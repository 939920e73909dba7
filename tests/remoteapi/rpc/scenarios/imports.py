"""Scenarios of imports. A scenario's transaction is never committed, so the jobs are done at once where they start."""

import pytest

from tests.clients.wire import WireFault
from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from tests.remoteapi.rpc.scenarios.transfer import jobs_done_at_once
from tests.wiki.transfer import packages
from wiki.models import Content, Space


@scenario("importSpace-2", by="admin")
def import_space(stage: Stage) -> None:
    with jobs_done_at_once():
        assert stage.call(packages.with_3_x()) is True
        assert Content.objects.get(space__key="OLD", title="Child").parent.title == "Home"
        with pytest.raises(WireFault, match="Nothing was imported. There is a space with the key OLD already"):
            stage.call(packages.with_3_x())


@scenario("rehearseImport-2", by="admin")
def rehearse_import(stage: Stage) -> None:
    told = stage.call(packages.with_3_x())
    assert (told["count.pages"], told["people_made"], told["not_understood"]) == ("2", "anna\nbert", "Mystery: 1")
    assert not Space.objects.filter(key="OLD").exists()
