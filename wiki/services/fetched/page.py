"""Fetch a page of another site and keep it as a file."""

import json
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.fetching.fetch import Limits, fetch
from wiki.fetching.places import NotFetched
from wiki.macros.embedding.safe_embed import is_listed
from wiki.queries.fetched import PAGE_STORE, kept_page, page_file
from wiki.services.frame import service_in_steps
from wiki.site_settings.now import settings_now

NOT_BEFORE = timedelta(minutes=1)
"""How soon after an attempt the same page may be asked for again."""

MOST_PAGES = 300
ACCEPT = "text/html, application/xhtml+xml;q=0.9"
SIZE = 1_000_000
SECONDS = 5.0


@service_in_steps
def refresh_page(actor: Actor, *, url: str) -> bool:
    """Fetch a page of a listed host and keep it, or why it could not be fetched; what was kept before stays then.

    Args:
        url: its address, as a page of the wiki names it.

    Returns:
        whether there is something new to show. It is not where the site does not allow it, and where somebody tried
        just now.
    """
    settings = settings_now()
    if not settings.flag("html_include_macro"):
        return False
    kept = kept_page(actor, url)
    if kept is not None and kept.attempted > timezone.now() - NOT_BEFORE:
        return False
    hosts = settings.lines("html_include_hosts")
    text, problem = (kept.text if kept is not None else None), ""
    try:
        fetched = fetch(url, Limits(SIZE, SECONDS, lambda host: is_listed(host, hosts)), accept=ACCEPT)
        text = decoded(fetched.body, fetched.content_type)
    except NotFetched as error:
        problem = str(error)
    _keep(url, text, problem)
    return not problem


def decoded(body: bytes, content_type: str) -> str:
    """Give the text of a page, as its server says it is encoded; characters that can't be read become U+FFFD.

    Raises:
        NotFetched: it is no HTML.
    """
    media_type, _, rest = content_type.partition(";")
    if media_type.strip().lower() not in ("text/html", "application/xhtml+xml", ""):
        raise NotFetched(gettext("it is no HTML page"))
    _, _, charset = rest.lower().partition("charset=")
    encoding = charset.split(";")[0].strip(" \"'")
    try:
        return body.decode(encoding if encoding in _ENCODINGS else "utf-8", "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


_ENCODINGS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "utf-16"})


def _keep(url: str, text: str | None, problem: str) -> None:
    store = storages[PAGE_STORE]
    name = page_file(url)
    attempted = timezone.now().isoformat()
    data = json.dumps({"url": url, "text": text, "problem": problem, "attempted": attempted})
    _make_room(store, name)
    # Written over; who reads half of it meanwhile takes it for not there yet.
    store.save(name, ContentFile(data.encode()))


def _make_room(store: Storage, name: str) -> None:
    if not store.exists(""):
        return
    names = [each for each in store.listdir("")[1] if each != name]
    if len(names) < MOST_PAGES:
        return
    names.sort(key=store.get_modified_time)
    for each in names[: len(names) - MOST_PAGES + 1]:
        store.delete(each)
