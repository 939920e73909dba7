"""What a page says only where it stands, said for other places: meanings of classes in words, addresses in full."""

from urllib.parse import urljoin

from django.utils.translation import gettext, gettext_noop

_MEANINGS = {
    "confluence-information-macro-information": gettext_noop("Info"),
    "confluence-information-macro-note": gettext_noop("Note"),
    "confluence-information-macro-tip": gettext_noop("Tip"),
    "confluence-information-macro-warning": gettext_noop("Warning"),
}


def meaning_of(classes: str) -> str:
    """Give the word for what the classes of an element say of all that is in it; nothing for most.

    Args:
        classes: the value of its class attribute.
    """
    if "confluence-information-macro" not in classes:
        return ""
    return next((gettext(_MEANINGS[name]) for name in classes.split() if name in _MEANINGS), "")


def whole_address(address: str, page_address: str) -> str:
    """Give an address that a page holds as it is to be followed from elsewhere.

    Args:
        address: the address in the page, be it relative.
        page_address: the whole address of the page; empty when it has none, and relative ones stay so.
    """
    try:
        return urljoin(page_address, address)
    except ValueError:
        return address
