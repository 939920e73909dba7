"""The health page: each part of the running wiki, asked at the moment of looking."""

import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from smtplib import SMTPException

from celery import current_app
from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from remoteapi.nodes import live_nodes
from search.state import index_state
from wiki.views.admin_menu import admin_frame
from wiki.views.decorators import for_people

LEAST_FREE_BYTES = 1_000_000_000
LONGEST_LAG_SECONDS = 60
_PATIENCE_SECONDS = 3
_WORKERS = ("web", "quick", "long")


@dataclass(frozen=True)
class Finding:
    """How one part is: its name, whether it is well, and what there is to say."""

    name: str
    is_well: bool
    text: str


@for_people()
def health(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask every part how it is, and show that with the versions."""
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    findings = [look() for look in (_database, _broker, _processes, _index, _disk, _mail)]
    nodes = live_nodes()
    context = {
        **admin_frame("health"),
        "findings": findings,
        "is_well": all(finding.is_well for finding in findings),
        "nodes": nodes,
        "versions": nodes[-1].figures["build"],
    }
    return render(request, "wiki/site/health.html", context)


def _database() -> Finding:
    def ask() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version()" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
            version = str(cursor.fetchone()[0])
        return version if connection.vendor == "postgresql" else f"SQLite {version}"

    return _asked(_("Database"), ask, DatabaseError)


def _broker() -> Finding:
    def ask() -> str:
        with current_app.connection_for_write(connect_timeout=_PATIENCE_SECONDS) as broker:
            broker.ensure_connection(max_retries=0, timeout=_PATIENCE_SECONDS)
            return str(broker.transport_cls if isinstance(broker.transport_cls, str) else broker.transport.driver_type)

    return _asked(_("Queues"), ask, OSError, current_app.connection_for_write().transport.connection_errors)


def _processes() -> Finding:
    running = {node.process for node in live_nodes()}
    missing = [name for name in _WORKERS if name not in running]
    if missing:
        return Finding(_("Processes"), False, _("not heard of for a minute: %(names)s") % {"names": ", ".join(missing)})
    return Finding(_("Processes"), True, ", ".join(sorted(running)))


def _index() -> Finding:
    def ask() -> str:
        state = index_state()
        if not state.exists:
            raise OSError(_("there is none"))
        if state.lag_seconds > LONGEST_LAG_SECONDS:
            raise OSError(_("%(number)d seconds behind") % {"number": state.lag_seconds})
        return _("in line, %(number)d changes wait") % {"number": state.pending}

    return _asked(_("Search index"), ask, OSError, DatabaseError)


def _disk() -> Finding:
    def ask() -> str:
        free = shutil.disk_usage(Path(settings.WIKI_HOME)).free
        text = _("%(number).1f GB free") % {"number": free / 1e9}
        if free < LEAST_FREE_BYTES:
            raise OSError(text)
        return text

    return _asked(_("Disk"), ask, OSError)


def _mail() -> Finding:
    def ask() -> str:
        backend = get_connection()
        if not isinstance(backend, EmailBackend):
            return _("no server is set; mail is not sent")
        backend.timeout = _PATIENCE_SECONDS
        backend.open()
        backend.close()
        return _("%(host)s answers") % {"host": backend.host}

    return _asked(_("Mail"), ask, OSError, SMTPException, socket.gaierror)


def _asked(name: str, ask: Callable[[], str], *errors: type[Exception] | tuple[type[Exception], ...]) -> Finding:
    expected = tuple(each for error in errors for each in (error if isinstance(error, tuple) else (error,)))
    try:
        return Finding(name, True, ask())
    except expected as error:
        return Finding(name, False, f"{error}"[:300] or type(error).__name__)
