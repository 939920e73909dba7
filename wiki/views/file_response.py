"""Answers that carry a stored file: in parts when asked, never again when unchanged, and harmless in a browser."""

import re
from collections.abc import Iterator
from typing import BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import content_disposition_header, http_date, parse_etags

from wiki.errors import NoSuchAttachment
from wiki.models import Content, DraftFile
from wiki.queries.attachments import open_file

_SHOWN_TYPES = (
    "image/png image/jpeg image/gif image/webp image/bmp image/avif image/x-icon image/vnd.microsoft.icon "
    "text/plain text/csv text/markdown application/pdf"
)
_INLINE = frozenset(_SHOWN_TYPES.split())
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")
_CHUNK = 1 << 16
_SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'"
# Browsers of some years ago start their PDF viewer in no sandbox, and as an object; no script runs there either way.
_PDF = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def file_response(request: HttpRequest, attachment: Content | DraftFile, *, as_download: bool) -> HttpResponseBase:
    """Give the file of an attachment, or one that waits with a draft.

    Args:
        attachment: the version to give, which the reader may view.
        as_download: whether the browser should store it rather than show it.

    Raises:
        NoSuchAttachment: the file is not in the store.
    """
    etag = f'"{attachment.file_digest or attachment.file_key.replace("/", "-")}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _marked(HttpResponseNotModified(), attachment, etag)
    span = _range(request, attachment.file_size, etag)
    if span is not None and span[0] >= span[1]:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{attachment.file_size}"
        return _marked(refused, attachment, etag)
    try:
        file = cast(BinaryIO, open_file(attachment))
    except OSError:
        raise NoSuchAttachment(attachment.title) from None
    media_type = attachment.media_type or "application/octet-stream"
    plain_type = media_type.partition(";")[0].strip().lower()
    is_inline = plain_type in _INLINE and not as_download
    says_charset = media_type != plain_type or not plain_type.startswith("text/")
    content_type = media_type if says_charset else f"{media_type}; charset=utf-8"
    if span is None:
        response = FileResponse(file, content_type=content_type)
        response["Content-Length"] = str(attachment.file_size)
    else:
        file.seek(span[0])
        response = FileResponse(_part(file, span[1] - span[0]), status=206, content_type=content_type)
        response["Content-Length"] = str(span[1] - span[0])
        response["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{attachment.file_size}"
    response["Content-Disposition"] = content_disposition_header(not is_inline, attachment.title) or "attachment"
    response["Content-Security-Policy"] = _PDF if plain_type == "application/pdf" else _SANDBOX
    return _marked(response, attachment, etag)


def _marked(response: HttpResponseBase, attachment: Content | DraftFile, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Last-Modified"] = http_date(attachment.modified.timestamp())
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Read which part is wanted, from the first byte to behind the last; None for the whole."""
    found = _RANGE.match(request.headers.get("Range", ""))
    if found is None or not any(found.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(int(last) + 1, size) if last else size


def _part(file: BinaryIO, length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
