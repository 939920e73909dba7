"""What the converter asks of whoever knows the pages and files."""

from dataclasses import dataclass, field
from typing import Protocol


class Targets(Protocol):
    """Knows the pages and files of a wiki by their ids."""

    def page(self, page_id: str) -> str | None:
        """Give the title of a page; an id with a colon at its end means the first page of the namespace."""

    def file(self, file_id: str) -> str | None:
        """Give the element that names an attached file; None where there is no such file."""


@dataclass
class Found:
    """What was found in a text beside what it shows.

    Attributes:
        labels: its tags.
        not_understood: syntax of plugins, which stays as text.
        missing_files: ids of files that are not there.
    """

    labels: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    missing_files: list[str] = field(default_factory=list)
