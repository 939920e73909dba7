"""The state of an edit: what was sent or resumed, and what is wrong with it; the text of a writer is never lost."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.models import User
from wiki.errors import MalformedStorage
from wiki.models import Content, ContentKind, Draft, Space
from wiki.views.parameters import flag_of, storage_of, value_of

_EXCERPT = 60


@dataclass
class EditForm:
    """An edit of a page or blog post, or of one to be.

    `version` is the version that the edit started from, 0 for something new.
    """

    space: Space
    kind: str = ContentKind.PAGE
    content: Content | None = None
    parent: Content | None = None
    title: str = ""
    storage: str = ""
    version: int = 0
    version_comment: str = ""
    minor_edit: bool = False
    draft_id: int | None = None
    problem: str = ""
    place: str = ""
    line: int = 0
    column: int = 0
    notice: str = ""
    draft: Draft | None = field(default=None, repr=False)
    others: list[User] = field(default_factory=list, repr=False)

    @property
    def is_new(self) -> bool:
        """Whether there is nothing yet that is edited."""
        return self.content is None

    @property
    def noun(self) -> str:
        """What is edited, in words."""
        return gettext("blog post") if self.kind == ContentKind.BLOGPOST else "page"

    def read(self, request: HttpRequest) -> None:
        """Take what was sent."""
        self.title = value_of(request, "title")
        self.storage = self._as_stored(storage_of(request, "storage"))
        self.version_comment = value_of(request, "versionComment")[:1000]
        self.minor_edit = flag_of(request, "minorEdit")

    def _as_stored(self, text: str) -> str:
        """Keep the line ends of the stored text when nothing else differs: a form knows only one kind of them."""
        before = self.content.storage if self.content else ""
        return before if text == before.replace("\r\n", "\n").replace("\r", "\n") else text

    def refuse(self, error: Exception) -> None:
        """Say what is wrong, with the place in the text where it is known."""
        self.problem = str(error)
        if isinstance(error, MalformedStorage):
            self.line, self.column = error.line, error.column
            self.problem = gettext("The text can't be saved as it is: {error}.").format(error=error)
            self.place = _place(self.storage, error.line, error.column)

    def resume(self, draft: Draft) -> None:
        """Go on with a draft."""
        self.title, self.storage, self.draft_id = draft.title, draft.storage, draft.pk
        self.version = draft.base_version or self.version


def _place(storage: str, line: int, column: int) -> str:
    """Show the line that an error names, with a mark below the column."""
    lines = storage.split("\n")
    if not 0 < line <= len(lines):
        return ""
    text = lines[line - 1].expandtabs(1)
    start = max(0, column - 1 - _EXCERPT)
    shown = text[start : column - 1 + _EXCERPT]
    return f"{shown}\n{' ' * max(0, column - 1 - start)}^"
