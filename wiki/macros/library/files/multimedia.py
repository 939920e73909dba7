"""The macro multimedia."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import file_address
from wiki.macros.embedding.attached_files import file_card, named_file
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_css import css_length
from wiki.macros.safe_html import attributes_html, escape_text, safe


@macro(
    "multimedia",
    title="Multimedia",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("name", "The attached film or sound.", aliases=("",), required=True),
        Parameter("page", "The page that the file is attached to; this one if not given.", ParameterKind.PAGE, None),
        Parameter("space", "The space of that page; this one if not given.", ParameterKind.SPACE, None),
        Parameter("width", "How wide a film shows, in pixels or as a share of the page."),
        Parameter("height", "How high a film shows, in pixels."),
        Parameter(
            "autostart", "Whether the browser loads the file with the page, so that it plays without waiting. "
            "It never starts by itself.", ParameterKind.BOOLEAN, default=False,
        ),
    ),
)  # fmt: skip
def multimedia(use: MacroUse) -> SafeString:
    """Plays an attached film or sound; of other files it shows what they are and where to download them."""
    file = named_file(use)
    family = file.media_type.partition("/")[0]
    if family not in ("audio", "video") or use.context.target.is_static:
        return safe(f'<div class="multimedia {use.classes}"{use.marks}>{file_card(use, file)}</div>')
    lengths = {"width": css_length(use.text("width")), "height": css_length(use.text("height"))}
    address = file_address(use.context, file)
    player = {
        "src": address,
        "preload": "auto" if use.flag("autostart") else "metadata",
        "aria-label": file.title,
        "style": " ".join(f"{name}: {value};" for name, value in lengths.items() if value) or None,
    }
    return safe(
        f'<figure class="multimedia {use.classes}"{use.marks}>',
        f"<{family}{attributes_html(player)} controls playsinline></{family}>",
        f'<figcaption><a href="{escape_text(address)}&amp;download=true">{escape_text(file.title)}</a></figcaption>',
        "</figure>",
    )
