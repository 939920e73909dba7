"""Two versions of a page beside each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from wiki.errors import MalformedStorage, NoSuchVersion
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for, version_for
from wiki.permissions.vocabulary import Action
from wiki.queries.history import version_of
from wiki.storage_format.extract import plain_text
from wiki.storage_format.parser import parse
from wiki.views.decorators import for_whoever_may
from wiki.views.page_frame import content_frame
from wiki.views.parameters import required_id, value_of, version_number
from wiki.views.text_difference import difference, readable_lines

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@for_whoever_may(Action.VIEW)
def compare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Compare two versions of a page by their numbers; one number alone is compared with the current version."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_TEXTS)
    named = [value_of(request, "originalVersion"), value_of(request, "revisedVersion")]
    numbers = request.GET.getlist("selectedPageVersions") or [each for each in named if each]
    wanted = sorted({version_number(number) for number in numbers})[:2]
    if not wanted:
        raise NoSuchVersion
    if len(wanted) == 1:
        wanted.append(content.version)
    older, newer = (version_of(actor, content, number) for number in sorted(wanted))
    return _compared(request, actor, content, older, newer)


@for_whoever_may(Action.VIEW)
def compare_ids(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Compare two versions of a page by the ids of the versions."""
    older = version_for(actor, required_id(request, "originalId"), kinds=_TEXTS)
    newer = version_for(actor, required_id(request, "pageId"), kinds=_TEXTS)
    if (older.current_id or older.pk) != (newer.current_id or newer.pk):
        raise NoSuchVersion(older.pk)
    content = content_for(actor, newer.current_id or newer.pk)
    older, newer = sorted((older, newer), key=lambda version: version.version)
    return _compared(request, actor, content, older, newer)


def _compared(request: HttpRequest, actor: Actor, content: Content, older: Content, newer: Content) -> HttpResponse:
    is_source = value_of(request, "view") == "source"
    lines_of = readable_lines if is_source else _text_lines
    context = {
        **content_frame(actor, content),
        "pair": (older, newer),
        "older": older,
        "newer": newer,
        "is_source": is_source,
        "difference": difference(lines_of(older.storage), lines_of(newer.storage)),
    }
    return render(request, "wiki/history/comparison.html", context)


def _text_lines(storage: str) -> list[str]:
    """Give what readers see of a body; its source where that can't be told."""
    try:
        return [line for line in plain_text(parse(storage)).splitlines() if line.strip()]
    except MalformedStorage:
        return readable_lines(storage)
