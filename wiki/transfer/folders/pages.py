"""The pages that a folder becomes, before they are rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from wiki.services.imports.prepared import PreparedContent
from wiki.transfer.confluence_xml.findings import Findings
from wiki.transfer.folders.source import FolderSource

LONGEST_FILE = 64 << 20
"""How many bytes a file may have that is read as the text of a page."""


@dataclass(eq=False)
class FolderVersion:
    """One text of a page.

    Attributes:
        path: the file that it stands in; empty for a page that only lists those below it.
        author: as the folder names them; may be empty.
    """

    path: str
    modified: datetime
    author: str = ""
    comment: str = ""
    is_minor: bool = False


@dataclass(eq=False)
class FolderPage:
    """One page.

    Attributes:
        path: of its file, or of its folder where it has none.
        parent: the page above.
        rank: what orders it among its siblings.
        place: its number among them.
        text: the text as it is.
        earlier: the texts before, the oldest first.
        content: the row that it becomes.
    """

    path: str
    title: str
    created: datetime
    text: FolderVersion
    parent: "FolderPage | None" = None
    rank: tuple[float, str] = (0.0, "")
    place: int = 0
    author: str = ""
    earlier: list[FolderVersion] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    content: PreparedContent | None = None


class FolderReader(Protocol):
    """Knows one kind of folder.

    Attributes:
        key: of the space, where the folder names it; empty where it does not.
        name: as `key`.
        pages: all pages, the home page first.
    """

    key: str
    name: str
    pages: list[FolderPage]

    def storage(self, page: FolderPage, version: FolderVersion) -> str:
        """Give a text in storage format, and note on the page what the text says of it."""

    def attached(self) -> Sequence[tuple[FolderPage, str, str]]:
        """Give the files of the folder that are attached: to which page, from which path, and under which name."""


CHILDREN = '<p><ac:structured-macro ac:name="children" /></p>'
"""The text of a page that stands for a folder: a list of the pages below it."""


def read_text(source: FolderSource, path: str, findings: Findings) -> str | None:
    """Read a file as text; what is odd about it is reported.

    Returns:
        None where it is too large to be a page.
    """
    if source.size_of(path) > LONGEST_FILE:
        findings.leave_out(path, f"it has more than {LONGEST_FILE >> 20} MB, which is too much for a page")
        return None
    with source.open(path) as stream:
        data = stream.read(LONGEST_FILE + 1)
    return decoded(data, path, findings)


def decoded(data: bytes, path: str, findings: Findings) -> str:
    """Give bytes as text: of UTF-8, of UTF-16 with its mark, or else of Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        findings.mend(path, f"is no {encoding[:6].upper()} at byte {error.start:,}, and is read as Windows-1252")
        return data.decode("cp1252", "replace")
