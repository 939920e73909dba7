"""Where the wiki may read from: which addresses it takes, and which machines they may lead to.

A server that fetches what people name can be made to fetch from inside: from itself, from its network, from the
service that gives a virtual machine its credentials. So an address is taken apart strictly, the name in it is looked up
once, every machine found has to be a public one, and the connection goes to the machine that was checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

LONGEST_ADDRESS = 2000
PORTS = frozenset({80, 443})
"""Ports that the wiki connects to: those of the web."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?")
_LONGEST_HOST = 253
_TARGET_SAFE = "/:?&=%+,;@!$'()*~-._[]"

_REFUSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(network)
    # Among them are tunnels (2001::/32, 2002::/16), which carry an IPv4 address inside.
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


class NotFetched(Exception):
    """Something that was not fetched; `str(error)` says why, in a sentence without its end."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the web, taken apart: `target` is the path with the query, as it is asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """The host, with the port where it is not the scheme's own."""
        return self.host if self.port == _DEFAULT_PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self._host_in_url}{self.target}"

    @property
    def header(self) -> str:
        """The value of the header `Host`."""
        return self._host_in_url

    @property
    def _host_in_url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(address: str) -> Place:
    """Take an address apart.

    Args:
        address: as a person or another server wrote it; whole, with its scheme.

    Raises:
        NotFetched: it is not an `http` or `https` address on a port of the web, or it carries a name or password.
    """
    text = address.strip()
    if len(text) > LONGEST_ADDRESS:
        raise NotFetched("the address is too long")
    if any(letter <= " " or letter == "\x7f" or letter == "\\" for letter in text):
        raise NotFetched("the address holds characters that no address has")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise NotFetched("the address is not well formed") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise NotFetched("the address does not begin with http: or https:")
    if "@" in parts.netloc:
        raise NotFetched("the address carries a name or a password")
    port = _DEFAULT_PORTS[parts.scheme] if port is None else port
    if port not in PORTS:
        raise NotFetched(f"port {port} is none of the web's")
    query = f"?{parts.query}" if parts.query else ""
    return Place(parts.scheme, _host(parts.hostname or ""), port, quote((parts.path or "/") + query, _TARGET_SAFE))


def next_place(place: Place, location: str) -> Place:
    """Give where a redirect leads.

    Args:
        place: where the answer came from.
        location: the address it gave, whole or relative.

    Raises:
        NotFetched: as `place_of`; or the way leads from an encrypted place to an open one.
    """
    try:
        following = place_of(urljoin(place.url, location.strip()).partition("#")[0])
    except ValueError:
        raise NotFetched("the address is not well formed") from None
    if place.scheme == "https" and following.scheme != "https":
        raise NotFetched("it leads from an encrypted address to one that is not")
    return following


def _host(name: str) -> str:
    if not name:
        raise NotFetched("the address names no host")
    try:
        # An address with a scope is meant for one machine alone.
        if "%" not in name:
            return str(ipaddress.ip_address(name))
    except ValueError:
        pass
    try:
        host = name.encode("idna").decode("ascii").lower() if not name.isascii() else name.lower()
    except UnicodeError:
        raise NotFetched("the address names no host that can be") from None
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise NotFetched("the address names no host that can be")
    return host.removesuffix(".")


def is_public(address: str) -> bool:
    """Say whether a machine's address (IPv4 or IPv6) is one on the public internet, for one receiver."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        return number in _PUBLIC_6 and not any(number in network for network in _REFUSED_6)
    return not any(number in network for network in _REFUSED_4)


def look_up(host: str, port: int) -> list[str]:
    """Give the machines that a name stands for, as the system knows them.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_rest, address in found))


def dial(machine: str, port: int, seconds: float) -> socket.socket:
    """Connect to a machine by its address, without a name being looked up again.

    Raises:
        OSError: it does not answer.
    """
    return socket.create_connection((machine, port), timeout=seconds)


@dataclass(slots=True)
class Network:
    """How names are looked up, machines connected to and certificates checked."""

    look_up: Callable[[str, int], list[str]] = look_up
    dial: Callable[[str, int, float], socket.socket] = dial
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def public_machines(self, place: Place) -> list[str]:
        """Give the machines that a place is on.

        Raises:
            NotFetched: there is none, or one of them is not public: a name that stands for both is a trap.
        """
        try:
            machines = self.look_up(place.host, place.port)
        except (OSError, UnicodeError):
            machines = []
        if not machines:
            raise NotFetched(f"there is no host {place.host}")
        if not all(is_public(machine) for machine in machines):
            raise NotFetched(f"the host {place.host} is not on the public internet")
        return machines


NETWORK = Network()
"""The real network."""
