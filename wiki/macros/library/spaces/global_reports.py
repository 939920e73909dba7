"""The macro global-reports."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from wiki.macros.base import MacroUse
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe

REPORTS = (
    (
        "/pages/recentlyupdated.action",
        gettext_lazy("New and changed content"),
        gettext_lazy("Pages, blog posts, comments and files, by time"),
    ),
    (
        "/spacedirectory/view.action",
        gettext_lazy("Spaces"),
        gettext_lazy("All spaces that you may see, by kind and category"),
    ),
    (
        "/labels/listlabels-heatmap.action",
        gettext_lazy("Labels"),
        gettext_lazy("All labels, by how often they are used"),
    ),
)


@macro(
    "global-reports",
    title="Global reports",
    aliases=("globalreports",),
    parameters=(Parameter("width", "How wide the list is, as in 80%.", ParameterKind.LENGTH),),
)
def global_reports(use: MacroUse) -> SafeString:
    """Links to the lists that the wiki keeps of all its content."""
    entries = "".join(
        f'<li><a href="{escape_text(use.context.address(path))}">{name}</a> <span class="smalltext">{about}</span></li>'
        for path, name, about in REPORTS
    )
    width = attributes_html({"style": f"width: {use.text('width')};" if use.text("width") else None})
    return safe(f'<div class="global-reports {use.classes}"{use.marks}{width}><ul>{entries}</ul></div>')
