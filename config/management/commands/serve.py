"""`manage.py serve`: prepares WIKI_HOME and runs the whole wiki in the foreground until it is told to stop."""

import os
import socket
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.urls import get_resolver

from config.errors import StartError


class Command(BaseCommand):
    """Run the wiki."""

    help = "Prepares WIKI_HOME and runs the web server, the task workers and the clock until told to stop."
    # Run when there is something to migrate: they take as long as everything else of a start together.
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped, then exit: 0 when told to stop, 1 when a part failed, 2 when it cannot start."""
        from config.serving import prepare

        try:
            with prepare.only_one(settings.WIKI_HOME):
                code = self._serve()
        except StartError as error:
            print(f"Cannot start: {error}", file=sys.stderr)
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit(130)
        sys.exit(code)

    def _serve(self) -> int:
        from config.serving import prepare
        from config.serving.parts import all_parts
        from config.serving.supervisor import Supervisor, status_answers

        listener = listen(settings.WIKI_HOST, settings.WIKI_PORT)
        prepare.check_broker()
        if prepare.migrate():
            prepare.say("The database is up to date.")
        if prepare.collect_static():
            prepare.say("The static files are collected.")
        prepare.first_run(settings.WIKI_ADMIN_USER, settings.WIKI_ADMIN_PASSWORD)

        # Everything that the children need is loaded here, once.
        from config.wsgi import application

        _ = get_resolver().url_patterns
        from config.celery import app

        app.loader.import_default_modules()
        connections.close_all()

        host, port = reachable(listener)
        path = f"{settings.WIKI_CONTEXT_PATH}/status"
        public_host = urlsplit(settings.WIKI_BASE_URL).netloc
        supervisor = Supervisor(
            all_parts(listener.fileno(), application),
            web_answers=lambda: status_answers(host, port, path, public_host),
            tell_ready=lambda: print(f"Ready: {settings.WIKI_BASE_URL}/", flush=True),
        )
        return supervisor.run()


def listen(host: str, port: int) -> socket.socket:
    """Open the web server's socket; raises StartError when the address is in use or not this machine's."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise StartError(f"WIKI_HOST {host!r} is no address ({error.strerror})") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        reason = f"{os.strerror(error.errno or 0).lower()}"
        raise StartError(f"cannot listen on {host} port {port}: {reason}; WIKI_PORT sets another") from error
    listener.listen(512)
    return listener


def reachable(listener: socket.socket) -> tuple[str, int]:
    """An address at which this machine itself reaches the socket."""
    host, port = listener.getsockname()[:2]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port
