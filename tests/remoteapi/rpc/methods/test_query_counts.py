"""The number of database queries of a call does not grow with the tree."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clients.xmlrpc_client import RemoteWiki
from tests.remoteapi.conftest import People
from wiki.models import Content, ContentKind, Space, allot_ids


def grow(space: Space, number: int) -> None:
    """Add pages below the home page, with as many comments and attachments on it, as quickly as may be."""
    home = space.home_page
    assert home is not None
    base = {"space": space, "creator_id": space.creator_id, "modifier_id": space.creator_id}
    rows = []
    for kind in (ContentKind.PAGE, ContentKind.COMMENT, ContentKind.ATTACHMENT, ContentKind.BLOGPOST):
        for content_id in allot_ids(number):
            row = Content(id=content_id, kind=kind, **base)
            row.retitle(f"{kind} {content_id}")
            if kind in (ContentKind.COMMENT, ContentKind.ATTACHMENT):
                row.host = row.container = home
            else:
                row.host_id = content_id
            if kind == ContentKind.PAGE:
                row.parent, row.path = home, home.subtree_path
            if kind == ContentKind.BLOGPOST:
                row.posting_day = row.created.date()
            rows.append(row)
    Content.objects.bulk_create(rows)


CALLS: dict[str, Callable[[RemoteWiki, str], Any]] = {
    "getPage": lambda wiki, home: wiki.getPage(home),
    "getPages": lambda wiki, home: wiki.getPages("DOC"),
    "getChildren": lambda wiki, home: wiki.getChildren(home),
    "getDescendents": lambda wiki, home: wiki.getDescendents(home),
    "getComments": lambda wiki, home: wiki.getComments(home),
    "getAttachments": lambda wiki, home: wiki.getAttachments(home),
    "getBlogEntries": lambda wiki, home: wiki.getBlogEntries("DOC"),
    "getRecentlyUpdated": lambda wiki, home: wiki.getRecentlyUpdated("DOC", 1000),
    "getSpaces": lambda wiki, home: wiki.getSpaces(),
    "storePage (new)": lambda wiki, home: wiki.storePage(
        {"space": "DOC", "title": f"New {Content.objects.count()}", "content": "<p>x</p>", "parentId": home}
    ),
    "storePage (edit)": lambda wiki, home: edit(wiki, "storePage", home),
    "updatePage": lambda wiki, home: edit(wiki, "updatePage", home, {"versionComment": "x"}),
}


def edit(wiki: RemoteWiki, method: str, home: str, *options: Any) -> Any:
    version = Content.objects.get(pk=home).version
    return getattr(wiki, method)({"id": home, "version": version, "content": f"<p>{version}</p>"}, *options)


@pytest.mark.parametrize("name", CALLS)
def test_constant(name: str, people: People, space: Space, member: RemoteWiki) -> None:
    home = str(space.home_page_id)
    counts = []
    for number in (3, 60):
        grow(space, number)
        CALLS[name](member, home)
        with CaptureQueriesContext(connection) as queries:
            CALLS[name](member, home)
        counts.append(len(queries))
    assert counts[0] == counts[1]
