"""The part of a page tree that a sidebar shows: the top, what lies along a path, and one level below."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.visible import visible_contents
from wiki.queries.pages import TREE_ORDER

LEVEL_LIMIT = 200
"""More pages than this of one parent are not listed in a tree; a list of all pages has them."""

# Hundreds of rows may be read for one page view, and dates are what takes longest to read.
_NOT_IN_A_TREE = ("created", "modified", "version_comment", "trashed", "media_type", "file_key", "file_digest")


@dataclass
class TreeNode:
    """A page in a tree; `children` are there where it is open, `is_cut` says that there are more of them."""

    page: Content
    has_children: bool = False
    is_open: bool = False
    is_cut: bool = False
    children: list["TreeNode"] = field(default_factory=list)


@dataclass
class Tree:
    """The top level of a tree, or of a part of it."""

    nodes: list[TreeNode]
    is_cut: bool = False


def tree_along(actor: Actor, space: Space, open_ids: Iterable[int]) -> Tree:
    """Give the top level of a space's tree, and the levels below the pages that are open.

    Takes two queries, however deep the path and however large the tree.

    Args:
        open_ids: the pages whose children show.
    """
    opened = frozenset(open_ids)
    pages = _pages(actor, space).filter(Q(parent_id__in=opened) | Q(parent_id__isnull=True))
    return _built(actor, space, pages, opened, None)


def tree_level(actor: Actor, page: Content) -> Tree:
    """Give the children of a page, each closed."""
    children = _pages(actor, page.space).filter(parent_id=page.pk)
    return _built(actor, page.space, children, frozenset(), page.pk)


def _built(actor: Actor, space: Space, pages: QuerySet[Content], opened: frozenset[int], top: int | None) -> Tree:
    rank = Window(RowNumber(), partition_by=F("parent_id"), order_by=TREE_ORDER)
    shown = list(
        pages.annotate(rank=rank)
        .filter(Q(rank__lte=LEVEL_LIMIT + 1) | Q(pk__in=opened))
        .defer(*_NOT_IN_A_TREE)
        .order_by("rank")
    )
    for page in shown:
        page.space = space
    with_children = _parents_among(actor, space, [page.pk for page in shown])
    nodes = {page.pk: TreeNode(page, page.pk in with_children, page.pk in opened) for page in shown}
    tree = Tree([])
    for page in shown:
        node = nodes[page.pk]
        level = tree if page.parent_id == top else nodes.get(page.parent_id or 0)
        if level is None:
            continue
        if page.rank > LEVEL_LIMIT and page.pk not in opened:
            level.is_cut = True
        elif isinstance(level, Tree):
            level.nodes.append(node)
        else:
            level.children.append(node)
    tree.nodes.sort(key=lambda node: node.page.pk != space.home_page_id)
    return tree


def _parents_among(actor: Actor, space: Space, ids: list[int]) -> set[int | None]:
    children = _pages(actor, space).filter(parent_id__in=ids)
    return set(children.order_by().values_list("parent_id", flat=True).distinct())


def _pages(actor: Actor, space: Space) -> QuerySet[Content]:
    pages = Content.objects.filter(space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    return visible_contents(actor, pages)
