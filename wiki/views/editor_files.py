"""Files in the editor: those of a page, and those that wait with the draft of a page to be."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.errors import BadValue, NoSuchAttachment
from wiki.models import ContentKind, Draft
from wiki.permissions.access import content_for
from wiki.queries.attachments import attachments_of
from wiki.queries.drafts import draft_file_named, draft_for, files_of_draft
from wiki.services.drafts.draft import save_draft
from wiki.services.drafts.files import add_draft_file
from wiki.views.decorators import WRITE, for_people
from wiki.views.editor_answers import attachment_answer, draft_file_answer
from wiki.views.file_response import file_response
from wiki.views.parameters import flag_of, optional_id, value_of

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_MOST_LISTED = 500
_MOST_AT_ONCE = 50


@for_people()
def attachments(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the files of a page, or those that wait with a draft."""
    page_id = optional_id(request, "pageId")
    if page_id is not None:
        content = content_for(actor, page_id, kinds=_TEXTS)
        found = [attachment_answer(each) for each in attachments_of(actor, content)[:_MOST_LISTED]]
        return JsonResponse({"results": found})
    draft_id = optional_id(request, "draftId")
    waiting = files_of_draft(draft_for(actor, draft_id))[:_MOST_LISTED] if draft_id is not None else []
    return JsonResponse({"results": [draft_file_answer(each) for each in waiting]})


@for_people(methods=WRITE)
def add_to_draft(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep files for a page to be; they become its attachments when it is published."""
    draft_id = optional_id(request, "draftId")
    draft = draft_for(actor, draft_id) if draft_id is not None else None
    files = request.FILES.getlist("file")
    if not files:
        raise BadValue("file", _("Choose a file first."))
    if len(files) > _MOST_AT_ONCE:
        raise BadValue("file", _("At most %(most)s files can be sent at once.") % {"most": _MOST_AT_ONCE})
    draft = draft or _new_draft(request, actor)
    kept = [
        add_draft_file(
            actor,
            draft_id=draft.pk,
            file_name=file.name or "",
            data=file,  # type: ignore[arg-type]
            media_type=file.content_type or "",
        )
        for file in files
    ]
    return JsonResponse({"draftId": draft.pk, "attachments": [draft_file_answer(each) for each in kept]})


def _new_draft(request: HttpRequest, actor: Actor) -> Draft:
    is_post = value_of(request, "kind") == ContentKind.BLOGPOST
    return save_draft(
        actor,
        storage=value_of(request, "storage"),
        title=value_of(request, "title"),
        space_key=value_of(request, "spaceKey"),
        parent_id=None if is_post else optional_id(request, "parentId"),
        kind=ContentKind.BLOGPOST if is_post else ContentKind.PAGE,
    )


@for_people()
def draft_file(request: HttpRequest, actor: Actor, draft_id: int, name: str) -> HttpResponseBase:
    """Give a file that waits with one's own draft."""
    file = draft_file_named(draft_for(actor, draft_id), name)
    if file is None:
        raise NoSuchAttachment(name)
    return file_response(request, file, as_download=flag_of(request, "download"))
