"""The directory of people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from wiki.queries.profiles import people_named
from wiki.views.decorators import for_everybody
from wiki.views.lists import page_of
from wiki.views.parameters import value_of

_LONGEST_QUERY = 255
_PER_PAGE = 48


@for_everybody()
def directory(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the people of this wiki to those who may view profiles."""
    query = " ".join(value_of(request, "queryString").split())[:_LONGEST_QUERY]
    page = page_of(request, people_named(actor, query), _PER_PAGE)
    return render(request, "wiki/dashboard/people.html", {"page": page, "people_query": query})
