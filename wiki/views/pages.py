"""Reading pages and blog posts: at their titles, by their ids, and in earlier versions."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.actor import Actor
from accounts.queries import may_view_profiles, user_exists
from wiki.errors import NoSuchBlogPost, NoSuchPage, NoSuchSpace
from wiki.models import Content, ContentKind, LabelNamespace, Space
from wiki.permissions.access import content_for, space_for, version_for
from wiki.permissions.vocabulary import Action
from wiki.queries.attachments import count_hanging_on
from wiki.queries.blogposts import blogpost_by_day_and_title, posts_beside
from wiki.queries.drafts import draft_begun
from wiki.queries.labels import labels_of
from wiki.queries.pages import page_by_former_title, page_by_title
from wiki.queries.restrictions import is_restricted
from wiki.queries.short_addresses import tiny_code
from wiki.queries.watches import is_watching
from wiki.rendering.shown import rendered
from wiki.services.view_counts import note_view
from wiki.views.addresses import content_address, id_of_tiny_code, space_address, with_query
from wiki.views.blog import blog_list
from wiki.views.comments import talk_on
from wiki.views.decorators import for_whoever_may
from wiki.views.page_frame import content_frame, space_frame
from wiki.views.parameters import flag_of, optional_id, required_id, value_of
from wiki.views.spaces import space_home

_DAY = re.compile(r"(\d{4})(?:/(\d{1,2})(?:/(\d{1,2})(?:/(.+))?)?)?/?\Z")
_KEPT_PARAMETERS = ("focusedCommentId", "preview", "src")


@for_whoever_may(Action.VIEW)
def display(request: HttpRequest, actor: Actor, space_key: str, rest: str = "") -> HttpResponseBase:
    """Show what stands at `/display/KEY/…`: a space, a page by its title, a blog post or the posts of some days."""
    try:
        space = space_for(actor, space_key)
    except NoSuchSpace:
        name = space_key.removeprefix("~").lower()
        # Who may not view profiles does not learn either who is there.
        may_know = may_view_profiles(actor) or name == actor.username
        if space_key.startswith("~") and may_know and user_exists(name):
            return HttpResponseRedirect(with_query("view-user-profile", username=name))
        raise
    rest = rest.strip("/")
    if not rest:
        return space_home(request, actor, space, show_page)
    dated = _DAY.match(rest)
    if dated:
        answer = _dated(request, actor, space, dated)
        if answer is not None:
            return answer
    return _titled(request, actor, space, rest)


def _dated(request: HttpRequest, actor: Actor, space: Space, dated: re.Match[str]) -> HttpResponseBase | None:
    year, month, day, title = dated.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not title:
        return blog_list(request, actor, space, first, has_month=month is not None, has_day=day is not None)
    for spelling in _spellings(title):
        try:
            return show_page(request, actor, blogpost_by_day_and_title(actor, space, first, spelling))
        except NoSuchBlogPost:
            continue
    raise NoSuchBlogPost


def _titled(request: HttpRequest, actor: Actor, space: Space, rest: str) -> HttpResponseBase:
    for spelling in _spellings(rest):
        try:
            return show_page(request, actor, page_by_title(actor, space, spelling))
        except NoSuchPage:
            continue
    for spelling in _spellings(rest):
        former = page_by_former_title(actor, space, spelling)
        if former is not None:
            return HttpResponseRedirect(content_address(former))
    if actor.is_anonymous:
        raise NoSuchPage
    title = _spellings(rest)[0]
    context = {**space_frame(actor, space), "missing_title": title}
    return render(request, "wiki/pages/missing.html", context, status=404)


def _spellings(title: str) -> list[str]:
    """A plus sign stands for a blank, as old links have it, or for itself."""
    with_blanks = title.replace("+", " ")
    return [with_blanks] if with_blanks == title else [with_blanks, title]


@for_whoever_may(Action.VIEW)
def view_by_id(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show a page by its id or by space and title; an id of an earlier version shows that version."""
    page_id = optional_id(request, "pageId")
    if page_id is None:
        title = value_of(request, "title")
        space = space_for(actor, value_of(request, "spaceKey", "key"))
        if not title:
            return HttpResponseRedirect(space_address(space))
        return _titled(request, actor, space, title)
    content = version_for(actor, page_id)
    if content.kind not in (ContentKind.PAGE, ContentKind.BLOGPOST):
        return HttpResponseRedirect(_place_of(actor, content))
    if content.is_historical:
        return show_version(request, actor, content)
    address = content_address(content)
    if flag_of(request, "noRedirect") or address.startswith(reverse("view-page-by-id")):
        return show_page(request, actor, content)
    return HttpResponseRedirect(address + _kept_query(request))


