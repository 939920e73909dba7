"""Drafts: kept every few seconds while somebody writes, resumed or dropped later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import AccountError
from wiki.errors import WikiError
from wiki.models import ContentKind, Draft
from wiki.queries.drafts import draft_for, drafts_of
from wiki.queries.presence import others_editing
from wiki.services.drafts.draft import discard_draft, save_draft
from wiki.services.editors.presence import note_editing
from wiki.views.addresses import with_query
from wiki.views.decorators import WRITE, for_people
from wiki.views.editor_answers import presence_answer
from wiki.views.lists import page_of
from wiki.views.parameters import optional_id, required_id, storage_of, value_of, version_number
from wiki.views.refusals import back_address


@for_people(methods=WRITE)
def save(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep what is in an editor; answers the id of the draft, as JSON."""
    version = value_of(request, "version")
    kind = value_of(request, "kind")
    try:
        draft = save_draft(
            actor,
            storage=storage_of(request, "storage"),
            title=value_of(request, "title"),
            content_id=optional_id(request, "pageId"),
            draft_id=optional_id(request, "draftId"),
            space_key=value_of(request, "spaceKey"),
            parent_id=optional_id(request, "parentId"),
            kind=ContentKind.BLOGPOST if kind == ContentKind.BLOGPOST else ContentKind.PAGE,
            base_version=version_number(version) if version not in ("", "0") else 0,
        )
    except (WikiError, AccountError) as error:
        return JsonResponse({"message": str(error)}, status=409)
    answer: dict[str, object] = {"draftId": draft.pk, "saved": draft.modified.isoformat(timespec="seconds")}
    if draft.content_id is not None:
        content = note_editing(actor, content_id=draft.content_id)
        answer |= presence_answer(content, others_editing(actor, content))
    return JsonResponse(answer)


@for_people()
def mine(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List one's drafts."""
    return render(request, "wiki/editor/drafts.html", {"page": page_of(request, drafts_of(actor))})


@for_people()
def resume(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a draft in the editor."""
    return HttpResponseRedirect(_editor_of(draft_for(actor, required_id(request, "draftId"))))


@for_people(methods=WRITE)
def discard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Drop a draft."""
    draft = draft_for(actor, required_id(request, "draftId"))
    discard_draft(actor, draft_id=draft.pk)
    messages.success(request, gettext("The draft was dropped."))
    return HttpResponseRedirect(back_address(request).partition("?")[0] or with_query("my-drafts"))


def _editor_of(draft: Draft) -> str:
    if draft.content_id is not None:
        return with_query("edit-page", pageId=draft.content_id, draftId=draft.pk)
    if draft.kind == ContentKind.BLOGPOST:
        return with_query("create-blogpost", spaceKey=draft.space.key, draftId=draft.pk)
    return with_query("create-page", spaceKey=draft.space.key, fromPageId=draft.parent_id, draftId=draft.pk)
