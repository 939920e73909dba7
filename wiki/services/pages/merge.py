"""Store an edit of a page or blog post that others may have changed meanwhile: both are brought together."""

from dataclasses import dataclass

from accounts.actor import Actor
from wiki.errors import VersionConflict
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.queries.brought_together import Together, brought_together
from wiki.services.blogposts.store import edit_blogpost
from wiki.services.bodies import read_storage
from wiki.services.drafts.draft import forget_draft
from wiki.services.frame import service
from wiki.services.pages.store import edit_page
from wiki.storage_format.merge import renumbered_tasks

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_ATTEMPTS = 3


class MergeConflict(VersionConflict):
    """An edit that can't be stored before its writer has decided between it and what others wrote."""

    def __init__(self, together: Together) -> None:
        self.together = together
        super().__init__(together.base_version, together.theirs.version)


@dataclass(frozen=True)
class StoredEdit:
    """A page or blog post with its edit stored, and what it was brought together with, if anything."""

    content: Content
    together: Together | None = None


@service
def merge_edit(
    actor: Actor,
    *,
    content_id: int,
    version: int,
    title: str,
    storage: str,
    version_comment: str = "",
    minor_edit: bool = False,
) -> StoredEdit:
    """Store a new version of a page or blog post, together with what others changed since the edit began.

    Args:
        version: the version that the edit started from.
        title, storage: the title and body that the writer wants.
        version_comment: why it was changed.
        minor_edit: whether to notify nobody.

    Raises:
        NoSuchContent: it is not there for the actor.
        NotPermitted: the actor may not edit it.
        MergeConflict: both changed the same; nothing is changed.
        BadTitle, TitleTaken, BadBody, MalformedStorage, BadValue: what is to be stored can't be.
    """
    for _ in range(_ATTEMPTS):
        current = content_for(actor, content_id, Action.EDIT, kinds=_TEXTS)
        together = None
        wanted_title, wanted = title, storage
        if version != current.version:
            read_storage(storage)
            together = brought_together(actor, current, version=version, title=title, storage=storage)
            if together.title is None or not together.is_clean:
                raise MergeConflict(together)
            wanted_title, wanted = together.title, renumbered_tasks(together.merge.text)
        try:
            stored = _edited(actor, current, wanted_title, wanted, version_comment, minor_edit)
        except VersionConflict:
            continue  # Somebody was quicker once more.
        forget_draft(actor, stored)
        return StoredEdit(stored, together)
    raise VersionConflict(version, current.version)


def _edited(
    actor: Actor, current: Content, title: str, storage: str, version_comment: str, minor_edit: bool
) -> Content:
    if current.kind == ContentKind.BLOGPOST:
        return edit_blogpost(
            actor,
            post_id=current.pk,
            version=current.version,
            title=title,
            storage=storage,
            version_comment=version_comment,
            minor_edit=minor_edit,
        )
    return edit_page(
        actor,
        page_id=current.pk,
        version=current.version,
        title=title,
        storage=storage,
        version_comment=version_comment,
        minor_edit=minor_edit,
    )
