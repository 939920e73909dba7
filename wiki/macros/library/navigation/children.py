"""The macro children."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.safestring import SafeString

from wiki.errors import NoSuchContent
from wiki.macros.base import MacroFailure, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content, ContentKind, Space
from wiki.permissions.access import page_for, space_for
from wiki.queries.pages import TREE_ORDER, children_of, descendants_of, pages_of, top_level_pages
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import excerpt
from wiki.storage_format.parser import parse
from wiki.storage_format.targets import page_address

MOST_PAGES = 2000
EXCERPT_LENGTH = 200
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SORTS = ("creation", "title", "modified")
_NUMBERS = re.compile(r"(\d{1,15})")

ByParent = dict[int | None, list[Content]]


@macro(
    "children",
    title="Children",
    cacheable=False,
    parameters=(
        Parameter("page", "The page above those listed; / is the top of the space.", ParameterKind.PAGE, None, ("",)),
        Parameter("all", "Whether all pages below are listed.", ParameterKind.BOOLEAN, False, ("allChildren",)),
        Parameter("depth", "How many levels are listed.", ParameterKind.INTEGER, 0, most=50),
        Parameter("first", "How many children are listed at most.", ParameterKind.INTEGER, 0),
        Parameter("sort", "The order, instead of the tree's.", ParameterKind.CHOICE, choices=SORTS),
        Parameter("reverse", "Whether the order is turned round.", ParameterKind.BOOLEAN, default=False),
        Parameter("sortAndReverse", "Order and direction in one, as in title.true."),
        Parameter("style", "The heading that children become.", ParameterKind.CHOICE, choices=("", *HEADINGS)),
        Parameter(
            "excerpt", "Whether the beginning of each page is shown: none, simple or rich.",
            ParameterKind.CHOICE, "none", ("excerptType",), choices=("none", "simple", "rich", "true", "false"),
        ),
    ),
)  # fmt: skip
def children(use: MacroUse) -> SafeString:
    """Lists the pages below this page, or below another."""
    levels = use.number("depth") or (50 if use.flag("all") else 1)
    parent = _parent(use)
    if parent is None:
        return safe("")
    top, below = _tree(use, parent, levels)
    top = _sorted(use, top)
    if use.number("first"):
        top = top[: use.number("first")]
    html = _Lister(use, below, levels).listing(top, 1)
    return safe(f'<div class="childpages-macro {use.classes}"{use.marks}>{html}</div>')


def _parent(use: MacroUse) -> Content | Space | None:
    actor, given = use.context.actor, use.page("page")
    own_space = use.context.space
    try:
        if given is None or (given.title == "@self" and given.space_key is None):
            content = use.context.content
            return content if isinstance(content, Content) and content.kind == ContentKind.PAGE else None
        if given.title in ("/", "@home"):
            return own_space if isinstance(own_space, Space) else None
        if given.space_key and not given.title:
            return space_for(actor, given.space_key)
        target = use.facts.resolution.page(given)
        if target is not None:
            return page_for(actor, target.content_id)
    except NoSuchContent:
        pass
    raise MacroFailure("the page whose children it lists does not exist, or you may not see it.")


def _tree(use: MacroUse, parent: Content | Space, levels: int) -> tuple[list[Content], ByParent]:
    """Give the pages at the top of the list, and those below them by parent."""
    actor = use.context.actor
    if isinstance(parent, Space):
        top = list(_with_bodies(use, top_level_pages(actor, parent))[:MOST_PAGES])
        if levels == 1:
            return top, {}
        return top, _by_parent(_with_bodies(use, pages_of(actor, parent).order_by("path", *TREE_ORDER))[:MOST_PAGES])
    if levels == 1:
        return list(_with_bodies(use, children_of(actor, parent))[:MOST_PAGES]), {}
    found = _by_parent(_with_bodies(use, descendants_of(actor, parent))[:MOST_PAGES])
    return found.get(parent.pk, []), found


def _with_bodies(use: MacroUse, pages: Any) -> Any:
    return pages.select_related("space", "body") if use.text("excerpt") in ("simple", "rich", "true") else pages


def _by_parent(pages: Iterable[Content]) -> ByParent:
    found: ByParent = {}
    for page in pages:
        found.setdefault(page.parent_id, []).append(page)
    return found


def _natural(page: Content) -> list[tuple[int, int, str]]:
    parts = _NUMBERS.split(page.title_folded)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]


_ORDERS: dict[str, Callable[[Content], Any]] = {
    "creation": lambda page: (page.created, page.pk),
    "modified": lambda page: (page.modified, page.pk),
    "title": _natural,
}


def _sorted(use: MacroUse, pages: list[Content]) -> list[Content]:
    order, _dot, turned = use.text("sortAndReverse").partition(".")
    order = use.text("sort") or order.lower()
    if order in _ORDERS:
        pages = sorted(pages, key=_ORDERS[order])
    if use.flag("reverse") or turned.lower() == "true":
        pages = pages[::-1]
    return pages


class _Lister:
    """Writes the lists of one use, down to a depth."""

    def __init__(self, use: MacroUse, below: ByParent, levels: int) -> None:
        self.use = use
        self.below = below
        self.levels = levels
        self.style = use.text("style")
        self.excerpts = use.text("excerpt") in ("simple", "rich", "true")

    def listing(self, pages: list[Content], level: int) -> str:
        """Write a list of pages, and what is below them."""
        if not pages:
            return ""
        if self.style and level == 1:
            return "".join(
                f"<{self.style}>{self.link(page)}</{self.style}>{self.summary(page)}{self.lower(page, level)}"
                for page in pages
            )
        entries = "".join(f"<li>{self.link(page)}{self.summary(page)}{self.lower(page, level)}</li>" for page in pages)
        return f"<ul>{entries}</ul>"

    def lower(self, page: Content, level: int) -> str:
        """Write what is below a page, if it is within the depth."""
        found = self.below.get(page.pk)
        return self.listing(_sorted(self.use, found), level + 1) if found and level < self.levels else ""

    def link(self, page: Content) -> str:
        """Write the link to a page."""
        address = self.use.context.address(page_address(page.space.key, page.title, page.pk))
        return f'<a href="{escape_text(address)}">{escape_text(page.title)}</a>'

    def summary(self, page: Content) -> str:
        """Write the excerpt of a page, when they are asked for."""
        if not self.excerpts:
            return ""
        try:
            text = excerpt(parse(page.storage), EXCERPT_LENGTH)
        except MalformedStorage:
            return ""
        return f' <div class="excerpt">{escape_text(text)}</div>' if text else ""
