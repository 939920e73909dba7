"""What the tests find on this machine: servers, and libraries that pip does not install."""

import getpass
import os
import socket
from typing import NoReturn

import pytest

REQUIRED = bool(os.environ.get("TEST_REQUIRE_SERVICES"))


def answers(port: int) -> bool:
    """Whether something listens on a port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False


def need(name: str, port: int) -> None:
    """Skip the test when a server is missing; fail it when servers are required."""
    if not answers(port):
        do_without(f"{name} does not answer on 127.0.0.1:{port}")


def do_without(what_is_missing: str) -> NoReturn:
    """Skip the test; fail it where everything is required (`TEST_REQUIRE_SERVICES`)."""
    if REQUIRED:
        pytest.fail(what_is_missing)
    pytest.skip(what_is_missing)


def postgresql_server() -> str:
    """The address of this machine's PostgreSQL, without a database's name; skips without one."""
    need("PostgreSQL", 5432)
    return f"postgresql://{getpass.getuser()}@127.0.0.1:5432"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
