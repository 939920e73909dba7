"""Refuses a request that is larger than the operator allows before anything of it is read, and one that broke off."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext

# They count for themselves, and answer a fault in the form of their wire.
REMOTE_APIS = ("/rpc/", "/plugins/servlet/soap-axis1/")


class RequestSizeMiddleware:
    """Answers 413 to a request whose announced length is over WIKI_MAX_REQUEST_MB, and 400 to one that broke off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal():
            return _plain(400, gettext("The request's Content-Length is not a number."))
        if int(length) > settings.WIKI_MAX_REQUEST_BYTES and not request.path_info.startswith(REMOTE_APIS):
            megabytes = settings.WIKI_MAX_REQUEST_BYTES // (1024 * 1024)
            return _plain(
                413,
                gettext("The request is larger than the {megabytes} MB that this wiki allows.").format(
                    megabytes=megabytes
                ),
            )
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 400 where a view came to the end of a request that was not whole."""
        if isinstance(exception, UnreadablePostError):
            return _plain(400, gettext("The request ended before it was whole."))
        return None


def _plain(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
