"""The macro toc."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import MacroUse
from wiki.macros.listing.toc_list import TOC_PARAMETERS, toc_classes, toc_list
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro("toc", title="Table of contents", parameters=TOC_PARAMETERS)
def toc(use: MacroUse) -> SafeString:
    """Lists the headings of the page, with links to them."""
    html = toc_list(use, use.facts.headings)
    return safe(f'<div class="{toc_classes(use)} {use.classes}"{use.marks}>{html}</div>')
