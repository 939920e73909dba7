#!/usr/bin/env python3
"""Measures what the remote API itself costs on each wire: admission, long lists, and large files.

    .venv/bin/python bench/calls.py [--pages 20000] [--calls 300] [--megabytes 100] [--markdown]

- Overhead: a call that only authenticates (getServerInfo), over HTTP against the running wiki, in turns with a bare
  Django view that makes the same look-ups.
- Lists: getPages of a large space, in one process: time, memory above what the process held before, and queries.
- Files: addAttachment of a large file, in one process: memory above what it held before, against the file's size.
"""

import argparse
import base64
import json
import os
import resource
import subprocess
import sys
import threading
import time
import xmlrpc.client
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.run import Measured, Row, Send, new_wiki, print_table, running_wiki  # noqa: E402

SOAP = "/rpc/soap-axis/confluenceservice-v2"
JSON = "/rpc/json-rpc/confluenceservice-v2"
WIRES = ("XML-RPC", "SOAP", "JSON-RPC")
_SOAP_HEAD = (
    '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>'
    '<ns1:{name} xmlns:ns1="http://soap.rpc.confluence.atlassian.com"><in0>{token}</in0>'
)
_SOAP_TAIL = "</ns1:{name}></soapenv:Body></soapenv:Envelope>"


class Overhead(Measured):
    """Calls that only authenticate, against a view that looks up the same."""

    def rows(self) -> Iterator[Row]:
        """Measure each wire."""
        floor: Send = lambda headers: self.request("POST", "/bench/admit", b"x" * 200, {**named, **headers})  # noqa: E731
        named = {"X-Token": self.token}
        for wire in WIRES:
            path, body, headers = call_of(wire, "getServerInfo", self.token)
            yield self.compare(f"{wire} getServerInfo", self._sender(path, body, headers), floor)

    def _sender(self, path: str, body: bytes, headers: dict[str, str]) -> Send:
        return lambda more: self.request("POST", path, body, {**headers, **more})


def call_of(wire: str, name: str, token: str, *strings: str) -> tuple[str, bytes, dict[str, str]]:
    """The path, body and headers of a call with strings for arguments."""
    if wire == "XML-RPC":
        body = xmlrpc.client.dumps((token, *strings), f"confluence2.{name}")
        return "/rpc/xmlrpc", body.encode(), {"Content-Type": "text/xml"}
    if wire == "SOAP":
        given = "".join(f"<a>{one}</a>" for one in strings)
        body = _SOAP_HEAD.format(name=name, token=token) + given + _SOAP_TAIL.format(name=name)
        return SOAP, body.encode(), {"Content-Type": "text/xml", "SOAPAction": '""'}
    body = json.dumps({"jsonrpc": "2.0", "method": name, "params": strings, "id": 1})
    return JSON, body.encode(), {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}


