"""What was fetched from other sites and is kept: news feeds in the database, pages as files."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import storages

from accounts.actor import Actor
from wiki.models import FetchedFeed

PAGE_STORE = "fetched-pages"


@dataclass(frozen=True)
class KeptPage:
    """A page of another site.

    `text` is None as long as it was never fetched; `problem` says why the last try failed, if it did.
    """

    text: str | None
    problem: str
    attempted: datetime


def digest_of(url: str) -> str:
    """Give the key under which something from an address is kept."""
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def page_file(url: str) -> str:
    """Give the name of the file that a page is kept in."""
    return f"{digest_of(url)}.json"


def kept_feed(actor: Actor, url: str) -> FetchedFeed | None:
    """Give what is kept of a feed, for who may use the wiki; None where it was never asked for."""
    return FetchedFeed.objects.filter(pk=digest_of(url)).first() if actor.may_use else None


def kept_page(actor: Actor, url: str) -> KeptPage | None:
    """Give what is kept of a page of another site, for who may use the wiki; None where it was never asked for."""
    if not actor.may_use:
        return None
    try:
        with storages[PAGE_STORE].open(page_file(url)) as file:
            kept = json.loads(file.read())
        return KeptPage(kept["text"], kept["problem"], datetime.fromisoformat(kept["attempted"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
