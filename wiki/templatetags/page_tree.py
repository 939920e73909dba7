"""The page tree at the side.

A screen has hundreds of its lines, and a template would take as long for them as for all the rest of the screen.
"""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from wiki.models import Space
from wiki.queries.tree import Level, TreeNode
from wiki.templatetags.icons import icon_svg
from wiki.views.addresses import content_address, with_query

register = template.Library()

_LEAF = '<span class="tree-leaf" aria-hidden="true"></span>'


@register.simple_tag
def tree_level(level: Level, space: Space, current_id: int | None = None) -> SafeString:
    """Write a level of a page tree with those below it that show.

    Args:
        current_id: the page that the screen is about.
    """
    return mark_safe(_level(level, space, current_id))


def _level(level: Level, space: Space, current_id: int | None) -> str:
    lines = ['<ul class="tree-level">']
    for node in level.nodes:
        if node.follows_cut:
            lines.append(_cut(space, "before", node))
        below = _level(node.level, space, current_id) if node.level is not None and node.level.nodes else ""
        lines.append(_line(node, space, current_id, below))
    if level.is_cut:
        lines.append(_cut(space, "after", level.nodes[-1]))
    return "\n".join(lines) + "</ul>"


def _line(node: TreeNode, space: Space, current_id: int | None, below: str) -> str:
    page, title = node.page, escape(node.page.title)
    home = " is-home" if page.pk == space.home_page_id else ""
    current = ' aria-current="page"' if page.pk == current_id else ""
    return (
        f'<li class="tree-node{home}" data-page="{page.pk}"><span class="tree-row">'
        f"{_toggle(node, title) if node.has_children else _LEAF}"
        f'<a href="{escape(content_address(page))}"{current}>{title}</a></span>{below}</li>'
    )


def _toggle(node: TreeNode, title: str) -> str:
    is_open = "true" if node.is_open else "false"
    opens = f'class="tree-toggle" aria-expanded="{is_open}" aria-label="{title}"'
    return f'<button type="button" {opens}>{icon_svg("chevron")}</button>'


def _cut(space: Space, side: str, node: TreeNode) -> str:
    """The line that stands for pages which are read when somebody comes there; without scripts it leads to all."""
    pages = escape(with_query("list-pages", key=space.key))
    return (
        f'<li class="tree-cut" data-{side}="{node.page.pk}"><a href="{pages}">{escape(gettext("More pages…"))}</a></li>'
    )
