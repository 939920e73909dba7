"""What the index is told about one thing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DocumentKind(StrEnum):
    """The kinds of things that can be found, by the names that remote queries use for them."""

    PAGE = "page"
    BLOGPOST = "blogpost"
    COMMENT = "comment"
    ATTACHMENT = "attachment"
    SPACE = "spacedesc"
    PERSON = "userinfo"


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing that can be found. Users and spaces are named by their numbers, which renaming does not change.

    Attributes:
        kind: what it is.
        number: its id among things of its kind; contents of all kinds share their ids.
        host: the page or blog post whose restrictions close it; 0 for none.
        space: the space it is in; 0 for none.
        audience: the same number for all that is closed to all but the same people, 0 for what is open. It makes
            searches cheaper and decides nothing: see `search/reader_filter.py`.
        title: its title, name or file name.
        text: everything else that can be read in it, as plain text.
        labels: names of global labels.
        creator, contributors: users who made and changed it; 0 for the anonymous user.
        created, modified: when.
        ancestors: the pages above it, from the top down to its parent.
        container: what a comment or an attachment hangs on; 0 for others.
        macros: names of the macros that it uses.
        archived: whether the page that it is or hangs on is archived. Archived spaces are told by the database.
    """

    kind: DocumentKind
    number: int
    host: int = 0
    space: int = 0
    audience: int = 0
    title: str = ""
    text: str = ""
    labels: tuple[str, ...] = ()
    creator: int = 0
    contributors: tuple[int, ...] = ()
    created: datetime | None = None
    modified: datetime | None = None
    ancestors: tuple[int, ...] = ()
    container: int = 0
    macros: tuple[str, ...] = ()
    archived: bool = False

    @property
    def key(self) -> str:
        """The name of the document in the index."""
        return key_of(self.kind, self.number)


def key_of(kind: DocumentKind, number: int) -> str:
    """Give the name that a thing's document has in the index."""
    family = kind.value if kind in (DocumentKind.SPACE, DocumentKind.PERSON) else "content"
    return f"{family}:{number}"
