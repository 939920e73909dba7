"""A real task worker whose network leads to a server of a test: `python -m tests.start.fetching_worker READY PORT`."""

import os
import socket
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from config.serving.parts import worker  # noqa: E402
from config.settings.tasks import QUICK  # noqa: E402
from wiki.fetching.places import NETWORK  # noqa: E402


def _look_up(host: str, _port: int) -> list[str]:
    return ["93.184.215.14"] if host == "news.example.org" else ["127.0.0.1"]


def _dial(_machine: str, _port: int, seconds: float) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=seconds)


if __name__ == "__main__":
    NETWORK.look_up, NETWORK.dial = _look_up, _dial
    worker(QUICK).work(lambda: Path(sys.argv[1]).touch())
