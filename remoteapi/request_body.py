"""Reads the body of a request within the site's limit, whether it says its length or comes in chunks."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.http.request import UnreadablePostError

from remoteapi.errors import MalformedRequest, RequestTooLarge

PIECE = 64 * 1024


def body_pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body, piece by piece, never more of it than the limit.

    Raises:
        RequestTooLarge: the body is over the limit, by its announced length or by what came.
        MalformedRequest: the client went away before it was sent.
    """
    limit = settings.WIKI_MAX_REQUEST_BYTES
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)
    read = request.read
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        # Django takes a body without a length for an empty one; servers that undo the chunks end the stream themselves.
        if not request.META.get("wsgi.input_terminated"):
            raise MalformedRequest("this server can't read a body in chunks; send it with a Content-Length")
        read = request.META["wsgi.input"].read
    got = 0
    while True:
        try:
            piece = read(PIECE)
        except (OSError, UnreadablePostError) as error:
            raise MalformedRequest("the request ended before it was whole") from error
        if not piece:
            return
        got += len(piece)
        if got > limit:
            raise _too_large(limit)
        yield piece


def client_address(request: HttpRequest) -> str:
    """From where a request came."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _too_large(limit: int) -> RequestTooLarge:
    return RequestTooLarge(f"the request is larger than this server takes ({limit} bytes)")
