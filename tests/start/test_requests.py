"""What every request passes: the context path, bodies of unannounced length, the size limit, headers, error pages."""

import io
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.test import Client, RequestFactory
from gunicorn.http.errors import NoMoreData

from config import error_pages
from config.request_size import RequestSizeMiddleware
from config.security import SecurityHeadersMiddleware
from config.wsgi import Measured, Mounted, Proxied


def told(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """An application that repeats what it was given."""
    body = environ["wsgi.input"].read() if "wsgi.input" in environ else b""
    yield f"{environ.get('SCRIPT_NAME')}|{environ.get('PATH_INFO')}|{environ.get('CONTENT_LENGTH')}|".encode() + body


@pytest.mark.parametrize(
    ("context_path", "path", "expected"),
    [
        ("", "/display/A", b"None|/display/A|None|"),
        ("/confluence", "/confluence/display/A", b"/confluence|/display/A|None|"),
        ("/confluence", "/confluence", b"/confluence|/|None|"),
        ("/confluence", "/display/A", b"/confluence|/display/A|None|"),
        ("/confluence", "/confluences", b"/confluence|/confluences|None|"),
    ],
)
def test_the_context_path_is_taken_away_once(context_path: str, path: str, expected: bytes) -> None:
    application = Mounted(told, context_path)  # type: ignore[arg-type]
    assert b"".join(application({"PATH_INFO": path}, lambda *_: None)) == expected  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "10.9.9.9, 203.0.113.9, 127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9, <script>", "127.0.0.1"),
        ("203.0.113.7", "10.0.0.1", "203.0.113.7"),
    ],
)
def test_only_a_trusted_proxy_says_where_a_request_comes_from(peer: str, forwarded: str, expected: str) -> None:
    environ = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded}
    application = Proxied(lambda environ, start_response: [environ["REMOTE_ADDR"].encode()], ["127.0.0.1", "::1"])
    assert list(application(environ, lambda *_: None)) == [expected.encode()]  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("body", "expected"), [(b"abc", b"None|/|3|abc"), (b"", b"None|/|0|"), (b"x" * 50, b"None|/|11|" + b"x" * 11)]
)
def test_a_chunked_body_gets_its_length_and_an_endless_one_is_cut(body: bytes, expected: bytes) -> None:
    environ = {"PATH_INFO": "/", "HTTP_TRANSFER_ENCODING": "Chunked", "wsgi.input": io.BytesIO(body)}
    application = Measured(told, 10)  # type: ignore[arg-type]
    assert b"".join(application(environ, lambda *_: None)) == expected  # type: ignore[arg-type,misc]


class EndsEarly(io.BytesIO):
    """What the web server gives to read of a request whose last chunk never came."""

    def read(self, size: int | None = -1) -> bytes:
        if found := super().read(size):
            return found
        raise NoMoreData()


@pytest.mark.parametrize("begun", [b"", b'<?xml version="1.0"?><methodCall>'])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/rpc/xmlrpc", 200),
        ("/rpc/soap-axis/confluenceservice-v2", 500),
        ("/rpc/json-rpc/confluenceservice-v2", 200),
        ("/rpc/json-rpc/confluenceservice-v2/getSpaces", 400),
    ],
)
@pytest.mark.django_db
def test_a_chunked_body_that_ends_early_gets_a_fault_on_each_wire(path: str, status: int, begun: bytes) -> None:
    request = RequestFactory().generic("POST", path, HTTP_TRANSFER_ENCODING="chunked")
    environ = {**request.environ, "wsgi.input": EndsEarly(begun)}
    told: list[str] = []
    application = Measured(WSGIHandler(), 1000)
    answer = b"".join(application(environ, lambda status, headers, exc_info=None: told.append(status)))  # type: ignore[arg-type,misc,return-value]
    assert told[0].startswith(str(status))
    assert b"the request ended before it was whole" in answer


def test_a_view_that_reads_a_body_that_ended_early_answers_400() -> None:
    middleware = RequestSizeMiddleware(lambda request: HttpResponse("in"))
    answer = middleware.process_exception(RequestFactory().get("/"), UnreadablePostError("gone"))
    assert answer is not None
    assert (answer.status_code, answer.content) == (400, b"The request ended before it was whole.\n")
    assert middleware.process_exception(RequestFactory().get("/"), KeyError("x")) is None


def test_a_request_that_is_too_large_is_refused_unread(settings: Any) -> None:
    settings.WIKI_MAX_REQUEST_BYTES = 1024 * 1024
    middleware = RequestSizeMiddleware(lambda request: HttpResponse("in"))
    request = RequestFactory().post("/pages/upload", b"x" * (1024 * 1024), content_type="text/plain")
    assert middleware(request).content == b"in"
    request.META["CONTENT_LENGTH"] = str(1024 * 1024 + 1)
    refused = middleware(request)
    assert (refused.status_code, refused.content) == (
        413,
        b"The request is larger than the 1 MB that this wiki allows.\n",
    )
    request.path_info = "/rpc/xmlrpc"
    assert middleware(request).content == b"in"
    request.META["CONTENT_LENGTH"] = "many"
    assert middleware(request).status_code == 400


def test_a_page_gets_a_policy_with_its_nonce_and_keeps_its_own_headers() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.csp_nonce), headers={"Referrer-Policy": "no-referrer"})  # type: ignore[attr-defined]

    middleware = SecurityHeadersMiddleware(view)
    first, second = (middleware(RequestFactory().get("/")) for _ in range(2))
    nonce = first.content.decode()
    assert nonce and nonce != second.content.decode()
    policy = first.headers["Content-Security-Policy"]
    assert f"script-src 'self' 'nonce-{nonce}'" in policy
    assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert "unsafe-eval" not in policy
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert first.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_without_inline_parts_names_no_nonce() -> None:
    response = SecurityHeadersMiddleware(lambda request: HttpResponse("in"))(RequestFactory().get("/"))
    assert "nonce" not in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_status(client: Client) -> None:
    response = client.get("/status")
    assert response.json() == {"state": "RUNNING"}
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Permissions-Policy"]
    assert client.post("/status").status_code == 405


def test_errors_have_pages_that_tell_no_detail() -> None:
    request = RequestFactory().get("/")
    pages = [
        (400, error_pages.bad_request(request, ValueError("secret"))),
        (403, error_pages.permission_denied(request, PermissionError("secret"))),
        (404, error_pages.page_not_found(request, KeyError("secret"))),
        (500, error_pages.server_error(request)),
    ]
    for status, response in pages:
        assert response.status_code == status
        assert b"secret" not in response.content
        assert re.search(rb"<h1[ >]", response.content)


@pytest.mark.django_db
def test_a_host_name_that_is_not_ours_gets_a_page(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert b"elsewhere" not in response.content
