"""Move and rename attachments, and remove versions of them."""

from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadMove
from wiki.events import ContentMoved, ContentRelocated, VersionRemoved
from wiki.models import Content, ContentKind
from wiki.permissions.access import attachment_for, content_for
from wiki.permissions.vocabulary import Action
from wiki.services.attachments.store import CONTAINERS
from wiki.services.frame import about, record, service
from wiki.services.pages.versions import numbered_version
from wiki.services.purge import purge
from wiki.services.titles import clean_file_name, require_free_file_name


@service
def move_attachment(
    actor: Actor, *, attachment_id: int, container_id: int | None = None, file_name: str | None = None
) -> Content:
    """Move an attachment with all its versions to other content, or give it another name; links follow.

    Args:
        container_id: what it is to hang on; None leaves it.
        file_name: its new name; None leaves it.

    Raises:
        NoSuchAttachment, NoSuchContent: the attachment or the new container is not there for the actor.
        NotPermitted: the actor may not remove attachments where it is, or not attach files where it goes to.
        BadFileName, FileNameTaken: the new name can't be.
    """
    seen = attachment_for(actor, attachment_id, Action.EDIT)
    # What files hang on is held before the files, here as when they are added.
    target = content_for(actor, container_id or seen.container_id or 0, Action.ATTACH, kinds=CONTAINERS, lock=True)
    attachment = attachment_for(actor, attachment_id, Action.EDIT, lock=True)
    old_container_id = attachment.container_id
    old_space, old_name = attachment.space, attachment.title
    name = old_name if file_name is None else clean_file_name(file_name)
    if target.pk == old_container_id and name == old_name:
        return attachment
    if target.pk != old_container_id:
        attachment_for(actor, attachment_id, Action.REMOVE)
    require_free_file_name(target, name, except_id=attachment.pk)
    attachment.container = target
    attachment.host_id = target.host_id
    attachment.space = target.space
    attachment.retitle(name)
    attachment.save()
    Content.objects.filter(current_id=attachment.pk).update(
        container=target,
        host_id=target.host_id,
        space_id=target.space_id,
        title=name,
        title_folded=attachment.title_folded,
    )
    what = about(actor, attachment)
    record(actor, ContentMoved(**what, kind=ContentKind.ATTACHMENT))
    record(
        actor,
        ContentRelocated(
            **what,
            kind=ContentKind.ATTACHMENT,
            old_space_key=old_space.key,
            old_title=old_name,
            old_container_id=old_container_id,
        ),
    )
    return attachment


@service
def remove_attachment_version(actor: Actor, *, attachment_id: int, version: int) -> None:
    """Remove an earlier version of an attachment for good.

    Raises:
        NoSuchAttachment, NoSuchVersion: the attachment or version is not there for the actor.
        NotPermitted: the actor may not remove the attachment.
        BadMove: it is the current version.
    """
    attachment = attachment_for(actor, attachment_id, Action.REMOVE, lock=True)
    if version == attachment.version:
        raise BadMove(gettext("Version {version} is the current one and can't be removed.").format(version=version))
    purge(Content.objects.filter(pk=numbered_version(attachment, version).pk))
    record(actor, VersionRemoved(**about(actor, attachment), version=version))
