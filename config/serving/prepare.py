"""Everything between two starts that may have changed: the database's shape, static files, the first people."""

import contextlib
import fcntl
import hashlib
import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.actor import SYSTEM_SETUP
from accounts.errors import AccountError
from accounts.models import User
from accounts.queries import people
from accounts.services.setup import set_up_people
from config.celery import app
from config.errors import StartError
from wiki.services.demonstration.create import create_demonstration_space
from wiki.services.site.set_up import begin_set_up

LOCK_PATIENCE_SECONDS = 3.0


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the lock of this WIKI_HOME; raises StartError when another process runs on it.

    Children share the lock, so those of a supervisor that was killed keep it for the moment that they still live.
    """
    path = home / "run" / "serve.lock"
    with open(path, "a+") as file:
        patience = time.monotonic() + LOCK_PATIENCE_SECONDS
        while not _locked(file):
            if time.monotonic() > patience:
                file.seek(0)
                raise StartError(f"the wiki in {home} runs already (process {file.read().strip() or '?'})")
            time.sleep(0.1)
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def migrate() -> bool:
    """Bring the database up to date; say whether there was need. Raises StartError when it does not answer."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        raise StartError(f"DATABASE_URL: the database does not answer: {one_line(error)}") from error
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("check", stdout=io.StringIO())
    call_command("migrate", interactive=False, verbosity=0)
    return True


def check_broker() -> None:
    """Raise StartError when the broker does not answer, instead of waiting for it without a word."""
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0.2, timeout=5)
    except Exception as error:
        raise StartError(f"CELERY_BROKER_URL: the broker does not answer: {one_line(error)}") from error


def collect_static() -> bool:
    """Collect the static files if one has changed since the last time; say whether one had."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)
    return True


def _static_digest() -> str:
    digest = hashlib.sha256(settings.STATIC_URL.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = os.stat(storage.path(name))
            digest.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def first_run(admin_user: str, admin_password: str | None) -> None:
    """Make the administrator and the demonstration space if there are no people yet, and show a made password once.

    Both or none: what fails half-way is made at the next start. Raises StartError.
    """
    if people().exists():
        return
    try:
        with transaction.atomic():
            made_password = set_up_people(admin_user, admin_password)
            create_demonstration_space(SYSTEM_SETUP, administrator=User.objects.get(username=admin_user))
            begin_set_up(SYSTEM_SETUP)
    except AccountError as error:
        raise StartError(f"the first administrator could not be made: {one_line(error)}") from error
    if made_password:
        print(f"Administrator: {admin_user}\nPassword (shown only now): {made_password}", flush=True)


def one_line(error: BaseException) -> str:
    """An error's message on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def say(sentence: str) -> None:
    """Tell the operator what is being done."""
    print(sentence, file=sys.stderr, flush=True)
