"""Two versions of a page beside each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.actor import Actor
from wiki.errors import NoSuchVersion
from wiki.models import Content, ContentKind
from wiki.permissions.access import content_for, version_for
from wiki.permissions.vocabulary import Action
from wiki.queries.history import version_of, versions_of
from wiki.rendering.comparison import ComparedBlock, compared
from wiki.rendering.page_parts import TooDeep
from wiki.rendering.shown import rendered
from wiki.storage_format.difference import difference, readable_lines, text_lines
from wiki.storage_format.errors import MalformedStorage
from wiki.views.decorators import for_whoever_may
from wiki.views.page_frame import content_frame
from wiki.views.parameters import required_id, value_of, version_number

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)
_VIEWS = ("page", "sides", "text", "source")


@for_whoever_may(Action.VIEW)
def compare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Compare two versions of a page by their numbers; one number alone is compared with the current version."""
    content = content_for(actor, required_id(request, "pageId"), kinds=_TEXTS)
    named = [value_of(request, "originalVersion"), value_of(request, "revisedVersion")]
    numbers = request.GET.getlist("selectedPageVersions") or [each for each in named if each]
    named_versions = sorted({version_number(number) for number in numbers})
    # Of more than two, the first and the last.
    wanted = [*named_versions[:1], *named_versions[1:][-1:]]
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
    wanted = value_of(request, "view")
    shown = wanted if wanted in _VIEWS else _VIEWS[0]
    blocks = _blocks(actor, content, older, newer) if shown in ("page", "sides") else None
    if blocks is None and shown in ("page", "sides"):
        shown = "text"
    context = {
        **content_frame(actor, content),
        "pair": (older, newer),
        "older": older,
        "newer": newer,
        "view": shown,
        "blocks": blocks,
        "change_count": sum(block.kind != "same" for block in blocks or ()),
        "earlier": _number_beside(actor, content, older, -1),
        "later": _number_beside(actor, content, newer, 1),
    }
    if blocks is None:
        lines_of = readable_lines if shown == "source" else text_lines
        context["difference"] = difference(lines_of(older.storage), lines_of(newer.storage))
    return render(request, "wiki/history/comparison.html", context)


def _blocks(actor: Actor, content: Content, older: Content, newer: Content) -> list[ComparedBlock] | None:
    """Compare the pages as they are read; None where one can't be rendered or taken apart."""
    try:
        old, new = (rendered(actor, version.storage, content, content.space) for version in (older, newer))
        return compared(old, new)
    except (TooDeep, MalformedStorage):
        return None


def _number_beside(actor: Actor, content: Content, version: Content, step: int) -> int | None:
    """Give the number of the version before or after another; None where there is none."""
    earlier = versions_of(actor, content)
    if step < 0:
        found = earlier.filter(version__lt=version.version).first()
    else:
        found = earlier.filter(version__gt=version.version).last()
    if found is not None:
        return found.version
    return content.version if step > 0 and version.version < content.version else None
