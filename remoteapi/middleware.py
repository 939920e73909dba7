"""Lets scripts fetch files and feeds with the credentials of their calls: basic authentication or a token as Bearer.

Where the operator allows it, also with `os_username` and `os_password` in the address, as scripts of old times do.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accounts.actor import Actor
from accounts.errors import AccountError, NotPermitted, TooManyFailures
from remoteapi.admission import require_remote_use
from remoteapi.errors import RemoteApiError
from remoteapi.http_credentials import caller_of_address, caller_of_request, challenge, is_named_in_address

FETCHED = re.compile(
    r"/download/|/pages/downloadallattachments\.action|/(?:spaces/)?createrssfeed\.action\Z|/spaces/[^/]+/feed/?\Z"
)
"""The addresses of files and feeds."""


class DownloadCredentialsMiddleware:
    """Reads the credentials of a request for a file or a feed, which otherwise only a browser's session opens.

    Without credentials nothing changes. Some that open nothing are refused, and not taken for nobody's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request as the one whose credentials it carries."""
        is_fetch = request.method in ("GET", "HEAD") and FETCHED.match(request.path_info) is not None
        has_header = "HTTP_AUTHORIZATION" in request.META
        if not is_fetch or not (has_header or is_named_in_address(request)):
            return self.get_response(request)
        try:
            caller = caller_of_request(request) if has_header else caller_of_address(request)
            actor = caller.actor
            require_remote_use(actor)
        except (AccountError, RemoteApiError) as error:
            return _refused(request, error)
        if actor.user is not None:
            request.user = actor.user
        request.actor = Actor.for_request(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _refused(request: HttpRequest, error: Exception) -> HttpResponse:
    response = HttpResponse(f"{error}\n", status=401, content_type="text/plain; charset=utf-8")
    if isinstance(error, TooManyFailures):
        response.status_code = 429
        response["Retry-After"] = str(error.seconds)
    elif isinstance(error, NotPermitted):
        response.status_code = 403
    else:
        response["WWW-Authenticate"] = challenge(request)
    return response
