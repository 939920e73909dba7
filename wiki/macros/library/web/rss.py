"""The macro rss."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.fetching.places import NotFetched, place_of
from wiki.fetching.wanted import Wanted, want
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import shown_time
from wiki.macros.embedding.safe_embed import is_listed
from wiki.macros.embedding.web_address import web_address
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.macros.safe_url import IMAGE_SCHEMES, safe_url
from wiki.models import FetchedFeed
from wiki.queries.fetched import kept_feed

MOST_ENTRIES = 50
REFRESHED_AFTER = timedelta(minutes=30)
TRIED_AGAIN_AFTER = timedelta(minutes=10)


@macro(
    "rss",
    title="RSS feed",
    freshness=Freshness.MOMENT,
    switch="rss_macro",
    parameters=(
        Parameter("url", "The address of the feed, RSS or Atom.", aliases=("",), required=True),
        Parameter("max", "How many entries show at most.", ParameterKind.INTEGER, 15, least=1, most=MOST_ENTRIES),
        Parameter("showTitlesOnly", "Whether only the titles show.", ParameterKind.BOOLEAN, default=False),
        Parameter("titleBar", "Whether the title of the feed stands above.", ParameterKind.BOOLEAN, default=True),
    ),
)
def rss(use: MacroUse) -> SafeString:
    """Shows the newest entries of a news feed, as texts with links. The wiki fetches it in the background."""
    address = web_address(use, "url")
    try:
        place = place_of(address)
    except NotFetched as error:
        raise MacroFailure(f"{error}.") from None
    hosts = use.context.settings.get("rss_hosts")
    if isinstance(hosts, tuple) and hosts and not is_listed(place.origin, hosts):
        raise MacroFailure(gettext("the host of this feed is not on the list of this site."))
    feed = kept_feed(use.actor, address)
    if _is_old(feed):
        want(Wanted.FEED, address)
    body = _waiting(address) if feed is None or (feed.fetched is None and not feed.problem) else _shown(use, feed)
    return safe(f'<div class="rssMacro {use.classes}"{use.marks}>{body}</div>')


def _is_old(feed: FetchedFeed | None) -> bool:
    if feed is None or feed.attempted is None:
        return True
    wait = TRIED_AGAIN_AFTER if feed.problem else REFRESHED_AFTER
    return feed.attempted < timezone.now() - wait


def _waiting(address: str) -> str:
    said = gettext("The feed {address} is being fetched and will show shortly.").format(address=address)
    return f'<p class="macro-empty">{escape_text(said)}</p>'


def _shown(use: MacroUse, feed: FetchedFeed) -> str:
    title = f'<p class="rss-title">{_link(feed.url, feed.title or feed.url)}</p>' if use.flag("titleBar") else ""
    if feed.fetched is None:
        said = escape_text(gettext("This feed could not be fetched: {problem}.").format(problem=feed.problem))
        return f'{title}<p class="macro-empty">{said}</p>'
    entries = [entry for entry in feed.entries if isinstance(entry, dict)][: use.number("max")]
    if not entries:
        return f'{title}<p class="macro-empty">{gettext("There is nothing in this feed.")}</p>'
    listed = "".join(f"<li>{_entry(use, entry)}</li>" for entry in entries)
    late = ""
    if feed.problem:
        time = shown_time(use.context, feed.fetched)
        said = gettext("As of {time}: {problem}.").format(time=time, problem=escape_text(feed.problem))
        late = f'<p class="quiet">{said}</p>'
    return f'{title}<ul class="rss-entries">{listed}</ul>{late}'


def _entry(use: MacroUse, entry: dict[str, Any]) -> str:
    title, summary = str(entry.get("title") or gettext("Untitled")), str(entry.get("summary") or "")
    shown = f'<span class="rss-entry-title">{_link(str(entry.get("link") or ""), title)}</span>'
    if use.flag("showTitlesOnly"):
        return shown
    published = _time(use, str(entry.get("published") or ""))
    text = f'<p class="rss-summary">{escape_text(summary)}</p>' if summary else ""
    return f"{shown} {published}{text}"


def _link(address: str, text: str) -> str:
    href = safe_url(address, IMAGE_SCHEMES) if address else None
    if not href:
        return escape_text(text)
    marks = {"class": "external-link", "href": href, "rel": "nofollow noopener noreferrer"}
    return f"<a{attributes_html(marks)}>{escape_text(text)}</a>"


def _time(use: MacroUse, written: str) -> str:
    try:
        return f'<span class="quiet">{shown_time(use.context, datetime.fromisoformat(written))}</span>'
    except ValueError:
        return ""
