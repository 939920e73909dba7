"""The remote API goes on with archived pages as with others; only nothing can be put below them."""

import xmlrpc.client

import pytest

from search.drain import catch_up_with_all as catch_up
from tests.factories.wiki import make_chain
from tests.remoteapi.conftest import People, RemoteWiki, fresh
from wiki.models import Content, Space
from wiki.permissions.access import page_for
from wiki.services.pages.archive import archive_page

pytestmark = pytest.mark.django_db(transaction=True)


def test_archived_pages_are_read_listed_found_and_stored(people: People, space: Space, member: RemoteWiki):
    who = fresh(people.admin)
    home = space.home_page
    assert home is not None
    top, low = make_chain(who, "Top", "Low", space="DOC")
    archive_page(who, page_id=top.pk)
    page = member.getPage("DOC", "Top")
    assert page["id"] == str(top.pk) and page["contentStatus"] == "current"
    assert [one["title"] for one in member.getChildren(str(top.pk))] == ["Low"]
    assert [one["title"] for one in member.getDescendents(str(top.pk))] == ["Low"]
    assert "Top" in [one["title"] for one in member.getTopLevelPages("DOC")]
    assert {"Top", "Low"} <= {one["title"] for one in member.getPages("DOC")}
    catch_up()
    assert [one["id"] for one in member.search("title:Low", 10)] == [str(low.pk)]
    assert member.countSearchResults("title:Low", {}) == 1
    stored = member.storePage({**page, "content": "<p>new</p>"})
    assert stored["version"] == "2" and page_for(who, top.pk).archived


def test_nothing_is_put_below_an_archived_page(people: People, space: Space, member: RemoteWiki):
    who = fresh(people.admin)
    top, low = make_chain(who, "Top", "Low", space="DOC")
    archive_page(who, page_id=top.pk)
    new = {"space": "DOC", "title": "New", "content": "", "parentId": str(top.pk)}
    for call in (
        lambda: member.storePage(new),
        lambda: member.movePage(str(space.home_page_id), str(top.pk), "append"),
    ):
        with pytest.raises(xmlrpc.client.Fault, match="'Top' is archived: nothing can be put below it"):
            call()
    with pytest.raises(xmlrpc.client.Fault, match="'Low' is archived and can't be moved"):
        member.movePageToTopLevel(str(low.pk), "DOC")
    assert not Content.objects.filter(title="New").exists()
