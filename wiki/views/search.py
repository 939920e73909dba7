"""The results page of the search, and what the search field suggests while somebody types."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from accounts.actor import Actor
from search.document import DocumentKind
from search.errors import IndexUnavailable, QuerySyntaxError, UnknownName
from search.query import cql, lucene
from search.query.nodes import Direction, Field, Node, Order, Pattern, Query, Together, Values, Words
from wiki.queries.listed_content import Condition, HostedBelow, InSpaces
from wiki.queries.search import Asked, Result, Results, search
from wiki.queries.search_filters import narrowed
from wiki.queries.spaces import spaces_for
from wiki.queries.title_search import contents_titled, spaces_titled
from wiki.views.addresses import content_address
from wiki.views.decorators import for_everybody
from wiki.views.lists import page_of
from wiki.views.parameters import optional_id, value_of

PER_PAGE = 20
SUGGESTED = 8
LONGEST = 1000
MOST_SPACES = 500

TYPES = (
    ("", gettext_lazy("Everything")),
    ("page", gettext_lazy("Pages")),
    ("blogpost", gettext_lazy("Blog posts")),
    ("comment", gettext_lazy("Comments")),
    ("attachment", gettext_lazy("Files")),
    ("spacedesc", gettext_lazy("Spaces")),
    ("userinfo", gettext_lazy("People")),
)
TIMES = (
    ("", gettext_lazy("Any time")),
    ("TODAY", gettext_lazy("Today")),
    ("YESTERDAY", gettext_lazy("Since yesterday")),
    ("LASTWEEK", gettext_lazy("In the last week")),
    ("LASTMONTH", gettext_lazy("In the last month")),
    ("LASTSIXMONTHS", gettext_lazy("In the last six months")),
    ("LASTYEAR", gettext_lazy("In the last year")),
    ("LASTTWOYEARS", gettext_lazy("In the last two years")),
)
ORDERS = (
    ("", gettext_lazy("Best first")),
    ("modified", gettext_lazy("Last changed first")),
    ("created", gettext_lazy("Newest first")),
    ("title", gettext_lazy("By title")),
)
_ORDER = {
    "modified": Order(Field.MODIFIED, Direction.DOWN),
    "created": Order(Field.CREATED, Direction.DOWN),
    "title": Order(Field.TITLE, Direction.UP),
}


@dataclass
class Asking:
    """What somebody asked for, as the form of the results page has it."""

    text: str
    cql: str
    where: str
    type: str
    contributor: str
    modified: str
    label: str
    sort: str
    ancestor: int | None
    archived: bool
    archived_pages: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Asking:
        """Read an address; the names are those that the original's addresses have."""
        return cls(
            text=value_of(request, "queryString", "query").strip()[:LONGEST],
            cql=value_of(request, "cql").strip()[:LONGEST],
            where=value_of(request, "where")[:255],
            type=value_of(request, "type"),
            contributor=value_of(request, "contributor", "contributorUsername").strip()[:255],
            modified=value_of(request, "lastModified"),
            label=value_of(request, "label", "labels").strip()[:255],
            sort=value_of(request, "sort"),
            ancestor=optional_id(request, "ancestorId"),
            archived=value_of(request, "includeArchivedSpaces") == "true",
            archived_pages=value_of(request, "includeArchivedPages") == "true",
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for at all."""
        return not (self.text or self.cql or self.label or self.contributor)

    def conditions(self) -> dict[str, str]:
        """Give the conditions beside the query, as `narrowed` takes them."""
        return {
            "spaceKey": self.where,
            "type": self.type,
            "modified": self.modified,
            "contributor": self.contributor,
            "label": self.label,
            "ancestor": str(self.ancestor) if self.ancestor is not None else "",
        }


@for_everybody()
def results(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what a query finds; a page of exactly that title is opened at once when `jump` is given."""
    asking = Asking.of(request)
    if "jump" in request.GET and asking.text:
        exact = list(contents_titled(actor, asking.text)[:2])
        exact = [each for each in exact if getattr(each, "closeness", 2) == 0 and each.kind != "attachment"]
        if len(exact) == 1:
            return HttpResponseRedirect(content_address(exact[0]))
    context = _frame(actor, asking)
    if asking.is_empty:
        return render(request, "wiki/search/results.html", context)
    try:
        query, context["problem"] = _read(actor, asking)
        where = narrowed(asking.conditions()).of(query.where)
        number = _page_number(request)
        order = _ORDER.get(asking.sort) or query.order
        start = (number - 1) * PER_PAGE
        found = search(
            actor,
            where,
            order=order,
            offset=start,
            limit=PER_PAGE,
            archived=asking.archived,
            archived_pages=asking.archived_pages,
        )
        context.update(_listed(found, number))
    except UnknownName as error:
        context["problem"] = str(error)
    except IndexUnavailable as error:
        return _by_title(request, actor, asking, str(error))
    return render(request, "wiki/search/results.html", context)


@for_everybody()
def suggestions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give what the search field suggests: titles with these words, the last of which may be unfinished."""
    text = value_of(request, "query", "queryString").strip()[:LONGEST]
    words = re.findall(r"\w+", text)[:8]
    found: list[Result] = []
    if words:
        finished = [Words(Field.TITLE, word) for word in words[:-1]]
        last = Together(should=(Words(Field.TITLE, words[-1]), Pattern(Field.TITLE, f"{words[-1]}*")))
        kinds = (DocumentKind.PAGE, DocumentKind.BLOGPOST, DocumentKind.SPACE, DocumentKind.PERSON)
        where = Together((*finished, last, Values(Field.KIND, tuple(kinds))))
        try:
            found = search(actor, where, limit=SUGGESTED, excerpts=False).results
        except IndexUnavailable:
            found = [Result(DocumentKind(each.kind), each, ()) for each in contents_titled(actor, text)[:SUGGESTED]]
    return render(request, "wiki/search/_suggestions.html", {"results": found, "query": text})


def _read(actor: Actor, asking: Asking) -> tuple[Query, str]:
    """Read the query; one that breaks the rules is taken as plain words, and what is wrong with it is told."""
    try:
        if not asking.cql:
            return Query(lucene.parse(asking.text)), ""
        query = cql.parse(asking.cql, Asked(actor))
        if asking.text:
            query = Query(Together((query.where, lucene.parse(asking.text))), query.orders)
        return query, ""
    except (QuerySyntaxError, UnknownName) as error:
        searched = re.findall(r"\w+", asking.text) or _compared_words(asking.cql)
        words: Node = Together(should=tuple(Words(Field.ANY, word) for word in searched[:20]))
        return Query(words), gettext("{error} Here is what its words find.").format(error=error)


def _compared_words(query: str) -> list[str]:
    """Give the words of CQL that something is compared with: in quotation marks, or after a sign such as ~."""
    compared = re.findall(r"\"([^\"]+)\"?|'([^']+)'?|[~=<>]\s*([^\s()\"'~=<>!,]+)", query)
    return re.findall(r"\w+", " ".join("".join(each) for each in compared))


def _frame(actor: Actor, asking: Asking) -> dict[str, Any]:
    return {
        "asking": asking,
        "query": asking.text,
        "types": TYPES,
        "times": TIMES,
        "orders": ORDERS,
        "spaces": spaces_for(actor, archived=False).values("key", "name")[:MOST_SPACES],
        "problem": "",
    }


def _listed(found: Results, number: int) -> dict[str, Any]:
    pages = max(1, -(-found.total // PER_PAGE))
    first = (number - 1) * PER_PAGE + 1 if found.total else 0
    return {
        "results": found.results,
        "total": found.total,
        "number": number,
        "pages": pages,
        "first": first,
        "last": min(number * PER_PAGE, found.total),
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < pages else None,
    }


def _page_number(request: HttpRequest) -> int:
    start = request.GET.get("startIndex", "")
    if start.isascii() and start.isdigit() and len(start) < 6:
        return int(start) // PER_PAGE + 1
    page = request.GET.get("page", "1")
    return max(1, min(500, int(page))) if page.isascii() and page.isdigit() and len(page) < 6 else 1


def _by_title(request: HttpRequest, actor: Actor, asking: Asking, why: str) -> HttpResponse:
    """List what has the words in its title, while there is no index."""
    conditions: list[Condition] = []
    if asking.where and not asking.where.lower().startswith("conf_"):
        conditions.append(InSpaces((asking.where,)))
    if asking.ancestor is not None:
        conditions.append(HostedBelow(asking.ancestor))
    found = contents_titled(actor, asking.text[:255], *conditions)
    context = {
        **_frame(actor, asking),
        "problem": gettext("{why} Meanwhile only titles are searched.").format(why=why),
        "page": page_of(request, found, 30),
        "titled_spaces": spaces_titled(actor, asking.text)[:5],
    }
    return render(request, "wiki/search/by_title.html", context)
