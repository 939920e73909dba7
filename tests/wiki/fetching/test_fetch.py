"""Fetching from a real server on this machine: what comes back, and all that is refused on the way."""

import gzip
import socket
import ssl
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.wiki.fetching.outside import PUBLIC, Outside, answer, redirect
from wiki.fetching.fetch import MOST_REDIRECTS, Fetched, Limits, fetch
from wiki.fetching.places import Network, NotFetched

URL = "http://news.example.org/feed?x=1"


def get(outside: Outside, url: str = URL, limits: Limits | None = None) -> Fetched:
    return fetch(url, limits or Limits(seconds=5), network=Network(outside.look_up, outside.dial))


def test_what_is_there_comes_back(outside: Outside) -> None:
    outside.replies["/feed?x=1"] = answer(b"<rss/>", Content_Type="text/xml; charset=utf-8")
    assert get(outside) == Fetched(URL, "text/xml; charset=utf-8", b"<rss/>")
    request = outside.requests[0].decode()
    assert request.startswith("GET /feed?x=1 HTTP/1.1\r\nHost: news.example.org\r\n")
    assert "cookie" not in request.lower() and "authorization" not in request.lower()


def test_the_connection_goes_to_the_machine_that_was_checked(outside: Outside) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    network = Network(lambda _host, _port: next(answers), outside.dial)
    outside.replies["/feed?x=1"] = answer()
    fetch(URL, Limits(), network=network)
    assert outside.dialled == [(PUBLIC, 80)]
    with pytest.raises(NotFetched, match="not on the public internet"):
        fetch(URL, Limits(), network=network)
    assert len(outside.dialled) == 1


@pytest.mark.parametrize(
    "machines",
    [["127.0.0.1"], ["::1"], ["169.254.169.254"], ["10.0.0.5"], [PUBLIC, "127.0.0.1"], ["2606:4700::1", "fd00::1"]],
)
def test_names_of_inner_machines_are_refused(outside: Outside, machines: list[str]) -> None:
    outside.names["news.example.org"] = machines
    with pytest.raises(NotFetched, match="not on the public internet"):
        get(outside)
    assert not outside.dialled


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0/",
    ],
)
def test_this_machine_is_refused_however_it_is_spelt(url: str) -> None:
    with pytest.raises(NotFetched, match="not on the public internet|there is no host"):
        fetch(url, Limits(seconds=5))


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://inside.example.org/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://news.example.org:6379/",
        "ftp://news.example.org/",
        "http://u:p@news.example.org/",
    ],
)
def test_redirects_into_the_network_are_refused(outside: Outside, location: str) -> None:
    outside.names |= {"inside.example.org": ["192.168.0.1"], "127.0.0.1": ["127.0.0.1"], "::1": ["::1"]}
    outside.names["169.254.169.254"] = ["169.254.169.254"]
    outside.replies["/feed?x=1"] = redirect(location)
    with pytest.raises(NotFetched):
        get(outside)
    assert len(outside.dialled) == 1


def test_redirects_are_followed_so_far(outside: Outside) -> None:
    outside.replies["/feed?x=1"] = redirect("http://other.example.org/1", "301 Moved")
    outside.replies["/1"] = redirect("2", "307 Temporary")
    outside.replies["/2"] = answer(b"here")
    assert get(outside).url == "http://other.example.org/2"
    assert outside.looked_up == ["news.example.org", "other.example.org", "other.example.org"]
    outside.replies["/2"] = redirect("/2")
    with pytest.raises(NotFetched, match="on and on"):
        get(outside)
    assert len(outside.dialled) == 3 + MOST_REDIRECTS + 1


def test_hosts_are_asked_for_at_each_step(outside: Outside) -> None:
    limits = Limits(may_ask=lambda host: host == "news.example.org")
    outside.replies["/feed?x=1"] = redirect("http://other.example.org/1")
    with pytest.raises(NotFetched, match=r"other\.example\.org is not on the list"):
        get(outside, limits=limits)
    assert outside.looked_up == ["news.example.org"]


