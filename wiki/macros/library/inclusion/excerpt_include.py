"""The macro excerpt-include."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link
from wiki.macros.listing.excerpts import marked_excerpt
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.naming.named_content import named_content
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.models import Content
from wiki.storage_format.nodes import Element, Node, Text


@macro(
    "excerpt-include",
    title="Excerpt include",
    aliases=("excerptinclude",),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter(
            "",
            "The page or blog post, as Title or KEY:Title.",
            ParameterKind.PAGE,
            None,
            ("page", "pageName"),
            required=True,
        ),
        Parameter("name", "Which excerpt of the page, where it has several; without it, the first."),
        Parameter("nopanel", "Whether the frame with the title is left out.", ParameterKind.BOOLEAN, default=False),
        Parameter("pageTitle", "The title of the page, as old pages have it.", ParameterKind.PAGE, None),
        Parameter("spaceKey", "The key of the space of a title that names none.", ParameterKind.SPACE, None),
    ),
)
def excerpt_include(use: MacroUse) -> SafeString:
    """Shows the part of another page that its macro excerpt marks."""
    content = _named(use)
    body = marked_excerpt(content, use.text("name"))
    if body is None:
        told = gettext("“{title}” has no excerpt.")
        if use.text("name"):
            told = gettext("“{title}” has no excerpt called “{name}”.")
        raise MacroFailure(told.format(title=content.title, name=use.text("name")))
    if use.flag("nopanel"):
        nodes, tag = (_unwrapped(body), "span") if use.is_inline else (body.children, "div")
        return safe(f'<{tag} class="excerpt-include {use.classes}"{use.marks}>{use.render(content, nodes)}</{tag}>')
    return safe(
        f'<div class="panel excerpt-include {use.classes}"{use.marks}>'
        f'<div class="panelHeader"><b>{content_link(use.context, content)}</b></div>'
        f'<div class="panelContent">{use.render(content, body.children)}</div></div>'
    )


def _named(use: MacroUse) -> Content:
    keys = listed_values(use, "spaceKey")
    space_key = keys[0] if keys else ""
    content = named_content(use, "", space_key) or named_content(use, "pageTitle", space_key)
    if content is None:
        raise MacroFailure(gettext("it does not say of which page to show the excerpt."))
    return content


def _unwrapped(body: Element) -> Sequence[Node]:
    """Give what is in a body that is a single paragraph, so that it can stand in a line."""
    shown = [node for node in body.children if not (isinstance(node, Text) and not node.value.strip())]
    if len(shown) == 1 and isinstance(shown[0], Element) and shown[0].tag == "p":
        return shown[0].children
    return body.children
