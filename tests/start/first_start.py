"""A wiki that has been started before, made once: most tests of processes need that, and not the first start itself."""

import atexit
import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.start.running import ROOT, RunningWiki, clean_environment
from tests.start.services import free_port

PASSWORD = "a test needs no secret"
"""Of `admin`, in each home that has been started before."""


def started_before(home: Path) -> Path:
    """Make a home as a first start leaves it, with its database on SQLite; give it back."""
    shutil.copytree(_first_home(), home, dirs_exist_ok=True)
    return home


def migrated(home: Path) -> Path:
    """Make a home with nothing but the tables of its database on SQLite; give it back."""
    shutil.copytree(_migrated_home(), home, dirs_exist_ok=True)
    return home


@functools.cache
def _first_home() -> Path:
    home = _folder() / "home"
    with RunningWiki(home, free_port(), WIKI_ADMIN_PASSWORD=PASSWORD) as wiki:
        wiki.wait_until_ready()
        assert wiki.stop() == 0
    return home


@functools.cache
def _migrated_home() -> Path:
    home = _folder() / "home"
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, env=clean_environment(home), cwd=ROOT, check=True, timeout=180)
    return home


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="oxbow-started-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
