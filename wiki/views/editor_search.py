"""What the editor looks up while somebody writes: pages to link to, people to mention, the target of an address."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts.actor import Actor
from wiki.permissions.access import content_for, space_for
from wiki.queries.editor_lists import linkable_contents, people_to_mention
from wiki.views.decorators import WRITE, for_people
from wiki.views.editor_answers import page_answer, person_answer
from wiki.views.link_targets import target_of
from wiki.views.parameters import optional_id, value_of

LONGEST_QUERY = 255
LONGEST_ADDRESS = 4000
_PAGES = 10
_MOST_PAGES = 20
_PEOPLE = 10


@for_people()
def pages(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Suggest pages and blog posts by their titles, those of the space first."""
    key = value_of(request, "spaceKey")
    space = space_for(actor, key) if key else None
    given = value_of(request, "limit")
    limit = min(_MOST_PAGES, int(given)) if given.isascii() and given.isdigit() and len(given) < 6 else _PAGES
    found = linkable_contents(actor, value_of(request, "query")[:LONGEST_QUERY], space, max(1, limit))
    return JsonResponse({"results": [page_answer(each) for each in found]})


@for_people()
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Suggest people by name or username; where a page is named, those who may view it."""
    page_id = optional_id(request, "pageId")
    page = content_for(actor, page_id) if page_id else None
    found = people_to_mention(actor, value_of(request, "query")[:LONGEST_QUERY], _PEOPLE, page)
    picture = reverse("user-picture")
    results = [
        {**person_answer(each), "key": each.key, "picture": f"{picture}?{urlencode({'key': each.key})}"}
        for each in found
    ]
    return JsonResponse({"results": results})


@for_people(methods=WRITE)
def resolve(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say what an address of this wiki leads to; what the writer may not see, and other sites, are not found."""
    url = value_of(request, "url").strip()
    target = target_of(actor, request, url) if 0 < len(url) <= LONGEST_ADDRESS else None
    return JsonResponse({"found": False} if target is None else {"found": True, "target": target})
