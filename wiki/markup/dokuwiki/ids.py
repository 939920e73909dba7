"""The names of pages, files and sections as DokuWiki makes them out of what people write."""

import re
import unicodedata

_SPECIAL = re.compile(r"[\s!\"#$%&'()*+,/;<=>?@\[\\\]^`{|}~]+")
_RUNS = re.compile(r"_{2,}")
_COLONS = re.compile(r":{2,}")
_NOT_IN_SECTIONS = re.compile(r"[^\w\-.]+")


def clean_id(written: str) -> str:
    """Give the id of a page or file without the namespace that it is relative to."""
    text = unicodedata.normalize("NFC", written.strip().lower()).replace(";", ":").replace("/", ":")
    text = _COLONS.sub(":", _RUNS.sub("_", _SPECIAL.sub("_", text)))
    return ":".join(part.strip("_-.") for part in text.split(":")).strip(":")


def resolved_id(written: str, namespace: str) -> str:
    """Give the whole id of what is named in a page; it ends with a colon for the first page of a namespace.

    Args:
        written: the name as the page has it.
        namespace: of the page, without a colon at its end.
    """
    name = written.strip().replace(";", ":").replace("/", ":")
    is_namespace = name.endswith(":")
    parts = namespace.split(":") if namespace else []
    if name.startswith(":"):
        parts = []
    elif name.startswith((".", "~")):
        name = name.removeprefix("~")
        while name.startswith(".."):
            parts = parts[:-1]
            name = name[2:].removeprefix(":")
        if name.startswith("."):
            name = name[1:]
    elif ":" in name.rstrip(":") or is_namespace:
        parts = []
    cleaned = clean_id(name)
    whole = ":".join([*parts, cleaned] if cleaned else parts)
    return f"{whole}:" if is_namespace or not cleaned else whole


def section_id(title: str) -> str:
    """Give the id of the section that a heading begins."""
    text = unicodedata.normalize("NFC", title.strip().lower()).replace(":", "").replace(".", "")
    return _RUNS.sub("_", _NOT_IN_SECTIONS.sub("_", text)).strip("_").lstrip("0123456789_-")
