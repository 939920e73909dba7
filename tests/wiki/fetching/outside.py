"""A web of our own: servers on this machine that stand for public ones, and a network that leads to them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PUBLIC = "93.184.215.14"
"""A public address; what is dialled there reaches the server of the test."""

Reply = bytes | Callable[[socket.socket], None]


def answer(body: bytes = b"hello", status: str = "200 OK", **headers: str) -> bytes:
    """Write an HTTP answer; underscores in the names of headers stand for hyphens."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Write an answer that leads elsewhere."""
    return answer(b"", status, Location=location)


@dataclass
class Outside:
    """The network as the wiki sees it in a test.

    Attributes:
        names: the machines of each name; a list of lists is one answer after the other.
        replies: what the server answers to each path.
        dialled: where the wiki connected to.
        requests: what the server was sent.
    """

    port: int = 0
    names: dict[str, list[str]] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def look_up(self, host: str, _port: int) -> list[str]:
        """Give the machines of a name."""
        self.looked_up.append(host)
        return self.names.get(host, [PUBLIC] if host.endswith("example.org") else [])

    def dial(self, machine: str, port: int, seconds: float) -> socket.socket:
        """Connect to the server of the test, in place of the machine."""
        self.dialled.append((machine, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def serve(self, connection: socket.socket) -> None:
        """Answer one request."""
        with connection:
            connection.settimeout(10)
            request = b""
            try:
                while b"\r\n\r\n" not in request and (piece := connection.recv(4096)):
                    request += piece
                self.requests.append(request)
                path = request.split(b" ")[1].decode() if b" " in request else ""
                reply = self.replies.get(path, answer(b"", "404 Not Found"))
                if isinstance(reply, bytes):
                    connection.sendall(reply)
                else:
                    reply(connection)
            except OSError:
                pass


@contextmanager
def running() -> Iterator[Outside]:
    """Run the server of a test."""
    outside = Outside()
    listening = socket.create_server(("127.0.0.1", 0))
    outside.port = listening.getsockname()[1]

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=outside.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield outside
    finally:
        listening.close()
