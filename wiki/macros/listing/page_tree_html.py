"""Writes trees of pages that open and close, for the macro pagetree and for the levels that are fetched later."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from wiki.macros.base import RenderContext
from wiki.macros.content_links import content_link
from wiki.macros.listing.excerpts import simple_excerpt
from wiki.macros.listing.page_order import sorted_pages
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.models import Content
from wiki.queries.page_branches import Branch

LEVEL_ADDRESS = "/plugins/pagetree/macrochildren.action"
"""Where the levels that were not written at once are fetched."""

SORTS = ("position", "natural", "bitwise", "creation", "modified", "title")


@dataclass(frozen=True, slots=True)
class TreeLook:
    """How a tree is shown.

    Attributes:
        sort: the order of each level, see `wiki.macros.listing.page_order`; `position` is the order of the tree.
        reverse: whether the order is turned round.
        excerpt: whether the excerpt of each page is shown.
    """

    sort: str = "position"
    reverse: bool = False
    excerpt: bool = False


class TreeWriter:
    """Writes one tree.

    Attributes:
        context: for whom and where.
        branch: the pages.
        look: how they are shown.
        open_levels: how many levels are open at first.
        open_ids: the pages that are open at first wherever they are.
    """

    def __init__(
        self,
        context: RenderContext,
        branch: Branch,
        look: TreeLook,
        open_levels: int = 1,
        open_ids: frozenset[int] = frozenset(),
    ) -> None:
        self.context = context
        self.branch = branch
        self.look = look
        self.open_levels = open_levels
        self.open_ids = open_ids

    def level(self, parent_id: int | None, depth: int = 1) -> str:
        """Write the pages below one, and what is below them."""
        pages = self.branch.children.get(parent_id, [])
        entries = "".join(
            self.entry(page, depth) for page in sorted_pages(pages, self.look.sort, reverse=self.look.reverse)
        )
        return f'<ul class="plugin_pagetree_children_list">{entries}</ul>' if entries else ""

    def entry(self, page: Content, depth: int) -> str:
        """Write a page, and what is below it."""
        current = ' class="is-current"' if page.pk == self.context.content_id else ""
        title = f'<span class="plugin_pagetree_children_span">{content_link(self.context, page)}</span>'
        below = self.below(page, depth)
        if not below or self.context.target.is_static:
            return f"<li{current}>{title}{self.excerpt(page)}{below}</li>"
        opened = depth < self.open_levels or page.pk in self.open_ids
        marks = attributes_html({"open": "" if opened else None, "data-later": self.later(page)})
        switch = f'<summary><span class="visually-hidden">Pages below {escape_text(page.title)}</span></summary>'
        return f"<li{current}>{title}{self.excerpt(page)}<details{marks}>{switch}{below}</details></li>"

    def below(self, page: Content, depth: int) -> str:
        """Write what is below a page, or the link to it where that was not read."""
        if page.pk in self.branch.with_children and not self.context.target.is_static:
            address = escape_text(self.context.address(f"/pages/children.action?pageId={page.pk}"))
            return f'<p class="pagetree-later"><a href="{address}">The pages below {escape_text(page.title)}</a></p>'
        return self.level(page.pk, depth + 1)

    def later(self, page: Content) -> str | None:
        """Give the address of what is below a page, where that is fetched when it is opened."""
        if page.pk not in self.branch.with_children:
            return None
        query = {"pageId": page.pk, "sort": self.look.sort}
        query |= {name: "true" for name in ("reverse", "excerpt") if getattr(self.look, name)}
        return self.context.address(f"{LEVEL_ADDRESS}?{urlencode(query)}")

    def excerpt(self, page: Content) -> str:
        """Write the excerpt of a page, when they are shown."""
        text = simple_excerpt(page) if self.look.excerpt else ""
        return f' <span class="smalltext">{text}</span>' if text else ""
