"""The WSGI entry: Django behind small wrappers: for proxies, the context path, and bodies of unannounced length."""

import io
import ipaddress
import os
import tempfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.wsgi import get_wsgi_application
from gunicorn.http.errors import NoMoreData

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CHUNK = 64 * 1024


class Mounted:
    """Serves an application below a context path, whether or not the proxy in front has taken the path away."""

    def __init__(self, application: "WSGIApplication", context_path: str) -> None:
        self.application = application
        self.context_path = context_path

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Move the context path from PATH_INFO to SCRIPT_NAME and go on."""
        if self.context_path:
            path = environ.get("PATH_INFO", "")
            if path == self.context_path or path.startswith(self.context_path + "/"):
                environ["PATH_INFO"] = path[len(self.context_path) :] or "/"
            environ["SCRIPT_NAME"] = self.context_path
        return self.application(environ, start_response)


class Proxied:
    """Says where a request comes from when a trusted proxy has passed it on."""

    def __init__(self, application: "WSGIApplication", proxies: Iterable[str]) -> None:
        self.application = application
        self.proxies = frozenset(proxies)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Set REMOTE_ADDR to the last address in X-Forwarded-For that is no trusted proxy, and go on."""
        if environ.get("REMOTE_ADDR") in self.proxies:
            for text in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
                try:
                    address = str(ipaddress.ip_address(text.strip()))
                except ValueError:
                    break
                environ["REMOTE_ADDR"] = address
                if address not in self.proxies:
                    break
        return self.application(environ, start_response)


class BrokenOff(io.RawIOBase):
    """The body of a request that ended before it was whole."""

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Tell that it can't be read."""
        raise OSError("the request ended before it was whole")


class Measured:
    """Gives a chunked request its length, which Django needs; older SOAP clients send their calls that way.

    What is longer than allowed is cut off one byte later, so that its length tells the size check what it needs. What
    ends in the middle of a chunk can't be read, and whoever reads it answers so in the form of their wire.
    """

    def __init__(self, application: "WSGIApplication", most_bytes: int, folder: str | None = None) -> None:
        self.application = application
        self.most_bytes = most_bytes
        self.folder = folder

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Read a chunked body to its end before going on."""
        if "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", "").lower() or environ.get("CONTENT_LENGTH"):
            return self.application(environ, start_response)
        return self._with_length(environ, start_response)

    def _with_length(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        body: Any
        with tempfile.SpooledTemporaryFile(max_size=2 * 1024 * 1024, dir=self.folder) as body:
            length = 0
            try:
                while length <= self.most_bytes:
                    chunk = environ["wsgi.input"].read(min(CHUNK, self.most_bytes + 1 - length))
                    if not chunk:
                        break
                    body.write(chunk)
                    length += len(chunk)
            except NoMoreData:
                environ["wsgi.input"] = BrokenOff()
                length = max(length, 1)
            else:
                body.seek(0)
                environ["wsgi.input"] = body
            environ["CONTENT_LENGTH"] = str(length)
            del environ["HTTP_TRANSFER_ENCODING"]  # it has a length now, whoever else looks
            # A generator, so that the file is there until the whole answer has been sent.
            response = self.application(environ, start_response)
            try:
                yield from response
            finally:
                close = getattr(response, "close", None)
                if close:
                    close()


def make_application() -> "WSGIApplication":
    """Django's application in its wrappers."""
    from django.conf import settings

    django_application = get_wsgi_application()
    measured = Measured(django_application, settings.WIKI_MAX_REQUEST_BYTES, str(settings.FILE_UPLOAD_TEMP_DIR))
    return Proxied(Mounted(measured, settings.WIKI_CONTEXT_PATH), settings.WIKI_TRUSTED_PROXIES)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = make_application()
