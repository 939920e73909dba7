"""What HTML must hold to be safe, checked on the tree that an HTML parser makes of it."""

import re

from lxml import html

_TAGS = (
    "script style iframe frame frameset object embed applet link meta base form svg math template noscript textarea "
    "title xmp plaintext button select video audio portal"
)
SCRIPT_TAGS = frozenset(_TAGS.split())
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]")
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "ftp", "ftps", "tel", "news", "nntp", "irc", "ircs", "xmpp"})


def unsafe_parts(markup: str) -> list[str]:
    """List what is dangerous in a piece of HTML, or does not belong there."""
    found = []
    for element in html.fragment_fromstring(markup, create_parent="div").iter():
        if not isinstance(element.tag, str):
            found.append(f"node {element!r}")
            continue
        if element.tag.lower() in SCRIPT_TAGS or ":" in element.tag:
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or ":" in name or name.lower() == "srcdoc":
                found.append(f"{element.tag} {name}={value}")
            if name in ADDRESSES:
                scheme = _SCHEME.match(_BLANKS.sub("", value))
                if scheme and scheme.group(1).lower() not in ALLOWED_SCHEMES:
                    found.append(f"{element.tag} {name}={value}")
            if name == "style" and re.search(r"url|expression|position|@|\\|behavior|binding", value, re.IGNORECASE):
                found.append(f"{element.tag} {name}={value}")
    return found
