"""The macro html-include."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import content_link
from wiki.macros.embedding.attached_files import named_file
from wiki.macros.embedding.safe_embed import is_listed, origin_of
from wiki.macros.embedding.sandboxed_html import address_given, digest_of, frame
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.macros.safe_url import IMAGE_SCHEMES, safe_url
from wiki.storage_format.references import AttachmentReference

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@macro(
    "html-include",
    title="HTML include",
    freshness=Freshness.WIKI,
    switch="html_include_macro",
    parameters=(
        Parameter("url", "The address of the page, or an attached HTML file.", aliases=("",), required=True),
        Parameter("height", "How high the frame is, in pixels; as high as what is in it if not given."),
    ),
)
def html_include(use: MacroUse) -> SafeString:
    """Shows a page of another site, of a host that an administrator has listed, or an attached HTML file.

    It stands in a frame that can reach nothing of the wiki. The wiki fetches pages in the background.
    """
    given = next((found for name in ("url", "") if (found := use.element.parameters.get(name)) is not None), None)
    if given is not None and isinstance(given.reference, AttachmentReference):
        return _attached(use)
    address = address_given(use.element)
    if not address:
        raise MacroFailure(gettext("it names no page."))
    origin = origin_of(address)
    hosts = use.context.settings.get("html_include_hosts")
    if origin is None or not isinstance(hosts, tuple) or not is_listed(origin.host, hosts):
        raise MacroFailure(gettext("the host of this address is not on the list of this site."))
    link = {"href": safe_url(address, IMAGE_SCHEMES), "class": "external-link", "rel": "nofollow noopener noreferrer"}
    source = f'<p class="quiet">From <a{attributes_html(link)}>{escape_text(address)}</a></p>'
    if use.context.target.is_static or use.context.content_id is None:
        return safe(f'<div class="html-include-macro {use.classes}"{use.marks}>{source}</div>')
    what = {"contentId": str(use.context.content_id), "page": digest_of(address)}
    shown = frame(use, what, gettext("A page from {host}").format(host=origin.host))
    return safe(f'<div class="html-include-macro {use.classes}"{use.marks}>{shown}{source}</div>')


def _attached(use: MacroUse) -> SafeString:
    file = named_file(use, "url")
    if file.media_type.partition(";")[0].strip().lower() not in HTML_TYPES:
        raise MacroFailure(gettext("the file is no HTML."))
    shown = "" if use.context.target.is_static else frame(use, {"file": str(file.pk)}, file.title)
    source = f'<p class="quiet">{content_link(use.context, file)}</p>'
    return safe(f'<div class="html-include-macro {use.classes}"{use.marks}>{shown}{source}</div>')
