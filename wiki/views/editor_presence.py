"""Who else has a page open in an editor, told while somebody writes."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from accounts.actor import Actor
from wiki.queries.presence import others_editing
from wiki.services.editors.presence import leave_editor, note_editing
from wiki.views.decorators import WRITE, for_people
from wiki.views.editor_answers import presence_answer
from wiki.views.parameters import flag_of, required_id


@for_people(methods=WRITE)
def presence(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Note that somebody edits a page, or has closed the editor, and say who else does."""
    content_id = required_id(request, "pageId")
    if flag_of(request, "leave"):
        leave_editor(actor, content_id=content_id)
        return JsonResponse({"others": []})
    content = note_editing(actor, content_id=content_id)
    return JsonResponse(presence_answer(content, others_editing(actor, content)))
