"""What the search field of the macro livesearch finds: suggestions for a script, else a page of results."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from search.errors import UnknownName
from wiki.macros.naming.listed_values import KINDS as KIND_WORDS
from wiki.macros.naming.listed_values import words_in
from wiki.queries.found_content import KINDS, FoundContent, Wanted, found_content
from wiki.views.decorators import for_everybody
from wiki.views.parameters import page_number, value_of

_SUGGESTIONS = 10
_PER_PAGE = 30


@for_everybody()
def results(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what has the words, within what the field searches; a script gets the list alone."""
    text = value_of(request, "queryString").strip()[:255]
    kinds = [KIND_WORDS[word.lower()] for word in words_in(value_of(request, "type")) if word.lower() in KIND_WORDS]
    wanted = Wanted(
        text=text,
        typing=True,
        space_keys=tuple(words_in(value_of(request, "where"))),
        kinds=tuple(kinds) or KINDS,
        labels=tuple(words_in(value_of(request, "labels"))),
    )
    is_script = request.headers.get("X-Requested-With") == "oxbow"
    per_page = _SUGGESTIONS if is_script else _PER_PAGE
    number = page_number(request)
    try:
        found = found_content(actor, wanted, offset=(number - 1) * per_page, limit=per_page)
        problem = ""
    except UnknownName as error:
        found, problem = FoundContent(0, []), str(error)
    context = {
        "query": text,
        "found": found,
        "problem": problem,
        "number": number,
        "pages": max(1, -(-found.total // per_page)),
        "previous": number - 1,
        "next": number + 1,
        "additional": value_of(request, "additional"),
        "fields": {name: value_of(request, name) for name in ("where", "labels", "type", "additional")},
    }
    return render(request, f"wiki/macros/livesearch{'_list' if is_script else ''}.html", context)
