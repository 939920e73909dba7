"""The tree of a space's pages as an export shows it, walked without recursion."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import F, QuerySet

from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.queries.links import content_url
from wiki.transfer.exported import Exported


class TreePage(NamedTuple):
    """One page or blog post: how deep it stands, its id, its title, its address in the wiki."""

    depth: int
    id: int
    title: str
    address: str


class ExportedTree:
    """All pages of a space that an export holds, in the order of the tree, and its blog posts, the newest first."""

    def __init__(self, exported: Exported, space: Space) -> None:
        self.pages = list(_walk(exported, space))
        self.posts = list(_posts(exported, space))
        self.ids_by_address = {one.address: one.id for one in (*self.pages, *self.posts)}


def _walk(exported: Exported, space: Space) -> Iterator[TreePage]:
    rows = _current(exported, space, ContentKind.PAGE).order_by(F("position").asc(nulls_last=True), "title_folded")
    known: dict[int, TreePage] = {}
    below: dict[int | None, list[int]] = defaultdict(list)
    for page in rows.only("pk", "parent_id", "title", "kind", "posting_day", "space_id").iterator(chunk_size=1000):
        page.space = space
        known[page.pk] = TreePage(0, page.pk, page.title, content_url(page))
        below[page.parent_id].append(page.pk)
    # The roots, and pages whose parent is not in the export.
    tops = [pk for parent, children in below.items() if parent not in known for pk in children]
    tops.sort(key=lambda pk: pk != space.home_page_id)
    stack = [(0, pk) for pk in reversed(tops)]
    while stack:
        depth, pk = stack.pop()
        # What was given is let go: a large tree is not held twice.
        yield known.pop(pk)._replace(depth=depth)
        stack += [(depth + 1, child) for child in reversed(below.pop(pk, []))]


def _posts(exported: Exported, space: Space) -> Iterator[TreePage]:
    rows = _current(exported, space, ContentKind.BLOGPOST).order_by("-posting_day", "-pk")
    for post in rows.only("pk", "title", "kind", "posting_day", "space_id").iterator(chunk_size=1000):
        post.space = space
        yield TreePage(0, post.pk, post.title, content_url(post))


def _current(exported: Exported, space: Space, kind: ContentKind) -> QuerySet[Content]:
    found = Content.objects.filter(space=space, kind=kind, status=ContentStatus.CURRENT)
    return exported.contents(found)
