"""The secret key: made once, kept in a file that only the wiki's own account can read."""

import contextlib
import os
import secrets
from pathlib import Path

from config.errors import KnobError


def make_folder(path: Path, mode: int = 0o750) -> Path:
    """Make a folder of WIKI_HOME if it is missing; raises KnobError when that may not be written."""
    try:
        path.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as error:
        raise KnobError("WIKI_HOME", f"names a folder that cannot be used: {error.strerror}: {path}") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise KnobError("WIKI_HOME", f"names a folder that may not be written: {path}")
    return path


def secret_key(home: Path) -> str:
    """Give the secret key of this WIKI_HOME, and make it when there is none; raises KnobError when it cannot be read.

    Several processes may start at once: each writes a file of its own and links it to the final name, which only one
    of them can do; all then read the same key.
    """
    folder = make_folder(home / "secrets", 0o700)
    path = folder / "secret_key"
    try:
        if not path.exists():
            draft = folder / f"secret_key.{os.getpid()}.{secrets.token_hex(4)}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
            draft.unlink()
        key = path.read_text().strip()
    except OSError as error:
        raise KnobError("WIKI_HOME", f"holds a secret key that cannot be used: {error}") from error
    if len(key) < 32:
        raise KnobError("WIKI_HOME", f"holds a secret key that is too short: {path}")
    return key
