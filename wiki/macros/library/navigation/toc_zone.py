"""The macro toc-zone."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, HeadingPlace, MacroUse
from wiki.macros.listing.toc_list import TOC_PARAMETERS, toc_classes, toc_list
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe
from wiki.storage_format.extract import headings


@macro(
    "toc-zone",
    title="Table of contents zone",
    aliases=("toczone",),
    body=BodyKind.RICH,
    parameters=(
        Parameter("location", "Where the list stands: top, bottom or both.", ParameterKind.CHOICE, "both",
                  choices=("top", "bottom", "both")),
        *TOC_PARAMETERS,
    ),
)  # fmt: skip
def toc_zone(use: MacroUse) -> SafeString:
    """Lists the headings of the part of the page that it encloses, with links to them."""
    listed = toc_list(use, _inside(use))
    box = f'<div class="{toc_classes(use)}">{listed}</div>' if listed else ""
    place = use.text("location")
    above, below = box if place != "bottom" else "", box if place != "top" else ""
    return safe(f'<div class="toc-zone {use.classes}"{use.marks}>{above}{use.body}{below}</div>')


def _inside(use: MacroUse) -> list[HeadingPlace]:
    """Give those headings of the document that stand in this macro."""
    own = {id(heading.element) for heading in headings(use.element)}
    every = headings(use.facts.document)
    return [place for place, heading in zip(use.facts.headings, every, strict=True) if id(heading.element) in own]
