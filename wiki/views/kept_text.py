"""A text that came after its writer's session had ended: it is shown again, to be sent once more after logging in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure as plain_csrf_failure

from accounts.middleware import actor_of

_TEXT_FIELDS = {
    "edit_form": "storage",
    "create_page_form": "storage",
    "create_blogpost_form": "storage",
    "add": "content",
    "edit": "content",
}
"""The field that holds the text, by the name of the view that takes it."""

_MODULES = frozenset({"wiki.views.editor", "wiki.views.comments", "wiki.views.inline_comments"})
_LEFT_OUT = frozenset({"csrfmiddlewaretoken", "title", "os_username", "os_password"})
_MOST_FIELDS = 40


def kept_text(request: HttpRequest) -> HttpResponse | None:
    """Give the page that keeps what was sent, or None where there is no text to keep.

    Only what a page of this very site has sent is shown again: another site could have a form of its own sent here, and
    its text must not look like the reader's.
    """
    field = _text_field(request) if request.method == "POST" and _sent_from_here(request) else ""
    if not field or not request.POST.get(field):
        return None
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _LEFT_OUT and name != field
        for value in values
        if isinstance(value, str)
    ]
    context: dict[str, Any] = {
        "address": request.get_full_path(),
        "title": request.POST.get("title", ""),
        "has_title": "title" in request.POST,
        "field": field,
        "text": request.POST[field],
        "carried": carried[:_MOST_FIELDS],
        "is_logged_in": not actor_of(request).is_anonymous,
    }
    return render(request, "wiki/editor/kept_text.html", context, status=403 if context["is_logged_in"] else 401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is too old, as after logging in again: a text in it is kept and sent once more."""
    return kept_text(request) or plain_csrf_failure(request, reason=reason)


def _sent_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure())


def _text_field(request: HttpRequest) -> str:
    """Give the name of the field with the text, for a form in which people write; nothing for any other."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return ""
    return _TEXT_FIELDS.get(view.__name__, "") if view.__module__ in _MODULES else ""
