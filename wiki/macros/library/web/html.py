"""The macro html."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, MacroFailure, MacroUse
from wiki.macros.embedding.sandboxed_html import digest_of, frame
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import safe


@macro(
    "html",
    title="HTML",
    body=BodyKind.PLAIN,
    switch="html_macro",
    parameters=(
        Parameter("height", "How high the frame is, in pixels; as high as what is in it if not given."),
        Parameter("title", "What the frame is called for those who can't see it.", default="HTML of this page"),
    ),
)
def html(use: MacroUse) -> SafeString:
    """Shows HTML that stands in the page, scripts included, in a frame that can reach nothing of the wiki."""
    if not use.plain_body.strip():
        return safe(f'<div class="html-macro {use.classes}"{use.marks}></div>')
    if use.context.target.is_static:
        note = '<p class="macro-empty">This HTML shows in the wiki.</p>'
        return safe(f'<div class="html-macro {use.classes}"{use.marks}>{note}</div>')
    if use.context.content_id is None:
        raise MacroFailure(gettext("it shows once the page is saved."))
    what = {"contentId": str(use.context.content_id), "html": digest_of(use.plain_body)}
    return safe(f'<div class="html-macro {use.classes}"{use.marks}>{frame(use, what, use.text("title"))}</div>')
