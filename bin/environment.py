"""The virtual environment of `bin/start` and `bin/test`: made when missing, filled when the pins have changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class EnvironmentProblem(Exception):
    """The environment cannot be made; the message is one line."""


def folder() -> Path:
    """Where the environment is: WIKI_VENV, or .venv beside bin."""
    return Path(os.environ.get("WIKI_VENV") or ROOT / ".venv").absolute()


def prepare(requirements: str) -> Path:
    """Make an environment that holds what a requirements file pins.

    Args:
        requirements: the file's name, in the project's folder.

    Returns:
        the environment's Python.

    Raises:
        EnvironmentProblem: it cannot be made or filled.
    """
    venv = folder()
    python = venv / "bin" / "python"
    if not _works(python):
        _say(f"Making {venv} with Python {sys.version.split()[0]}")
        _run([sys.executable, "-m", "venv", "--clear", str(venv)], f"{venv} cannot be made (Debian: python3-venv)")
    stamp = venv / f".installed-{requirements}"
    digest = _digest(requirements)
    if not stamp.exists() or stamp.read_text() != digest:
        _say(f"Installing {requirements}")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
        _run([*pip, "-r", str(ROOT / requirements)], f"{requirements} cannot be installed")
        stamp.write_text(digest)
    return python


def mark_installed(requirements: str) -> None:
    """Note that a requirements file is installed already, as part of another."""
    (folder() / f".installed-{requirements}").write_text(_digest(requirements))


def _works(python: Path) -> bool:
    try:
        command = [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def _digest(requirements: str) -> str:
    """What the file pins, and that of the files it includes."""
    content = (ROOT / requirements).read_bytes()
    for line in content.decode().splitlines():
        if line.startswith("-r "):
            content += (ROOT / line[3:].strip()).read_bytes()
    return hashlib.sha256(content).hexdigest()


def _run(command: list[str], problem: str) -> None:
    # What the commands say goes to standard error: standard output is for the wiki's own few lines.
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if result.returncode != 0:
        raise EnvironmentProblem(f"{problem}; see above")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
