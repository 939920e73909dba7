"""Remote methods of page templates."""

from typing import Any

import pytest

from tests.clients.xmlrpc_client import RemoteWiki
from tests.factories.accounts import fresh
from tests.remoteapi.conftest import People
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.models import Space
from wiki.services.templates.store import store_template


@pytest.fixture(autouse=True)
def template(people: People, space: Space) -> None:
    """A template of the space, and one for all."""
    storage = '<p><at:var at:name="who"/></p>'
    store_template(fresh(people.admin), space_key="DOC", name="Report", storage=storage)
    store_template(fresh(people.admin), name="Shared", storage="<p>for all</p>")


def test_a_page_begins_with_it(member: RemoteWiki, member_v1: RemoteWiki) -> None:
    page: dict[str, Any] = member.addPageFromTemplate("DOC", "REPORT", "0", "Monday", {"who": "R&D <x>"})
    assert (page["title"], page["content"], page["parentId"]) == ("Monday", "<p>R&amp;D &lt;x&gt;</p>", "0")
    below = member_v1.addPageFromTemplate("DOC", "Shared", page["id"], "Tuesday", {})
    assert (below["content"], below["parentId"]) == ("", page["id"])
    assert member.getPage(below["id"])["content"] == "<p>for all</p>"


def test_refusals(member: RemoteWiki, stranger: RemoteWiki) -> None:
    given = ("DOC", "Report", "0", "T")
    assert "has no variable 'whom'" in refused(member.addPageFromTemplate, *given, {"whom": "x"})
    assert "You're not allowed to view that template" in refused(member.addPageFromTemplate, "DOC", "No", "0", "T", {})
    assert refused(member.addPageFromTemplate, "NONE", "Report", "0", "T", {}).startswith("RemoteException: ")
    assert refused(stranger.addPageFromTemplate, *given, {}).startswith("NotPermittedException: ")
