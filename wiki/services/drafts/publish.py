"""Publish a page or blog post that was written in a draft."""

from accounts.actor import Actor
from wiki.models import Content, ContentKind, Draft
from wiki.services.blogposts.store import create_blogpost
from wiki.services.drafts.files import attach_files_of
from wiki.services.frame import service
from wiki.services.pages.store import create_page


@service
def publish_draft(
    actor: Actor,
    *,
    draft_id: int | None,
    space_key: str,
    title: str,
    storage: str,
    kind: str = ContentKind.PAGE,
    parent_id: int | None = None,
    version_comment: str = "",
    minor_edit: bool = False,
) -> Content:
    """Create a page or blog post from what is in an editor; the files of its draft come along, and the draft goes.

    Args:
        draft_id: the draft it was written in; None, or one that is gone, publishes the text alone.
        space_key, title, storage, kind, parent_id, version_comment, minor_edit: as for `create_page`.

    Raises:
        NoSuchSpace, NoSuchPage: the space or parent is not there for the actor.
        NotPermitted: the actor may not create that there, or not attach the files of the draft.
        BadTitle, TitleTaken, BadBody, MalformedStorage, BadValue: what is to be stored can't be.
    """
    if kind == ContentKind.BLOGPOST:
        content = create_blogpost(actor, space_key=space_key, title=title, storage=storage, minor_edit=minor_edit)
    else:
        content = create_page(
            actor,
            space_key=space_key,
            title=title,
            storage=storage,
            parent_id=parent_id,
            version_comment=version_comment,
            minor_edit=minor_edit,
        )
    if draft_id is not None and actor.user_id is not None:
        draft = Draft.objects.filter(pk=draft_id, user_id=actor.user_id, content__isnull=True).first()
        if draft is not None:
            attach_files_of(actor, draft, content)
            draft.delete()
    return content