def test_size_is_limited_as_sent_and_unpacked(outside: Outside) -> None:
    limits = Limits(size=1000, seconds=5)
    for reply in (
        answer(b"x" * 1001),
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"3e9\r\n" + b"x" * 1001 + b"\r\n0\r\n\r\n",
        answer(gzip.compress(b"x" * 1001), Content_Encoding="gzip"),
        answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"),
    ):
        outside.replies["/feed?x=1"] = reply
        with pytest.raises(NotFetched, match="larger than 1 kB"):
            get(outside, limits=limits)
    outside.replies["/feed?x=1"] = answer(gzip.compress(b"y" * 1000), Content_Encoding="gzip")
    assert get(outside, limits=limits).body == b"y" * 1000


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip"])
def test_other_packings_are_refused(outside: Outside, encoding: str) -> None:
    outside.replies["/feed?x=1"] = answer(zlib.compress(b"x"), Content_Encoding=encoding)
    with pytest.raises(NotFetched, match="packed"):
        get(outside)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_time_runs_for_the_whole(outside: Outside, start: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(100):
            time.sleep(0.1)
            connection.sendall(b"x")

    outside.replies["/feed?x=1"] = drip
    begun = time.monotonic()
    with pytest.raises(NotFetched, match="took too long"):
        get(outside, limits=Limits(seconds=0.6))
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        answer(b"not packed", Content_Encoding="gzip"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_answers_that_are_none(outside: Outside, reply: bytes) -> None:
    outside.replies["/feed?x=1"] = reply
    with pytest.raises(NotFetched, match="did not answer as it should"):
        get(outside)


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 Nothing", "401 Who", "304 Same"])
def test_other_answers_are_named(outside: Outside, status: str) -> None:
    outside.replies["/feed?x=1"] = answer(b"", status)
    with pytest.raises(NotFetched, match=f"answered with {status[:3]}"):
        get(outside)


def test_hosts_that_are_not_there(outside: Outside) -> None:
    with pytest.raises(NotFetched, match="there is no host nowhere.test"):
        get(outside, "http://nowhere.test/")
    silent = replace(Network(outside.look_up, outside.dial), dial=refuse)
    with pytest.raises(NotFetched, match="did not answer"):
        fetch(URL, Limits(seconds=2), network=silent)


def refuse(_machine: str, _port: int, _seconds: float) -> socket.socket:
    raise ConnectionRefusedError


def test_the_next_machine_is_tried(outside: Outside) -> None:
    outside.names["news.example.org"] = ["2606:4700::1", PUBLIC]
    outside.replies["/feed?x=1"] = answer(b"four")

    def only_four(machine: str, port: int, seconds: float) -> socket.socket:
        if ":" in machine:
            raise ConnectionRefusedError
        return outside.dial(machine, port, seconds)

    assert fetch(URL, Limits(seconds=5), network=Network(outside.look_up, only_four)).body == b"four"


def certificate(folder: Path, host: str) -> tuple[str, str]:
    """Make a key and a certificate for a host."""
    import subprocess

    key, made = str(folder / "key.pem"), str(folder / "cert.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, "-days", "2",
         "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, made


def test_encrypted_places_must_prove_who_they_are(outside: Outside, tmp_path: Path) -> None:
    key, made = certificate(tmp_path, "news.example.org")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(made, key)
    plain_serve = outside.serve

    def serve(connection: socket.socket) -> None:
        try:
            plain_serve(serving.wrap_socket(connection, server_side=True))
        except OSError:
            connection.close()

    outside.serve = serve  # type: ignore[method-assign]
    outside.replies["/feed"] = answer(b"secret news")
    trusting = Network(outside.look_up, outside.dial, lambda: ssl.create_default_context(cafile=made))
    assert fetch("https://news.example.org/feed", Limits(seconds=5), network=trusting).body == b"secret news"
    assert outside.dialled[-1] == (PUBLIC, 443)
    for url, network in (
        ("https://other.example.org/feed", trusting),
        ("https://news.example.org/feed", Network(outside.look_up, outside.dial)),
    ):
        with pytest.raises(NotFetched, match="could not be secured"):
            fetch(url, Limits(seconds=5), network=network)
