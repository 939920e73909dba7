"""The macro view-file, and its older names for one kind of file each."""

from __future__ import annotations

from django.utils.safestring import SafeString

from wiki.macros.base import Freshness, MacroUse
from wiki.macros.content_links import file_address
from wiki.macros.embedding.attached_files import file_card, is_picture, named_file
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_css import css_length
from wiki.macros.safe_html import attributes_html, safe
from wiki.models import Content

# What the address of a download shows in a frame; everything else it offers to keep.
_FRAMED = frozenset({"text/plain", "text/csv", "text/markdown"})
_DEFAULT_HEIGHTS = {"application/pdf": "480px"}


@macro(
    "view-file",
    title="View file",
    aliases=("viewfile", "viewpdf", "viewdoc", "viewxls", "viewppt"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("name", "The attached file.", aliases=("",), required=True),
        Parameter("page", "The page that the file is attached to; this one if not given.", ParameterKind.PAGE, None),
        Parameter("space", "The space of that page; this one if not given.", ParameterKind.SPACE, None),
        Parameter("height", "How high the preview is, in pixels.", default="", aliases=("viewHeight",)),
        Parameter("width", "How wide the preview is: a length such as 400px, or a share such as 50%."),
    ),
)
def view_file(use: MacroUse) -> SafeString:
    """Shows an attached file: what it is, where to download it and, for what browsers can show, what is in it."""
    file = named_file(use)
    preview = _preview(use, file)
    return safe(f'<div class="view-file {use.classes}"{use.marks}>{preview}{file_card(use, file)}</div>')


def _preview(use: MacroUse, file: Content) -> str:
    address = file_address(use.context, file)
    size = {"max-height": css_length(use.text("height")), "width": css_length(use.text("width"))}
    if is_picture(file):
        image = {"class": "file-preview", "src": address, "alt": file.title, "loading": "lazy", "style": _style(size)}
        return f"<img{attributes_html(image)}>"
    if use.context.target.is_static:
        return ""
    family = file.media_type.partition("/")[0]
    if family in ("audio", "video"):
        marks = {"class": "file-preview", "src": address, "preload": "metadata", "style": _style(size)}
        return f"<{family}{attributes_html(marks)} controls></{family}>"
    plain_type = file.media_type.partition(";")[0].strip().lower()
    if plain_type != "application/pdf" and plain_type not in _FRAMED:
        return ""
    height = css_length(use.text("height")) or _DEFAULT_HEIGHTS.get(plain_type, "240px")
    frame = {
        "class": "file-preview",
        "src": address,
        "title": file.title,
        "loading": "lazy",
        "style": _style({"height": height, "width": css_length(use.text("width"))}),
        # The browser's own PDF viewer does not start in a sandbox; the answer's policy lets nothing run.
        "sandbox": None if plain_type == "application/pdf" else "",
    }
    return f"<iframe{attributes_html(frame)}></iframe>"


def _style(properties: dict[str, str | None]) -> str | None:
    return " ".join(f"{name}: {value};" for name, value in properties.items() if value) or None
