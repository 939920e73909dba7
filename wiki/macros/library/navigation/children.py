"""The macro children."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import content_link
from wiki.macros.listing.excerpts import EXCERPT_KINDS, Excerpts
from wiki.macros.listing.page_order import sorted_pages
from wiki.macros.naming.tree_places import TreePlace, named_place, own_page
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.models import Content
from wiki.queries.archived_pages import listed_below, without_archived
from wiki.queries.pages import TREE_ORDER, children_of, descendants_of, pages_of, top_level_pages

MOST_PAGES = 2000
DEEPEST = 50
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SORTS = ("creation", "title", "modified")

ByParent = dict[int | None, list[Content]]


@macro(
    "children",
    title="Children",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter(
            "page", "The page above those listed: Title, KEY:Title, @home or @parent; / is the top of the space.",
            ParameterKind.PAGE, None, ("",),
        ),
        Parameter("all", "Whether all pages below are listed, whatever the depth.", ParameterKind.BOOLEAN, False),
        Parameter("allChildren", "Whether all pages below are listed, down to the depth if one is given.",
                  ParameterKind.BOOLEAN, False),
        Parameter("depth", "How many levels are listed.", ParameterKind.INTEGER, 0, most=DEEPEST),
        Parameter("first", "How many children are listed at most.", ParameterKind.INTEGER, 0),
        Parameter("sort", "The order, instead of the tree's.", ParameterKind.CHOICE, choices=("", *SORTS)),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
        Parameter("sortAndReverse", "Order and direction in one, as in title.true."),
        Parameter("style", "The heading that children become.", ParameterKind.CHOICE, choices=("", *HEADINGS)),
        Parameter(
            "excerptType", "Whether the excerpt of each page is shown: none, simple (as plain text) or rich.",
            ParameterKind.CHOICE, "none", ("excerpt",), choices=EXCERPT_KINDS,
        ),
    ),
)  # fmt: skip
def children(use: MacroUse) -> SafeString:
    """Lists the pages below this page, or below another."""
    if use.page("page") is None and own_page(use) is None:
        return safe("")
    levels = _levels(use)
    top, below = _tree(use, named_place(use, "page", default="@self"), levels)
    order, reverse = _order(use)
    top = sorted_pages(top, order, reverse=reverse)
    if use.number("first"):
        top = top[: use.number("first")]
    excerpts = Excerpts(use, [*top, *(page for pages in below.values() for page in pages)], use.text("excerptType"))
    html = _Lister(use, below, levels, order, reverse, excerpts).listing(top, 1)
    return safe(f'<div class="childpages-macro {use.classes}"{use.marks}>{html}</div>')


def _levels(use: MacroUse) -> int:
    if use.flag("all"):
        return DEEPEST
    return use.number("depth") or (DEEPEST if use.flag("allChildren") else 1)


def _order(use: MacroUse) -> tuple[str, bool]:
    order, _dot, turned = use.text("sortAndReverse").partition(".")
    return use.text("sort") or order.strip().lower(), use.flag("reverse") or turned.strip().lower() == "true"


def _tree(use: MacroUse, place: TreePlace, levels: int) -> tuple[list[Content], ByParent]:
    """Give the pages at the top of the list, and those below them by parent."""
    actor, page = use.actor, place.page
    if levels == 1:
        level = children_of(actor, page) if page is not None else top_level_pages(actor, place.space)
        return list(_with_bodies(use, listed_below(level, page))[:MOST_PAGES]), {}
    if page is None:
        every = without_archived(pages_of(actor, place.space)).order_by("path", *TREE_ORDER)
        found = _by_parent(_with_bodies(use, every)[:MOST_PAGES])
        return found.get(None, []), found
    found = _by_parent(_with_bodies(use, listed_below(descendants_of(actor, page), page))[:MOST_PAGES])
    return found.get(page.pk, []), found


def _with_bodies(use: MacroUse, pages: QuerySet[Content]) -> QuerySet[Content]:
    return pages if use.text("excerptType") in ("none", "false") else pages.select_related("space", "body")


def _by_parent(pages: Iterable[Content]) -> ByParent:
    found: ByParent = {}
    for page in pages:
        found.setdefault(page.parent_id, []).append(page)
    return found


class _Lister:
    """Writes the lists of one use, down to a depth."""

    def __init__(
        self, use: MacroUse, below: ByParent, levels: int, order: str, reverse: bool, excerpts: Excerpts
    ) -> None:
        self.use = use
        self.below = below
        self.levels = levels
        self.order = order
        self.reverse = reverse
        self.excerpts = excerpts
        self.style = use.text("style")

    def listing(self, pages: list[Content], level: int) -> str:
        """Write a list of pages, and what is below them."""
        if not pages:
            return ""
        if self.style and level == 1:
            return "".join(
                f"<{self.style}>{content_link(self.use.context, page)}</{self.style}>{self.rest(page, level)}"
                for page in pages
            )
        entries = "".join(f"<li>{content_link(self.use.context, page)}{self.rest(page, level)}</li>" for page in pages)
        return f"<ul>{entries}</ul>"

    def rest(self, page: Content, level: int) -> str:
        """Write the excerpt of a page, and what is below it as far as the depth allows."""
        excerpt = self.excerpts.block(page)
        found = self.below.get(page.pk)
        if not found or level >= self.levels:
            return excerpt
        return excerpt + self.listing(sorted_pages(found, self.order, reverse=self.reverse), level + 1)
