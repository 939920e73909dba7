"""Takes text out of files in a child process, so that no file can hold up or bring down a worker."""

import os
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext, gettext_lazy

from search.extraction.formats import FORMATS, MOST_CHARACTERS, Reason

SECONDS = 60.0
LARGEST_FILE = 200_000_000

_SAID = {
    Reason.DAMAGED: gettext_lazy("it is damaged ({detail})"),
    Reason.ENCRYPTED: gettext_lazy("it is encrypted"),
    Reason.FAR_LARGER: gettext_lazy("it would unpack to far more than it is"),
    Reason.DOCUMENT_TYPE: gettext_lazy("it declares a document type"),
    Reason.UNREADABLE: gettext_lazy("it can't be read ({detail})"),
}

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
        # The last line: a library may have complained before.
        told = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        reason, _, detail = told.partition(" ")
        raise NoText(str(_SAID[Reason(reason)]).format(detail=detail[:300]))
    if done.returncode != 0:
        raise NoText(gettext("reading it took too much memory or time"))
    return done.stdout[: MOST_CHARACTERS * 4].decode(errors="replace").replace("\x00", "")
