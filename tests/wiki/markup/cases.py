"""The golden cases of the converters: files of titles, markup and the storage format it becomes."""

import re
from dataclasses import dataclass

from tests.architecture.source import ROOT

FOLDER = ROOT / "tests/cases/markup"


@dataclass(frozen=True)
class Case:
    """One case: `=== title`, the markup, `=>`, the storage format."""

    title: str
    markup: str
    storage: str


def cases(*files: str) -> list[Case]:
    """Read the cases of some files."""
    found = []
    for file in files:
        text = (FOLDER / f"{file}.txt").read_text(encoding="utf-8")
        for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
            head, _, storage = part.rpartition("\n=>\n")
            title, _, markup = head.partition("\n")
            found.append(Case(f"{file}: {title}", markup, storage.removesuffix("\n")))
    return found


MARKUP = cases("blocks", "effects", "links", "macros")
"""Wiki markup."""
