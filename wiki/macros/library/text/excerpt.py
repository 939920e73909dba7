"""The macro excerpt."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "excerpt",
    title="Excerpt",
    body=BodyKind.RICH,
    parameters=(
        Parameter("name", "A name, so that a page can have several excerpts.", aliases=("",)),
        Parameter("hidden", "Whether this page itself does not show it.", ParameterKind.BOOLEAN, default=False),
    ),
)
def excerpt(use: MacroUse) -> SafeString:
    """Marks the part of a page that other pages show as its summary."""
    if use.flag("hidden"):
        return safe("")
    tag = "span" if use.is_inline else "div"
    return safe(f'<{tag} class="{use.classes}"{use.marks}>{use.body}</{tag}>')
