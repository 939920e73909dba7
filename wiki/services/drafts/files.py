"""Files of a page to be: they wait with its draft and become its attachments when it is published."""

from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadValue
from wiki.models import Content, ContentKind, Draft, DraftFile
from wiki.permissions.access import space_by_id
from wiki.permissions.vocabulary import Action
from wiki.queries.drafts import draft_for
from wiki.services.attachments.store import attach_kept_file, clean_media_type, store_file
from wiki.services.frame import service
from wiki.services.purge import discard_files
from wiki.services.titles import clean_file_name
from wiki.storage_format.references import fold_title

MOST_FILES = 200
"""How many files one draft may have."""


@service
def add_draft_file(actor: Actor, *, draft_id: int, file_name: str, data: BinaryIO, media_type: str = "") -> DraftFile:
    """Keep a file for a page or blog post to be; one of the same name takes the place of the earlier.

    Args:
        draft_id: the actor's draft of something new.
        file_name: unique in the draft, whatever its case.
        data: a binary stream, read to its end.
        media_type: as in `image/png`; empty is guessed from the name.

    Raises:
        NoSuchDraft: the actor has none of this id.
        NotPermitted: the actor may not create what the draft is to become, or not attach files there.
        BadValue: the draft is of something that is there already, or has as many files as it may.
        BadFileName, AttachmentTooLarge: the file can't be stored.
    """
    draft = draft_for(actor, draft_id)
    if draft.content_id is not None:
        raise BadValue("draftId", gettext("The page is there already; attach the file to it."))
    for action in (_creating(draft), Action.ATTACH):
        space_by_id(actor, draft.space_id, action)
    Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    name = clean_file_name(file_name)
    file = DraftFile.objects.filter(draft=draft, title_folded=fold_title(name)).first()
    if file is None:
        if DraftFile.objects.filter(draft=draft).count() >= MOST_FILES:
            raise BadValue(
                "file",
                gettext("A draft can have {most_files} files; publish it to attach more.").format(
                    most_files=MOST_FILES
                ),
            )
        file = DraftFile(draft=draft, title_folded=fold_title(name))
    earlier = file.file_key
    file.title, file.media_type, file.modified = name, clean_media_type(media_type, name), timezone.now()
    store_file(file, data)
    file.save()
    discard_files([earlier])
    return file


def attach_files_of(actor: Actor, draft: Draft, content: Content) -> None:
    """Make the files of a draft attachments of what it has become."""
    for file in DraftFile.objects.filter(draft=draft).order_by("title_folded"):
        attach_kept_file(actor, content, file)


def _creating(draft: Draft) -> Action:
    return Action.CREATE_BLOGPOST if draft.kind == ContentKind.BLOGPOST else Action.CREATE_PAGE
