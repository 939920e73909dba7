"""The macro im."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Display, MacroFailure, MacroUse
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe

_SCHEMES = {"jabber": "xmpp", "xmpp": "xmpp", "gtalk": "xmpp", "sip": "sip", "irc": "irc"}
"""The schemes of the services whose names are addresses that programs open."""


@macro(
    "im",
    title="Instant messenger",
    display=Display.INLINE,
    parameters=(
        Parameter("name", "The name that somebody has there.", aliases=("",), required=True),
        Parameter("service", "The service, as Jabber, Skype or SIP."),
        Parameter("showid", "What stands in place of the name."),
    ),
)
def im(use: MacroUse) -> SafeString:
    """Names somebody as an instant messenger knows them; where programs open such addresses, as a link."""
    name, service = use.text("name"), use.text("service").strip()
    if not name:
        raise MacroFailure(gettext("it names nobody."))
    label = f"{service}: " if service else ""
    shown = use.text("showid") if use.text("showid").lower() not in ("", "true", "false") else name
    scheme = _SCHEMES.get(service.lower())
    inner = escape_text(shown)
    if scheme is not None:
        link = {"href": f"{scheme}:{quote(name, safe='@.+-_')}", "rel": "nofollow noopener noreferrer"}
        inner = f"<a{attributes_html(link)}>{inner}</a>"
    return safe(f'<span class="im-macro {use.classes}"{use.marks}>{escape_text(label)}{inner}</span>')
