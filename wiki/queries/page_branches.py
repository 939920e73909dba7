"""Branches of the page tree: all below a page where that is little, else its uppermost levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.inheritance import subtree
from wiki.permissions.visible import visible_contents
from wiki.queries.archived_pages import listed_below
from wiki.queries.pages import TREE_ORDER

WHOLE_BRANCH = 300
"""A branch of up to so many pages is read as a whole."""

MOST_OF_A_LEVEL = 1000
"""Pages of one level that are read."""

_NOT_IN_A_TREE = ("version_comment", "trashed", "media_type", "file_key", "file_digest")


@dataclass(slots=True)
class Branch:
    """Pages below a top, by the ids of their parents.

    Attributes:
        top_id: the page at the top; None for the space itself.
        children: visible children by the id of their parent, in the order of the tree.
        with_children: pages that have visible children which were not read.
        is_cut: whether pages of the levels that were read are missing.
    """

    top_id: int | None
    children: dict[int | None, list[Content]] = field(default_factory=dict)
    with_children: set[int] = field(default_factory=set)
    is_cut: bool = False


def branch_below(
    actor: Actor, space: Space, top: Content | None, levels: int, open_ids: Iterable[int] = (), *, texts: bool = False
) -> Branch:
    """Give what is below a page, or in a space, for one reader; archived pages only below one that is archived itself.

    Takes one query for a small branch, and two more than there are levels for a large one.

    Args:
        space: the space, which the actor may view.
        top: a page of it that the actor may view; None for the whole space.
        levels: how many levels of a large branch are read.
        open_ids: pages whose children are read wherever they are.
        texts: whether the bodies are read as well, for excerpts.
    """
    below = _pages(actor, space, texts)
    if top is not None:
        below = visible_contents(actor, subtree(top)).defer(*_NOT_IN_A_TREE)
        below = below.select_related("body") if texts else below
    below = listed_below(below, top)
    found = list(below.order_by("path", *TREE_ORDER)[: WHOLE_BRANCH + 1])
    branch = Branch(top.pk if top is not None else None)
    if len(found) > WHOLE_BRANCH:
        every = listed_below(_pages(actor, space, texts), top)
        found = _uppermost(every, branch, levels, frozenset(open_ids))
    for page in found:
        page.space = space
        branch.children.setdefault(page.parent_id, []).append(page)
    return branch


def _uppermost(every: QuerySet[Content], branch: Branch, levels: int, open_ids: frozenset[int]) -> list[Content]:
    """Read the levels of a large branch one by one, of all pages of its space that may be in it."""
    pages = every.order_by(*TREE_ORDER)
    top = pages.filter(parent_id=branch.top_id) if branch.top_id is not None else pages.filter(parent__isnull=True)
    level = list(top[: MOST_OF_A_LEVEL + 1])
    found: list[Content] = []
    depth = 1
    while level:
        branch.is_cut = branch.is_cut or len(level) > MOST_OF_A_LEVEL
        level = level[:MOST_OF_A_LEVEL]
        found += level
        opened = [page.pk for page in level if depth < levels or page.pk in open_ids]
        level = list(pages.filter(parent_id__in=opened)[: MOST_OF_A_LEVEL + 1]) if opened else []
        depth += 1
    read = {page.parent_id for page in found}
    closed = [page.pk for page in found if page.pk not in read]
    parents = every.filter(parent_id__in=closed).order_by()
    branch.with_children = {pk for pk in parents.values_list("parent_id", flat=True).distinct() if pk is not None}
    return found


def _pages(actor: Actor, space: Space, texts: bool) -> QuerySet[Content]:
    pages = Content.objects.filter(space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    shown = visible_contents(actor, pages).defer(*_NOT_IN_A_TREE)
    return shown.select_related("body") if texts else shown
