"""An example of each macro in storage format, in the file of its name; reference and demonstration show them."""

from functools import cache
from pathlib import Path

from wiki.storage_format.entities import encode_text

_PERSON = 'ri:username="admin"'
_FOLDER = Path(__file__).parent


def example_of(name: str, username: str = "") -> str:
    """Give the example of a macro; nothing for one that has none.

    Args:
        name: the macro's own name, not an alias.
        username: who is shown where an example shows a person; `admin` if nobody is given.
    """
    text = _text(name)
    return text.replace(_PERSON, f'ri:username="{encode_text(username)}"') if username else text


@cache
def _text(name: str) -> str:
    file = _FOLDER / f"{name}.xhtml"
    return file.read_text(encoding="utf-8").rstrip("\n") if file.parent == _FOLDER and file.is_file() else ""


def examples() -> frozenset[str]:
    """Give the names of all macros that have an example."""
    return frozenset(file.stem for file in _FOLDER.glob("*.xhtml"))
