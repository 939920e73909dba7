"""The part of a page tree that a sidebar shows: the top, what lies along a path, and one level below.

Archived pages are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.permissions.conditions import Condition, Sql, not_archived
from wiki.permissions.visible import visible_pages, with_children
from wiki.queries.pages import TREE_ORDER
from wiki.queries.siblings import Siblings, Stretch, first_pages, level_sizes, pages_after, pages_around, pages_before

LEVEL_LIMIT = 100
"""So many pages of one parent come at once; a tree asks for those before and after them."""

# Hundreds of rows may be read for one page view: just what a line of the tree says.
_IN_A_TREE = ("id", "kind", "status", "title", "title_folded", "space_id", "parent_id", "position", "posting_day")


@dataclass
class TreeNode:
    """A page in a tree.

    Attributes:
        level: the pages below it, where it is open and has some.
        follows_cut: whether there are pages between it and the one listed before it.
    """

    page: Content
    has_children: bool = False
    is_open: bool = False
    level: Level | None = None
    follows_cut: bool = False


@dataclass
class Level:
    """Pages with one parent, or those at the top; `is_cut` where there are more behind the last."""

    nodes: list[TreeNode] = field(default_factory=list)
    is_cut: bool = False

    def pages(self) -> Iterator[Content]:
        """Go through the pages of a level and of those below it that show."""
        waiting = list(self.nodes)
        while waiting:
            node = waiting.pop()
            yield node.page
            waiting += node.level.nodes if node.level is not None else ()


@dataclass(frozen=True)
class Place:
    """Where a page stands, said by another page; `target_id` is None for the only page at the top level.

    Attributes:
        position: `above`, `below` or `append`, as moving a page takes it.
    """

    target_id: int | None
    position: str


def tree_along(actor: Actor, space: Space, open_ids: Iterable[int], around: Content | None = None) -> Level:
    """Give the top level of a space's tree, and the levels below the pages that are open.

    Takes two queries, however deep the path, and two to five more for each level that has very many pages.

    Args:
        space: the space, which the actor may view.
        open_ids: the pages whose children show.
        around: a page of the space that shows wherever it stands, with those around it, as do all above it.
    """
    opened = frozenset(open_ids)
    stretches = _stretches(actor, space, (None, *opened), around)
    levels = {parent: _level(space, stretch, opened) for parent, stretch in stretches.items()}
    for level in levels.values():
        for node in level.nodes:
            node.level = levels.get(node.page.pk) if node.is_open else None
    return levels.get(None, Level())


def level_below(actor: Actor, parent: Content) -> Level:
    """Give the first children of a page that the actor may view, each closed."""
    level = Siblings(_pages(actor, parent.space, [parent.pk]))
    return _level(parent.space, first_pages(level, LEVEL_LIMIT))


def rest_of_level(
    actor: Actor, space: Space, parent: Content | None, *, after: int | None = None, before: int | None = None
) -> Level:
    """Give more of a level, of which some pages show already.

    Args:
        parent: a page of the space that the actor may view; None for the top, whose home page always shows.
        after: the last page that shows; else
        before: the first page that shows. Where it is not in the level any more, nothing is given.
    """
    rows = _pages_but_home(actor, space, parent.pk if parent is not None else None)
    page = rows.filter(pk=after or before or 0).first()
    if page is None:
        return Level()
    level = Siblings(rows)
    if after:
        found = pages_after(level, page, LEVEL_LIMIT)
        return _level(space, Stretch(found.pages, below=found.below))
    found = pages_before(level, page, LEVEL_LIMIT)
    return _level(space, Stretch(found.pages, above=found.above))


def place_in_tree(actor: Actor, page: Content) -> Place:
    """Say where a page stands among those that the actor may view, so that it can be brought back there."""
    level = Siblings(_pages(actor, page.space, [page.parent_id]))
    for beside in pages_before(level, page, 1).pages:
        return Place(beside.pk, "below")
    for beside in pages_after(level, page, 1).pages:
        return Place(beside.pk, "above")
    return Place(page.parent_id, "append")


def _stretches(
    actor: Actor, space: Space, parents: Iterable[int | None], around: Content | None
) -> dict[int | None, Stretch]:
    """Read levels by the ids of their parents: short ones whole, of others the part around the page that shows."""
    path = [*around.ancestor_ids, around.pk] if around is not None else []
    shown = dict(zip((None, *path), path, strict=False))
    sizes = level_sizes(space, parents, LEVEL_LIMIT + 1)
    short = [parent for parent, size in sizes.items() if 0 < size.pages <= LEVEL_LIMIT]
    stretches = {parent: Stretch([]) for parent in short}
    for page in _pages(actor, space, short).order_by(*TREE_ORDER) if short else ():
        stretches[page.parent_id].pages.append(page)
    for parent, size in sizes.items():
        if size.pages <= LEVEL_LIMIT:
            continue
        rows = _pages_but_home(actor, space, parent)
        level = Siblings(rows, may_be_manual=size.some_manual, may_be_by_title=size.some_by_title)
        middle = _standing_in(rows, parent, around, shown)
        some = pages_around(level, middle, LEVEL_LIMIT) if middle is not None else first_pages(level, LEVEL_LIMIT)
        if parent is None and space.home_page_id is not None:
            # The home page is the first of the top, whatever else of it shows.
            some.pages.extend(_pages(actor, space, [None]).filter(pk=space.home_page_id))
        stretches[parent] = some
    return stretches


def _standing_in(
    rows: QuerySet[Content], parent: int | None, around: Content | None, shown: Mapping[int | None, int]
) -> Content | None:
    """Give the page of a level that has to show; of it, where it stands is wanted."""
    if around is not None and shown.get(parent) == around.pk:
        return around
    return rows.filter(pk=shown[parent]).first() if parent in shown else None


def _level(space: Space, stretch: Stretch, opened: frozenset[int] = frozenset()) -> Level:
    level = Level(is_cut=stretch.below)
    for page in stretch.pages:
        page.space = space
        has_children: bool = page.has_children  # type: ignore[attr-defined]
        level.nodes.append(TreeNode(page, has_children, has_children and page.pk in opened))
    if level.nodes:
        level.nodes[0].follows_cut = stretch.above
    level.nodes.sort(key=lambda node: node.page.pk != space.home_page_id)
    return level


def _pages(actor: Actor, space: Space, parents: Iterable[int | None]) -> QuerySet[Content]:
    pages = visible_pages(actor, _in_levels(space, parents)).filter(Condition(not_archived(), "pk"))
    return pages.only(*_IN_A_TREE).annotate(has_children=with_children(actor))


def _pages_but_home(actor: Actor, space: Space, parent: int | None) -> QuerySet[Content]:
    """Give the pages of one level, at the top without the home page, which stands apart there."""
    rows = _pages(actor, space, [parent])
    return rows.exclude(pk=space.home_page_id) if parent is None and space.home_page_id is not None else rows


def _in_levels(space: Space, parents: Iterable[int | None]) -> QuerySet[Content]:
    """Give the current pages with some parents, for whoever it is.

    The top, whose pages have none, is asked for apart from the other levels, and each with all that the index of the
    tree begins with: with one condition for both, SQLite would read the whole space.
    """
    wanted = tuple(parents)
    ids = tuple(parent for parent in wanted if parent is not None)
    kind, status = f" = '{ContentKind.PAGE}' AND ", f" = '{ContentStatus.CURRENT}' AND "
    level = Sql(("(", 0, " = %s AND ", 1, kind, 2, status), (space.pk,))
    arms = [level + Sql((3, f" IN ({', '.join(['%s'] * len(ids))}))"), ids)] if ids else []
    arms += [level + Sql((3, " IS NULL)"))] if None in wanted else []
    either = arms[0] if len(arms) == 1 else "(" + arms[0] + " OR " + arms[1] + ")"
    return Content.objects.filter(Condition(either, "space_id", "kind", "status", "parent_id"))
