"""Fetch a news feed and keep what it says."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from wiki.fetching.feeds import Feed, read_feed
from wiki.fetching.fetch import Limits, fetch
from wiki.fetching.places import NotFetched
from wiki.macros.embedding.safe_embed import is_listed
from wiki.models import FetchedFeed
from wiki.queries.fetched import digest_of
from wiki.services.frame import service_in_steps
from wiki.site_settings.now import settings_now

NOT_BEFORE = timedelta(minutes=1)
"""How soon after an attempt the same feed may be asked for again."""

KEPT = timedelta(days=30)
"""How long a feed is kept that no reader wants."""

MOST_FEEDS = 1000
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
SIZE = 2_000_000
SECONDS = 5.0


@service_in_steps
def refresh_feed(actor: Actor, *, url: str) -> bool:
    """Fetch a feed and keep its entries, or why it could not be fetched; what was kept before stays then.

    Args:
        url: its address, as a page names it.

    Returns:
        whether there is something new to show. It is not where the site does not allow feeds, or not from this host,
        and where somebody tried just now.
    """
    settings = settings_now()
    if not settings.flag("rss_macro") or not _claim(url):
        return False
    hosts = settings.lines("rss_hosts")
    limits = Limits(SIZE, SECONDS, lambda host: not hosts or is_listed(host, hosts))
    try:
        fetched = fetch(url, limits, accept=ACCEPT)
        feed = read_feed(fetched.body, fetched.content_type, fetched.url)
    except NotFetched as error:
        FetchedFeed.objects.filter(pk=digest_of(url)).update(problem=str(error)[:500])
        return False
    _keep(url, feed)
    return True


@transaction.atomic
def _claim(url: str) -> bool:
    """Note the attempt, if none was made just now, and forget feeds that nobody wants any more."""
    now = timezone.now()
    FetchedFeed.objects.filter(asked__lt=now - KEPT).delete()
    digest = digest_of(url)
    row = FetchedFeed.objects.select_for_update().filter(pk=digest).first()
    if row is None:
        if FetchedFeed.objects.count() >= MOST_FEEDS:
            return False
        _, is_new = FetchedFeed.objects.get_or_create(pk=digest, defaults={"url": url, "asked": now, "attempted": now})
        return is_new
    if row.attempted is not None and row.attempted > now - NOT_BEFORE:
        return False
    row.attempted = row.asked = now
    row.save(update_fields=["attempted", "asked"])
    return True


def _keep(url: str, feed: Feed) -> None:
    entries = [
        {"title": entry.title, "link": entry.link, "summary": entry.summary, "published": entry.published}
        for entry in feed.entries
    ]
    FetchedFeed.objects.filter(pk=digest_of(url)).update(
        title=feed.title, entries=entries, problem="", fetched=timezone.now()
    )
