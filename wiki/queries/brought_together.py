"""An edit and what others stored meanwhile, brought together."""

from dataclasses import dataclass

from accounts.actor import Actor
from wiki.errors import NoSuchVersion
from wiki.models import Content
from wiki.queries.history import version_of
from wiki.storage_format.marker_keeping import in_step
from wiki.storage_format.merge import Conflict, Merge, merge, merged_value


@dataclass(frozen=True)
class Together:
    """An edit and what others stored meanwhile, brought together.

    Attributes:
        merge: the text, with its conflicts.
        title: the title; None where both changed it.
        base_version: the version that the edit began with.
        theirs: the version that others stored.
        my_title: the title in the edit.
    """

    merge: Merge
    title: str | None
    base_version: int
    theirs: Content
    my_title: str

    @property
    def is_clean(self) -> bool:
        """Whether nobody has to decide anything."""
        return self.title is not None and not self.merge.conflicts


def brought_together(actor: Actor, theirs: Content, *, version: int, title: str, storage: str) -> Together:
    """Bring an edit together with a later version.

    Args:
        theirs: the later version, current or historical.
        version: the version that the edit started from; where it was removed, the whole text is in conflict.
        title, storage: what the writer made of it.
    """
    other = theirs.storage
    try:
        base = version_of(actor, theirs.current or theirs, version)
    except NoSuchVersion:
        merged = Merge((Conflict("", storage, other, "\n"),), 0)
        return Together(merged, title if title == theirs.title else None, version, theirs, title)
    began = base.storage
    if "\r" in began + other and "\r" not in storage:
        # A form knows only one kind of line ends.
        began, other = _with_plain_ends(began), _with_plain_ends(other)
    began, mine = in_step(began, storage, other)
    merged = merge(began, mine, other)
    return Together(merged, merged_value(base.title, title, theirs.title), version, theirs, title)


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
