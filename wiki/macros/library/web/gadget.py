"""The macro gadget."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import MacroUse
from wiki.macros.embedding.safe_embed import origin_of
from wiki.macros.embedding.web_address import web_address
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe


@macro(
    "gadget",
    title="Gadget",
    parameters=(Parameter("url", "The address of the gadget's description.", aliases=("",)),),
)
def gadget(use: MacroUse) -> SafeString:
    """Names a gadget of another server and links to its description. This wiki runs no gadgets."""
    address = web_address(use, "url")
    shown = escape_text(address)
    if origin_of(address) is not None:
        marks = {"class": "external-link", "href": address, "rel": "nofollow noopener noreferrer"}
        shown = f"<a{attributes_html(marks)}>{shown}</a>"
    return safe(
        f'<div class="gadget-macro unknown-macro {use.classes}"{use.marks}>',
        f'<span class="unknown-macro-label">Gadget</span> {shown}</div>',
    )
