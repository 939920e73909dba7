"""Suggests people and groups while somebody types whom a permission is for."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from accounts.actor import Actor
from wiki.queries.names import groups_named, people_named
from wiki.views.decorators import for_people
from wiki.views.parameters import value_of

_MOST = 10
_LONGEST = 255


@for_people()
def suggest(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give names of people, or of groups, that hold what was typed."""
    named = groups_named if value_of(request, "kind") == "groups" else people_named
    found = named(actor, value_of(request, "query")[:_LONGEST], _MOST)
    return JsonResponse({"results": [{"name": name, "title": title} for name, title in found]})
