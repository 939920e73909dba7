"""DokuWiki's list of the changes of a page."""

from dataclasses import dataclass
from datetime import UTC, datetime

from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.folders.dates import read_seconds
from wiki.transfer.folders.pages import FolderVersion, decoded
from wiki.transfer.folders.source import FolderSource

_LARGEST = 16 << 20


@dataclass(frozen=True)
class Change:
    """One line of the list.

    Attributes:
        seconds: when, since 1970.
        author: the user name; empty for somebody who was not logged in.
    """

    seconds: int
    author: str = ""
    comment: str = ""
    is_minor: bool = False
    removes: bool = False

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return datetime.fromtimestamp(self.seconds, UTC)

    def version(self, path: str) -> FolderVersion:
        """Give the text that the change made, which lies in a file."""
        return FolderVersion(path, self.moment, self.author, self.comment, self.is_minor)


def read_changes(source: FolderSource, path: str, findings: Findings) -> list[Change]:
    """Read the list of a page; what is no line of one is left out."""
    if not source.holds(path):
        return []
    if source.size_of(path) > _LARGEST:
        findings.leave_out(path, f"it has more than {_LARGEST >> 20} MB")
        return []
    with source.open(path) as stream:
        text = decoded(stream.read(_LARGEST), path, findings)
    found = (_change(line) for line in text.splitlines())
    return [one for one in found if one is not None]


def _change(line: str) -> Change | None:
    cells = line.split("\t")
    if len(cells) < 4 or read_seconds(cells[0]) is None:
        return None
    author = cells[4].strip() if len(cells) > 4 else ""
    comment = cells[5].strip() if len(cells) > 5 else ""
    return Change(int(cells[0]), author, comment, cells[2] == "e", cells[2] == "D")
