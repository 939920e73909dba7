"""The frames of the macros html and html-include: HTML that people wrote, where it can reach nothing of the wiki.

The answer carries a policy that makes it a site of its own, whoever opens it and from wherever: no cookies, no requests
but to the hosts that an administrator has listed.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import MalformedStorage, NoSuchContent
from wiki.fetching.wanted import Wanted, want
from wiki.macros.embedding.safe_embed import is_listed, origin_of
from wiki.macros.embedding.sandboxed_html import (
    HTML,
    HTML_INCLUDE,
    SANDBOX,
    address_given,
    body_of,
    digest_of,
    uses_in,
)
from wiki.models import Content, ContentKind
from wiki.permissions.access import attachment_for, version_for
from wiki.permissions.vocabulary import Action
from wiki.queries.attachments import open_file
from wiki.queries.comments import comments_on
from wiki.queries.fetched import kept_page
from wiki.site_settings.now import SiteSettings, settings_now
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse
from wiki.views.decorators import for_whoever_may
from wiki.views.parameters import required_id, value_of

LARGEST_FILE = 1_000_000
REFRESHED_AFTER = timedelta(minutes=30)
_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)
_HTML_TYPES = ("text/html", "application/xhtml+xml")

_BEFORE = """<!doctype html><meta charset="utf-8"><base target="_blank">
<style>body { margin: .6rem; font: 16px/1.6 system-ui, sans-serif; color: #1d2a2b; background: #fff; }</style>
"""
_AFTER = """
<script>new ResizeObserver(() => parent.postMessage({ oxbowHeight: document.documentElement.offsetHeight }, "*"))
  .observe(document.documentElement);</script>
"""


@for_whoever_may(Action.VIEW)
def frame(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the document of a frame: a text of a page, an attached file, or a page of another site that is kept."""
    settings = settings_now()
    if value_of(request, "file"):
        return _file(request, actor, settings)
    content = version_for(actor, required_id(request, "contentId"), kinds=_TEXTS)
    if digest := value_of(request, "page"):
        return _page(actor, content, digest, settings)
    if not settings.flag("html_macro"):
        return _note(gettext("The html macro is switched off on this site."), 403)
    for document in _documents(actor, content, HTML):
        for use in uses_in(document, HTML):
            if digest_of(body_of(use)) == value_of(request, "html"):
                return _answer(f"{_BEFORE}{body_of(use)}{_AFTER}", settings)
    return _note(gettext("This HTML shows once the page is saved."), 404)


def _documents(actor: Actor, content: Content, name: str) -> Iterable[Document]:
    """Give the texts in which a macro may stand that was rendered for a content: its own and those of its comments."""
    texts = (each.storage for each in (content, *_comments(actor, content)))
    for storage in texts:
        if name in storage:
            try:
                yield parse(storage)
            except MalformedStorage:
                continue


def _comments(actor: Actor, content: Content) -> Iterable[Content]:
    if content.current_id is None and content.kind != ContentKind.COMMENT:
        yield from comments_on(actor, content)


def _page(actor: Actor, content: Content, digest: str, settings: SiteSettings) -> HttpResponse:
    if not settings.flag("html_include_macro"):
        return _note(gettext("The html-include macro is switched off on this site."), 403)
    for document in _documents(actor, content, HTML_INCLUDE):
        for use in uses_in(document, HTML_INCLUDE):
            if digest_of(address_given(use)) == digest:
                return _kept(actor, address_given(use), settings)
    return _note(gettext("This page shows once the text is saved."), 404)


def _kept(actor: Actor, address: str, settings: SiteSettings) -> HttpResponse:
    origin = origin_of(address)
    if origin is None or not is_listed(origin.host, settings.lines("html_include_hosts")):
        return _note(gettext("The host of this page is not on the list of this site."), 403)
    kept = kept_page(actor, address)
    if kept is None or kept.attempted < timezone.now() - REFRESHED_AFTER:
        want(Wanted.PAGE, address)
    if kept is None:
        response = _note(gettext("This page is being fetched and will show shortly."), 200)
        response["Refresh"] = "5"
        return response
    if kept.text is None:
        return _note(gettext("This page could not be fetched: {problem}.").format(problem=kept.problem), 200)
    return _answer(f"{_BEFORE}{kept.text}{_AFTER}", settings)


def _file(request: HttpRequest, actor: Actor, settings: SiteSettings) -> HttpResponse:
    if not settings.flag("html_include_macro"):
        return _note(gettext("The html-include macro is switched off on this site."), 403)
    file = attachment_for(actor, required_id(request, "file"))
    if file.media_type.partition(";")[0].strip().lower() not in _HTML_TYPES:
        raise NoSuchContent(file.pk)
    if file.file_size > LARGEST_FILE:
        return _note(gettext("This file is too large to show here."), 200)
    try:
        with open_file(file) as opened:
            text = opened.read().decode("utf-8", "replace")
    except OSError:
        raise NoSuchContent(file.pk) from None
    return _answer(f"{_BEFORE}{text}{_AFTER}", settings)


def _note(text: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{_BEFORE}<p>{escape(text)}</p>{_AFTER}", status=status)
    response["Content-Security-Policy"] = _policy(())
    return response


def _answer(document: str, settings: SiteSettings) -> HttpResponse:
    response = HttpResponse(document)
    response["Content-Security-Policy"] = _policy(settings.lines("frame_hosts"))
    response["Referrer-Policy"] = "no-referrer"
    return response


def _policy(hosts: tuple[str, ...]) -> str:
    """Give the policy of a frame: what is in it runs, and loads from listed hosts alone."""
    listed = "".join(f" https://{host}" for host in hosts)
    return "; ".join(
        (
            f"sandbox {SANDBOX}",
            "default-src 'none'",
            f"script-src 'unsafe-inline'{listed}",
            f"style-src 'unsafe-inline'{listed}",
            f"img-src data:{listed}",
            f"font-src data:{listed}",
            f"media-src data:{listed}",
            f"connect-src{listed}" if listed else "connect-src 'none'",
            f"frame-src{listed}" if listed else "frame-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'self'",
        )
    )
