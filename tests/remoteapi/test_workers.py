"""No request keeps a worker: broken ones are sent to the real web server, and it goes on answering."""

import socket
import time
import xmlrpc.client
from pathlib import Path

import pytest

from tests.start.first_start import PASSWORD, started_before
from tests.start.running import RunningWiki
from tests.start.services import free_port

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

PATHS = ("/rpc/xmlrpc", "/rpc/soap-axis/confluenceservice-v2", "/rpc/json-rpc/confluenceservice-v2")
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
BODIES = {
    "cut off": b"Content-Length: 5000\r\n\r\n<methodCall>",
    "no length": b"\r\n<methodCall>",
    "not a number": b"Content-Length: many\r\n\r\nx",
    "negative": b"Content-Length: -5\r\n\r\nx",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n1234567",
    "both": b"Content-Length: 5\r\n" + CHUNKED + b"0\r\n\r\n",
    "chunks cut off": CHUNKED + b"ffff\r\nabc",
    "no chunk": CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n",
    "endless size": CHUNKED + b"f" * 5000,
    "chunks": CHUNKED + b"3\r\n<a>\r\n4\r\n</a>\r\n0\r\n\r\n",
    "huge promise": b"Content-Length: 99999999999\r\n\r\n{",
}


def send(port: int, path: str, rest: bytes) -> None:
    """Send a request and go away, with or without an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.settimeout(2)
        try:
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n".encode() + rest)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(100)
        except OSError:
            pass


def test_broken_requests_keep_no_worker(tmp_path: Path) -> None:
    port = free_port()
    with RunningWiki(started_before(tmp_path / "home"), port, WIKI_WEB_WORKERS="1") as wiki:
        wiki.wait_until_ready()
        proxy = xmlrpc.client.ServerProxy(f"http://127.0.0.1:{port}/rpc/xmlrpc")
        for path in PATHS:
            for rest in BODIES.values():
                send(port, path, rest)
            began = time.monotonic()
            assert "confluence2.getPage" in proxy.system.listMethods()
            assert time.monotonic() - began < 60
        assert proxy.confluence2.login("admin", PASSWORD)
        assert "Traceback" not in wiki.errors.read_text()
