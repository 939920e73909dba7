"""How the web answers what the wiki refuses: a page in people's words, the log-in page, or a message."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.errors import NoSuchGroup, NoSuchUser, ReadOnly
from wiki.errors import (
    AlreadyExists,
    AttachmentTooLarge,
    NoSuchContent,
    NoSuchLabel,
    NotPermitted,
    VersionConflict,
)
from wiki.views.kept_text import kept_text

_MISSING = (NoSuchContent, NoSuchUser, NoSuchGroup)
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (VersionConflict, 409),
    (AlreadyExists, 409),
    (AttachmentTooLarge, 413),
    (NotPermitted, 403),
    (ReadOnly, 503),
)


def answer_refusal(request: HttpRequest, actor: Actor, error: Exception) -> HttpResponse:
    """Answer an error of the wiki or of accounts.

    Whoever is not logged in is asked to log in where that could help. Otherwise a refused change brings people back
    to where they were, with the reason; what is missing and what is hidden get the same page.
    """
    missing = isinstance(error, _MISSING) and not (isinstance(error, NoSuchLabel) and request.method == "POST")
    if actor.is_anonymous and (missing or isinstance(error, NotPermitted)):
        return ask_to_log_in(request)
    if wants_json(request):
        return JsonResponse({"message": sentence(error)}, status=_status_of(error, missing=missing))
    if missing and request.method != "POST":
        return missing_page(request)
    if request.method == "POST":
        origin = back_address(request)
        if origin:
            messages.error(request, sentence(error))
            return HttpResponseRedirect(origin)
    if missing:
        return missing_page(request)
    if isinstance(error, NotPermitted):
        return refusal_page(request, 403, _("You may not do this"), sentence(error))
    return refusal_page(request, _status_of(error, missing=missing), _("That did not work"), sentence(error))


def _status_of(error: Exception, *, missing: bool) -> int:
    if missing:
        return 404
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """Answer who is not logged in where that is needed; what a form has sent is not lost where it holds a text."""
    if wants_json(request):
        answer = {"message": _("You are not logged in any more."), "login": reverse("login")}
        return JsonResponse(answer, status=401)
    return kept_text(request) or redirect_to_login(request)


def missing_page(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing, or nothing that this person may see."""
    return refusal_page(
        request,
        404,
        _("Page not found"),
        _("There is nothing at this address, or you may not see it. It may have been moved, renamed or removed."),
    )


def refusal_page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Give a page that says why something could not be done."""
    context = {"title": title, "sentence": text, "back": back_address(request)}
    return render(request, "wiki/refusal.html", context, status=status)


def sentence(error: Exception) -> str:
    """Give what an error says to people."""
    return str(error) or _("That did not work.")


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script of a page asks, and not the browser for a page of its own."""
    return request.headers.get("X-Requested-With") == "oxbow"


def back_address(request: HttpRequest) -> str:
    """Give the page of this site that a request came from, or nothing where that is not known."""
    origin = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(origin, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return "" if origin == request.build_absolute_uri() else origin


def refuse_control_characters(request: HttpRequest) -> HttpResponse | None:
    """Refuse a request with a NUL in its address or fields: no title has one, and PostgreSQL stores none."""
    fields = [request.path_info, *(value for _, values in request.GET.lists() for value in values)]
    if request.method == "POST":
        fields += (value for _, values in request.POST.lists() for value in values if isinstance(value, str))
    if any("\0" in field for field in fields):
        return refusal_page(request, 400, _("That did not work"), _("A text held a character that cannot be stored."))
    return None
