"""Ticking tasks: by the button beside each, by the script of the page, and by programs as Confluence lets them."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from accounts.actor import Actor
from accounts.destinations import redirect_to_login
from accounts.errors import AccountError, NotPermitted
from wiki.errors import BadValue, ConcurrentChange, NoSuchContent, WikiError
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.services.tasks.status import set_task_status
from wiki.views.addresses import content_address
from wiki.views.decorators import for_whoever_may
from wiki.views.forgery import is_forgery
from wiki.views.parameters import value_of
from wiki.views.refusals import answer_refusal, back_address, refusal_page, sentence, wants_json

_STATUSES = {"CHECKED": True, "COMPLETE": True, "UNCHECKED": False, "INCOMPLETE": False}
_LARGEST_REQUEST = 10_000


@csrf_exempt
@for_whoever_may(Action.EDIT, methods=("POST", "PUT"))
def set_status(request: HttpRequest, actor: Actor, content_id: str, number: str) -> HttpResponse:
    """Tick a task, or take its tick away.

    The status, `CHECKED` or `UNCHECKED`, comes as a field of a form or as JSON `{"status": "CHECKED"}`.
    """
    by_script = request.content_type == "application/json" or wants_json(request)
    if is_forgery(request):
        text = gettext("This request has neither this site's token nor the header X-Atlassian-Token: no-check.")
        if by_script:
            return JsonResponse({"message": text}, status=403)
        return refusal_page(request, 403, gettext("You may not do this"), text)
    try:
        set_task_status(
            actor,
            content_id=int(content_id),
            number=number,
            complete=_complete(request),
            digest=request.GET.get("digest", ""),
        )
    except (WikiError, AccountError) as error:
        if by_script:
            return JsonResponse({"message": sentence(error)}, status=_status_of(error))
        if actor.is_anonymous and isinstance(error, NotPermitted | NoSuchContent):
            return redirect_to_login(request)
        return answer_refusal(request, actor, error)
    if by_script:
        return JsonResponse({})
    return HttpResponseRedirect(back_address(request) or content_address(content_for(actor, int(content_id))))


def _complete(request: HttpRequest) -> bool:
    if request.content_type == "application/json":
        given = _json_status(request)
    else:
        given = value_of(request, "status")
    if given not in _STATUSES:
        raise BadValue("status", gettext("The status of a task is CHECKED or UNCHECKED."))
    return _STATUSES[given]


def _json_status(request: HttpRequest) -> str:
    try:
        given = json.loads(request.body) if len(request.body) <= _LARGEST_REQUEST else None
    except (ValueError, RecursionError):
        given = None
    status = given.get("status") if isinstance(given, dict) else None
    return status if isinstance(status, str) else ""


def _status_of(error: Exception) -> int:
    if isinstance(error, NoSuchContent):
        return 404
    if isinstance(error, NotPermitted):
        return 403
    return 409 if isinstance(error, ConcurrentChange) else 400
