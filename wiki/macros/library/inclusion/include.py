"""The macro include."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.naming.listed_values import listed_values
from wiki.macros.naming.named_content import named_content
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.models import Content


@macro(
    "include",
    title="Include page",
    aliases=("include-page", "includepage"),
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
        Parameter("pageTitle", "The title of the page, as old pages have it.", ParameterKind.PAGE, None),
        Parameter("spaceKey", "The key of the space of a title that names none.", ParameterKind.SPACE, None),
    ),
)
def include(use: MacroUse) -> SafeString:
    """Shows the whole text of another page or blog post in this one."""
    content = _named(use)
    html = use.render(content)
    return safe(
        f'<div class="included-content {use.classes}"{use.marks} data-included-content-id="{content.pk}">{html}</div>'
    )


def _named(use: MacroUse) -> Content:
    keys = listed_values(use, "spaceKey")
    space_key = keys[0] if keys else ""
    content = named_content(use, "", space_key) or named_content(use, "pageTitle", space_key)
    if content is None:
        raise MacroFailure(gettext("it does not say which page to show."))
    return content
