"""Requests that a page of another site could have made are told from those of this one's pages and of scripts."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

_NO_CHECK = frozenset({"no-check", "nocheck"})


class _Check(CsrfViewMiddleware):
    """Django's check of the token, which tells what it finds."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponseForbidden(reason)


def is_forgery(request: HttpRequest) -> bool:
    """Say whether a request has neither the token of this site's forms nor the header that scripts send instead.

    No page of another site can make a browser send a header of its own without being asked first.
    """
    if request.headers.get("X-Atlassian-Token", "").strip().lower() in _NO_CHECK:
        return False
    check = _Check(_nothing)
    check.process_request(request)
    # The view is exempt from the check on its way in; here it is made all the same.
    return check.process_view(request, _nothing, (), {}) is not None


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()
