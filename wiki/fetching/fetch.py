"""Fetches one thing from the web, with a limit on everything: time, size, redirects, and who may be asked."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wiki.fetching.places import NETWORK, Network, NotFetched, Place, next_place, place_of

MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 14
_GZIP = 16 + zlib.MAX_WBITS
_AGENT = "Oxbow (wiki)"
_MOST_MACHINES = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take.

    Attributes:
        size: bytes of what is fetched, as sent and unpacked.
        seconds: time for all of it, redirects included.
        may_ask: says whether a host (with its port where that is not the usual one) may be asked.
    """

    size: int = 1_000_000
    seconds: float = 10.0
    may_ask: Callable[[str], bool] = field(default=lambda _host: True)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: from where in the end, what it says it is, and its bytes."""

    url: str
    content_type: str
    body: bytes


class _Timed(io.RawIOBase):
    """Reads a connection until a moment: the time runs for the whole, not for each piece that drips in."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self.connection = connection
        self.until = until

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what is there; TimeoutError when the moment has come."""
        self.connection.settimeout(_left(self.until))
        return self.connection.recv_into(buffer)


class _Answering:
    """What `http.client` reads an answer from."""

    def __init__(self, connection: socket.socket, until: float) -> None:
        self._file = io.BufferedReader(_Timed(connection, until), _CHUNK)

    def makefile(self, _mode: str) -> io.BufferedIOBase:
        """Give the file of the connection."""
        return self._file


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def fetch(address: str, limits: Limits, *, accept: str = "*/*", network: Network = NETWORK) -> Fetched:
    """Fetch what is at an address, with GET and without any cookie or password.

    Args:
        address: the whole address.
        limits: how much it may take.
        accept: the kinds of content that are wanted, as the header `Accept` has them.
        network: how names are looked up and machines connected to.

    Raises:
        NotFetched: it may not be asked for, or did not answer as it should; the sentence says which.
    """
    until = time.monotonic() + limits.seconds
    place = place_of(address)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            answer = _ask(place, limits, accept, network, until)
            if isinstance(answer, Fetched):
                return answer
            place = next_place(place, answer)
    except TimeoutError:
        raise NotFetched("it took too long") from None
    except ssl.SSLError:
        raise NotFetched("the connection could not be secured") from None
    except (OSError, http.client.HTTPException, zlib.error):
        raise NotFetched("the other site did not answer as it should") from None
    raise NotFetched("it leads on and on")


def _ask(place: Place, limits: Limits, accept: str, network: Network, until: float) -> Fetched | str:
    """Ask one place; gives what it answered, or the address that it leads on to."""
    if not limits.may_ask(place.origin):
        raise NotFetched(f"the host {place.origin} is not on the list of this site")
    with _connected(place, network, until) as connection:
        connection.settimeout(_left(until))
        connection.sendall(_request(place, accept))
        answer = http.client.HTTPResponse(_Answering(connection, until), method="GET")  # type: ignore[arg-type]
        answer.begin()
        location = answer.headers.get("Location", "")
        if answer.status in _REDIRECTS and location:
            return location
        if answer.status != 200:
            raise NotFetched(f"the other site answered with {answer.status}")
        return Fetched(place.url, answer.headers.get("Content-Type", ""), _body(answer, limits.size))


def _connected(place: Place, network: Network, until: float) -> socket.socket:
    machines = network.public_machines(place)[:_MOST_MACHINES]
    for number, machine in enumerate(machines, 1):
        try:
            connection = network.dial(machine, place.port, _left(until) / (len(machines) - number + 1))
            break
        except OSError:
            if number == len(machines):
                raise
    if place.scheme != "https":
        return connection
    try:
        connection.settimeout(_left(until))
        return network.tls().wrap_socket(connection, server_hostname=place.host)
    except BaseException:
        connection.close()
        raise


def _request(place: Place, accept: str) -> bytes:
    lines = (
        f"GET {place.target} HTTP/1.1",
        f"Host: {place.header}",
        f"User-Agent: {_AGENT}",
        f"Accept: {accept}",
        "Accept-Encoding: gzip",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode("ascii")


def _body(answer: http.client.HTTPResponse, size: int) -> bytes:
    pieces = _pieces(answer)
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        pieces = _unpacked(pieces, size)
    elif encoding not in ("", "identity"):
        raise NotFetched("the answer is packed in a way that is not known")
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > size:
            raise NotFetched(f"it is larger than {size // 1000} kB")
    return bytes(body)


def _pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := answer.read1(_CHUNK):
        yield piece
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)


def _unpacked(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Unpack no more than is wanted: a few bytes may stand for a great many."""
    unpacker = zlib.decompressobj(_GZIP)
    for piece in pieces:
        yield unpacker.decompress(piece, size + 1)
        while unpacker.unconsumed_tail:
            yield unpacker.decompress(unpacker.unconsumed_tail, size + 1)
