"""What HTML must hold to be safe, checked on the tree that an HTML5 parser makes of it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from wiki.macros.drawing import svg
from wiki.macros.mathematics.safe_mathml import MATH_ELEMENTS
from wiki.rendering.elements import ALLOWED

_HTML = "http://www.w3.org/1999/xhtml"
_MATH = "http://www.w3.org/1998/Math/MathML"
_SVG = "http://www.w3.org/2000/svg"
WRITTEN_BY_RENDERER = frozenset(
    {"img", "input", "button", "label", "form", "select", "option", "nav", "main", "iframe", "audio", "video"}
)
"""Elements that no document can bring, but macros and the renderer write."""

MATH_ALLOWED = MATH_ELEMENTS | {"semantics", "annotation"}
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset"})
ALLOWED_SCHEMES = frozenset(
    {"http", "https", "mailto", "ftp", "ftps", "tel", "news", "nntp", "irc", "ircs", "xmpp", "sip"}
)
_NEVER = frozenset({"srcdoc", "formtarget", "ping", "http-equiv"})
_SCHEME = re.compile(r"([^/?#:]*):")
# Browsers pass over these at the beginning of an address, and over the last three anywhere in it.
_PASSED_OVER = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
_STYLE = re.compile(
    r"url|expression|position|@|\\|behavior|binding|javascript|/\*|image|cursor|content:", re.IGNORECASE
)


def elements(markup: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Give namespace, name and attributes of each element that a browser finds in a piece of HTML."""
    tree = html5lib.parseFragment(markup, namespaceHTMLElements=True)
    for element in tree.iter():
        if element is tree:
            continue
        if not isinstance(element.tag, str):
            yield "", "comment", {}
            continue
        namespace, _, name = element.tag[1:].rpartition("}")
        yield namespace, name, {str(key): value for key, value in element.attrib.items()}


def unsafe_parts(markup: str) -> list[str]:
    """List what is dangerous in a piece of HTML, or does not belong there."""
    found = []
    for namespace, name, attributes in elements(markup):
        if not _belongs(namespace, name):
            found.append(f"<{name}>")
        for attribute, value in attributes.items():
            low = attribute.lower()
            if (
                low.startswith("on")
                or ":" in low
                or "}" in low
                or low in {"srcdoc", "formtarget", "ping", "http-equiv"}
            ):
                found.append(f"{name} {attribute}={value}")
            if low in ADDRESSES:
                scheme = _SCHEME.match(_PASSED_OVER.sub("", value))
                if scheme and scheme.group(1).lower() not in ALLOWED_SCHEMES:
                    found.append(f"{name} {attribute}={value}")
            if low == "style" and _STYLE.search(value):
                found.append(f"{name} {attribute}={value}")
    return found


def _belongs(namespace: str, name: str) -> bool:
    if namespace == _HTML:
        return name in ALLOWED or name in WRITTEN_BY_RENDERER
    if namespace == _MATH:
        return name in MATH_ALLOWED
    return namespace == _SVG and name in svg.ELEMENTS


def reads_the_same_again(markup: str) -> bool:
    """Say whether a browser finds the same in HTML that it has read, written, and read anew.

    Attacks by mutation hide where it does not.
    """
    once = html5lib.parseFragment(markup, namespaceHTMLElements=True)
    written = html5lib.serialize(
        once, quote_attr_values="always", omit_optional_tags=False, minimize_boolean_attributes=False
    )
    return _outline(once) == _outline(html5lib.parseFragment(written, namespaceHTMLElements=True))


def _outline(tree: Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(str(element.tag), tuple(sorted(element.attrib.items()))) for element in tree.iter()]
