"""The macro details."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, safe


@macro(
    "details",
    title="Page properties",
    aliases=("page-properties",),
    body=BodyKind.RICH,
    parameters=(
        Parameter("id", "A name, so that a report can choose among the tables of a page.", aliases=("",)),
        Parameter("hidden", "Whether this page itself does not show it.", ParameterKind.BOOLEAN, default=False),
    ),
)
def details(use: MacroUse) -> SafeString:
    """Holds a table with properties of the page, which the macro detailssummary shows in its reports."""
    if use.flag("hidden"):
        return safe("")
    name = attributes_html({"data-properties-id": use.text("id") or None})
    return safe(f'<div class="plugin-tabmeta-details {use.classes}"{use.marks}{name}>{use.body}</div>')
