"""The addresses in rendered HTML that lead to pages and files of the wiki, changed to what an export has of them."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from django.utils.safestring import SafeString

from wiki.macros.safe_html import escape_text, safe

# The renderer escapes < and > in texts and in attributes, so these find tags and nothing else.
_TAG = re.compile(r"<[a-z][^<>]*>")
_ADDRESS = re.compile(r'(\s)(href|src)="([^"]*)"')
_FILE = re.compile(r"/download/(?:attachments|thumbnails)/(\d{1,19})/([^/?#]+)(?:[?#].*)?\Z")

Change = Callable[[str], str | None]


def with_addresses(html: str, change: Change) -> SafeString:
    """Change the addresses in rendered HTML.

    Args:
        html: what the renderer wrote.
        change: gives what an address becomes; None leaves it as it is.
    """

    def changed(found: re.Match[str]) -> str:
        address = change(unescape(found[3]))
        return found[0] if address is None else f'{found[1]}{found[2]}="{escape_text(address)}"'

    return safe(_TAG.sub(lambda tag: _ADDRESS.sub(changed, tag[0]), html))


def path_within(address: str, base_url: str) -> str | None:
    """Give the part of an address after that of the wiki; None for one that leads elsewhere."""
    base = base_url.rstrip("/")
    return address[len(base) :] if address.startswith(f"{base}/") else None


def attached_file(path: str) -> tuple[int, str] | None:
    """Give the id of what a file hangs on and the file's name, if a path leads to a file or its small image."""
    found = _FILE.match(path)
    return (int(found[1]), unquote(found[2])) if found else None
