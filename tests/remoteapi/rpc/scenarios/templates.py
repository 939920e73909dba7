"""Scenarios of page templates."""

from tests.remoteapi.rpc.scenarios import scenario
from tests.remoteapi.rpc.scenarios.stage import Stage
from wiki.models import Content
from wiki.services.templates.store import store_template


@scenario("addPageFromTemplate-6")
def add_page_from_template(stage: Stage) -> None:
    storage = '<p><at:var at:name="who"/></p>'
    store_template(stage.world.actor("member"), space_key="DOC", name="Report", storage=storage)
    added = stage.call("DOC", "report", stage.world.page.pk, "Monday", {"who": "R&D"})
    assert (added["title"], added["parentId"]) == ("Monday", stage.world.page.pk)
    assert added["content"] == stage.returned("R&D")
    assert Content.objects.get(pk=added["id"]).storage == stage.storage("R&D")