def attachment_call(wire: str, token: str, page_id: int, megabytes: int) -> tuple[str, Iterator[bytes], dict[str, str]]:
    """The path, the pieces of the body and the headers of a call that attaches a file of random bytes."""
    headers: dict[str, str] = {}
    if wire == "XML-RPC":
        given = (token, str(page_id), {"fileName": "large.bin", "contentType": "application/octet-stream"}, b"MARK")
        whole = xmlrpc.client.dumps(given, "confluence2.addAttachment").encode()
        head, tail = whole.split(base64.encodebytes(b"MARK"))
        path = "/rpc/xmlrpc"
    elif wire == "SOAP":
        fields = "<fileName>large.bin</fileName><contentType>application/octet-stream</contentType>"
        begin = _SOAP_HEAD.format(name="addAttachment", token=token)
        head = f"{begin}<a>{page_id}</a><b>{fields}</b><c>".encode()
        tail = f"</c>{_SOAP_TAIL.format(name='addAttachment')}".encode()
        path = SOAP
    else:
        file = {"fileName": "large.bin", "contentType": "application/octet-stream"}
        request = {"method": "addAttachment", "params": [page_id, file, "MARK"], "id": 1}
        head, tail = json.dumps(request).encode().split(b"MARK")
        path, headers = JSON, {"HTTP_AUTHORIZATION": f"Bearer {token}"}

    def pieces() -> Iterator[bytes]:
        yield head
        for _ in range(megabytes):
            # A multiple of three bytes, so that base64 of the pieces is base64 of the whole.
            yield base64.b64encode(os.urandom(1024 * 1024 // 3 * 3))
        yield tail

    return path, pieces(), headers


def measure_list(wire: str, space: str) -> dict[str, float]:
    """Call getPages in this process."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    token = _token()
    path, body, headers = call_of(wire, "getPages", token, space)
    send = _in_process(path, {f"HTTP_{name.upper()}": value for name, value in headers.items()})
    send([call_of(wire, "getPages", token, "NONE")[1]])
    before, began = _resident(), time.perf_counter()
    size = len(send([body]))
    taken, peak = time.perf_counter() - began, _peak()
    with CaptureQueriesContext(connection) as queries:
        send([body])
    return {"seconds": taken, "megabytes": peak - before, "queries": len(queries), "answer": size / 2**20}


def measure_file(wire: str, page_id: int, megabytes: int) -> dict[str, float]:
    """Call addAttachment in this process."""
    path, pieces, headers = attachment_call(wire, _token(), page_id, megabytes)
    before, began = _resident(), time.perf_counter()
    answer = _in_process(path, headers)(pieces)
    if b"large.bin" not in answer:
        sys.exit(f"{wire} addAttachment answers {answer[:300]!r}")
    return {"seconds": time.perf_counter() - began, "megabytes": _peak() - before}


def _token() -> str:
    from accounts.queries import user_by_name
    from remoteapi.tokens import issue_token

    return issue_token(user_by_name("admin"), address="")


def _in_process(path: str, headers: dict[str, str]) -> Callable[[Any], bytes]:
    """A sender that hands bodies to Django through a pipe, so that no body is held but by the server's own code."""
    from django.core.handlers.wsgi import WSGIHandler

    application = WSGIHandler()

    def send(pieces: Any) -> bytes:
        reading, writing = os.pipe()

        def write() -> None:
            with os.fdopen(writing, "wb") as pipe:
                for piece in pieces:
                    pipe.write(piece)

        writer = threading.Thread(target=write)
        writer.start()
        with os.fdopen(reading, "rb") as body:
            environ = {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": path,
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "HTTP_TRANSFER_ENCODING": "chunked",
                "wsgi.input": body,
                "wsgi.input_terminated": True,
                "wsgi.errors": sys.stderr,
                "wsgi.url_scheme": "http",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": "127.0.0.1",
                **headers,
            }
            answer = b"".join(application(environ, lambda *_: None))  # type: ignore[arg-type]
        writer.join()
        return answer

    return send


def _resident() -> float:
    """How much memory this process holds, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def _peak() -> float:
    """The most that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(environ: dict[str, str], *arguments: str) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--alone", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure_alone(kind: str, wire: str, what: str, megabytes: str) -> None:
    """What a process of its own does."""
    import django

    django.setup()
    found = measure_list(wire, what) if kind == "list" else measure_file(wire, int(what), int(megabytes))
    print(json.dumps(found))


def print_lines(title: str, heads: tuple[str, ...], lines: list[tuple[str, ...]], markdown: bool) -> None:
    """Print a table."""
    print(f"\n{title}\n")
    for line in (heads, *([("---", *("--:" for _ in heads[1:]))] if markdown else []), *lines):
        print(f"| {' | '.join(line)} |" if markdown else f"  {line[0]:<24}" + "".join(f"{one:>12}" for one in line[1:]))
    sys.stdout.flush()


def main() -> None:
    """Run the program."""
    parser = argparse.ArgumentParser(description="Measures what the remote API costs on each wire.")
    parser.add_argument("--pages", type=int, default=20000, help="size of the space")
    parser.add_argument("--calls", type=int, default=300, help="how often each call is measured")
    parser.add_argument("--megabytes", type=int, default=100, help="size of the file")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument("--alone", nargs=4, metavar=("KIND", "WIRE", "WHAT", "MEGABYTES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        measure_alone(*options.alone)
        return
    with new_wiki("") as (home, port, environ):
        command = [sys.executable, "-m", "bench.seed", str(options.pages)]
        seeding = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
        seeded = json.loads(seeding.stdout.splitlines()[-1])
        with running_wiki(home, environ):
            print_table("Overhead", list(Overhead(port, seeded, options.calls).rows()), options.markdown)
        lists = [(wire, alone(environ, "list", wire, seeded["space"], "0")) for wire in WIRES]
        files = [(wire, alone(environ, "file", wire, str(seeded["ids"][0]), str(options.megabytes))) for wire in WIRES]
    print_lines(
        f"getPages of {options.pages:,} pages",
        ("wire", "seconds", "memory MB", "queries", "answer MB"),
        [
            (wire, f"{one['seconds']:.2f}", f"{one['megabytes']:.0f}", f"{one['queries']:.0f}", f"{one['answer']:.1f}")
            for wire, one in lists
        ],
        options.markdown,
    )
    print_lines(
        f"addAttachment of {options.megabytes} MB",
        ("wire", "seconds", "memory MB", "times the file"),
        [
            (
                wire,
                f"{one['seconds']:.1f}",
                f"{one['megabytes']:.0f}",
                f"{one['megabytes'] / options.megabytes:.1f}",
            )
            for wire, one in files
        ],
        options.markdown,
    )


if __name__ == "__main__":
    main()
