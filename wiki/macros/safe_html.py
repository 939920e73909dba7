"""Small ways to write HTML that can't be broken out of."""

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe


def escape_text(text: str) -> str:
    """Write characters as HTML text or as an attribute's value."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
    )


def attributes_html(attributes: Mapping[str, str | None]) -> str:
    """Write attributes, each after a blank; those that are None are left out.

    Args:
        attributes: values by name; the names come from the program, never from a document.
    """
    return "".join(f' {name}="{escape_text(value)}"' for name, value in attributes.items() if value is not None)


def safe(*pieces: str) -> SafeString:
    """Join pieces of HTML that are known to be safe."""
    return mark_safe("".join(pieces))
