"""Takes text out of files in a child process, so that no file can hold up or bring down a worker."""

import os
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext

from search.extraction.formats import FORMATS, MOST_CHARACTERS

SECONDS = 60.0
LARGEST_FILE = 200_000_000

_ROOT = Path(__file__).resolve().parents[2]


class NoText(Exception):
    """No text could be taken out of a file; `str(error)` says why."""


def ending_of(name: str) -> str:
    """Give the ending of a file's name under which its format is known; empty for one that is not."""
    ending = name.rpartition(".")[2].lower()
    return ending if ending in FORMATS else ""


def extracted_text(path: Path, ending: str) -> str:
    """Give the text of a file.

    Args:
        path: the file on disk.
        ending: its format, as `ending_of` gives it.

    Raises:
        NoText: it is too large, damaged, encrypted, or took too much time or memory.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise NoText(gettext("it is too large to be read"))
    command = [sys.executable, "-m", "search.extraction.child", str(path), ending]
    environ = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, cwd=_ROOT, env=environ, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise NoText(gettext("reading it took too long")) from None
    if done.returncode == 3:
        raise NoText(done.stderr.decode(errors="replace")[-300:])
    if done.returncode != 0:
        raise NoText(gettext("reading it took too much memory or time"))
    return done.stdout[: MOST_CHARACTERS * 4].decode(errors="replace").replace("\x00", "")
