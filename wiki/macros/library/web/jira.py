"""The macro jira, and its older names."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import Display, MacroFailure, MacroUse
from wiki.macros.embedding.safe_embed import origin_of
from wiki.macros.parameters import Parameter, find_given
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.storage_format.references import UrlReference

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,50}-[0-9]{1,10}")
_LONGEST_QUERY = 2000


@macro(
    "jira",
    title="Jira issues",
    aliases=("jiraissues", "jiraissue"),
    display=Display.INLINE,
    parameters=(
        Parameter("key", "The key of an issue, as ABC-12; several with commas between.", aliases=("",)),
        Parameter("jqlQuery", "A query in Jira's language, for a list of issues.", aliases=("jql",)),
        Parameter("url", "The address of an issue or of a list of issues."),
        Parameter("server", "The name of the server, which shows as a tooltip."),
    ),
)
def jira(use: MacroUse) -> SafeString:
    """Links to an issue in Jira, or to the list of issues that a query finds. The issues themselves are not fetched.

    Where Jira is, an administrator says in the settings of the site; as long as nobody has, keys show as text.
    """
    keys = [key for key in use.text("key").replace(";", ",").split(",")[:50] if key.strip()]
    if keys and all(_KEY.fullmatch(key.strip()) for key in keys):
        shown = ", ".join(_linked(use, f"/browse/{quote(key.strip().upper())}", key.strip().upper()) for key in keys)
    elif query := (use.text("jqlQuery") or ", ".join(keys))[:_LONGEST_QUERY]:
        shown = _linked(use, f"/issues/?{urlencode({'jql': query})}", f"Issues: {query}")
    elif address := _address(use):
        shown = _outside(address, _name_of(address))
    else:
        raise MacroFailure(gettext("it names no issue."))
    return safe(f'<span class="jira-issue {use.classes}"{use.marks}>{shown}</span>')


def _linked(use: MacroUse, path: str, text: str) -> str:
    base = str(use.context.settings.get("jira_url") or "").rstrip("/")
    tooltip = use.text("server")
    if not base:
        marks = attributes_html({"class": "jira-key", "title": tooltip or None})
        return f"<span{marks}>{escape_text(text)}</span>"
    return _outside(base + path, text, tooltip)


def _outside(address: str, text: str, tooltip: str = "") -> str:
    if origin_of(address) is None:
        return escape_text(text)
    marks = {"class": "external-link", "href": address, "rel": "nofollow noopener noreferrer", "title": tooltip or None}
    return f"<a{attributes_html(marks)}>{escape_text(text)}</a>"


def _address(use: MacroUse) -> str:
    declared = next(each for each in use.macro.parameters if each.name == "url")
    given = find_given(declared, use.element.parameters)
    if given is None:
        return ""
    return given.reference.url if isinstance(given.reference, UrlReference) else given.text


def _name_of(address: str) -> str:
    """Give what an address is about: the issue it ends in, the query in it, or the address itself."""
    try:
        parts = urlsplit(address)
        last = parts.path.rstrip("/").rpartition("/")[2]
        query = next(iter(parse_qs(parts.query, max_num_fields=50).get("jqlQuery", [])), "")
    except ValueError:
        return address
    if _KEY.fullmatch(last):
        return last.upper()
    return f"Issues: {query}" if query else address