def _place_of(actor: Actor, content: Content) -> str:
    current = content if content.current_id is None else content_for(actor, content.current_id)
    if current.kind == ContentKind.ATTACHMENT:
        return with_query("view-page-attachments", pageId=current.host_id)
    return content_address(current)


def _kept_query(request: HttpRequest) -> str:
    kept = {name: request.GET[name] for name in _KEPT_PARAMETERS if name in request.GET}
    comment = kept.get("focusedCommentId", "")
    anchor = f"#comment-{comment}" if comment.isdigit() else ""
    return (f"?{urlencode(kept)}" if kept else "") + anchor


@for_whoever_may(Action.VIEW)
def view_in_space(request: HttpRequest, actor: Actor, space_key: str, page_id: str, rest: str = "") -> HttpResponseBase:
    """Bring people from `/spaces/KEY/pages/ID/Title` to the page; the id decides."""
    return HttpResponseRedirect(content_address(version_for(actor, int(page_id))) + _kept_query(request))


@for_whoever_may(Action.VIEW)
def tiny_link(request: HttpRequest, actor: Actor, code: str) -> HttpResponseBase:
    """Bring people from `/x/CODE` to the page by way of the address that old servers give."""
    version_for(actor, id_of_tiny_code(code))
    return HttpResponseRedirect(with_query("tiny-url", urlIdentifier=code.rstrip("/")))


@for_whoever_may(Action.VIEW)
def tiny_url(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Bring people from the longer form of a tiny link to the page."""
    found = version_for(actor, id_of_tiny_code(value_of(request, "urlIdentifier")))
    return HttpResponseRedirect(_place_of(actor, found))


def show_page(request: HttpRequest, actor: Actor, content: Content) -> HttpResponse:
    """Give the screen of a current page or blog post.

    Args:
        content: one that the actor may view.
    """
    context = page_context(request, actor, content)
    if request.method == "GET" and not actor.reads_only and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        note_view(content.pk)
    return render(request, "wiki/pages/view.html", context)


def page_context(request: HttpRequest, actor: Actor, content: Content) -> dict[str, Any]:
    """Give all that the screen of a page shows: its text and what hangs on it."""
    labels = list(labels_of(actor, content))
    hanging = count_hanging_on(content)
    return {
        **content_frame(actor, content),
        "body": rendered(actor, content.storage, content, content.space, content),
        "labels": [label for label in labels if label.namespace != LabelNamespace.MY],
        "is_favourite": any(str(label) == "my:favourite" for label in labels),
        "is_watching": is_watching(actor, content),
        "is_restricted": is_restricted(content),
        "attachment_count": hanging.get(ContentKind.ATTACHMENT, 0),
        **talk_on(actor, content, has_comments=ContentKind.COMMENT in hanging),
        "draft": draft_begun(actor, content),
        "tiny": tiny_code(content.pk),
        "posts_beside": posts_beside(actor, content) if content.kind == ContentKind.BLOGPOST else None,
    }


def show_version(request: HttpRequest, actor: Actor, version: Content) -> HttpResponse:
    """Give the screen of an earlier version, with a banner that says so."""
    current = content_for(actor, version.current_id or 0)
    context = {
        **content_frame(actor, current),
        "shown_content": version,
        "version": version,
        "body": rendered(actor, version.storage, current, current.space),
    }
    return render(request, "wiki/pages/version.html", context)


@for_whoever_may(Action.VIEW)
def view_print(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a page alone, for printing."""
    content = version_for(actor, required_id(request, "pageId"), kinds=(ContentKind.PAGE, ContentKind.BLOGPOST))
    context = {
        "content": content,
        "shown_content": content,
        "body": rendered(actor, content.storage, content, content.space),
    }
    return render(request, "wiki/pages/print.html", context)


@for_whoever_may(Action.VIEW)
def view_storage(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the storage format of a page, current or earlier, as text."""
    content = version_for(actor, required_id(request, "pageId"))
    return HttpResponse(content.storage, content_type="text/plain; charset=utf-8")
