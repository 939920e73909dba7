"""Which servers the tests may use on this machine."""

import getpass
import os
import socket

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
        sentence = f"{name} does not answer on 127.0.0.1:{port}"
        if REQUIRED:
            pytest.fail(sentence)
        pytest.skip(sentence)


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
