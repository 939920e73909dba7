"""Feeds of what changed, as Atom or RSS, for programs that read them."""

from collections.abc import Sequence
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from accounts.actor import Actor
from wiki.models import Content, ContentKind
from wiki.notifications.addresses import absolute
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.feed import FeedWish, feed_of
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.extract import excerpt
from wiki.storage_format.parser import parse
from wiki.views.addresses import rooted, with_query
from wiki.views.decorators import for_everybody, for_whoever_may
from wiki.views.parameters import flag_of, value_of

_KINDS = {kind.value: kind for kind in ContentKind}
_EVERY_SPACE = frozenset({"", "conf_all", "conf_global", "conf_current"})
_MOST, _DEFAULT_MOST = 100, 10
_MOST_DAYS, _DEFAULT_DAYS = 365, 5
_MOST_NAMES = 50
_EXCERPT = 1000


@for_everybody()
def feed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the feed that the parameters describe, as Confluence's addresses have them."""
    reader = Actor.anonymous() if flag_of(request, "publicFeed") else actor
    kinds = [_KINDS.get(name.lower()) for name in request.GET.getlist("types")[:_MOST_NAMES]]
    wish = FeedWish(
        kinds=tuple(kind for kind in kinds if kind is not None) or FeedWish.kinds,
        space_keys=tuple(key for key in request.GET.getlist("spaces")[:_MOST_NAMES] if key not in _EVERY_SPACE),
        without_space_keys=tuple(value_of(request, "excludedSpaceKeys").replace(",", " ").split()[:_MOST_NAMES]),
        labels=tuple(value_of(request, "labelString").lower().replace(",", " ").split()[:_MOST_NAMES]),
        days=_between(value_of(request, "timeSpan"), _MOST_DAYS, _DEFAULT_DAYS),
        most=_between(value_of(request, "maxResults"), _MOST, _DEFAULT_MOST),
        by_creation=value_of(request, "sort") == "created",
    )
    return _answer(request, feed_of(reader, wish), value_of(request, "title")[:200] or _("What changed"))


@for_whoever_may(Action.VIEW)
def space_feed(request: HttpRequest, actor: Actor, space_key: str) -> HttpResponse:
    """Give the feed of a space: its newest pages, blog posts and comments."""
    space = space_for(actor, space_key)
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)
    wish = FeedWish(kinds=kinds, space_keys=(space.key,), days=_MOST_DAYS, most=2 * _DEFAULT_MOST)
    return _answer(request, feed_of(actor, wish), space.name)


def _answer(request: HttpRequest, contents: Sequence[Content], title: str) -> HttpResponse:
    form = Rss201rev2Feed if value_of(request, "rssType").lower().startswith("rss") else Atom1Feed
    address = absolute(_below(request.get_full_path()))
    made: SyndicationFeed = form(
        title=title, link=absolute("/"), description=title, feed_url=address, feed_guid=address, language="en"
    )
    for content in contents:
        _add(made, content)
    text = made.writeString("utf-8")
    tag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    if tag in {one.strip().removeprefix("W/") for one in known.split(",")}:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(text, content_type=form.content_type)
    response["ETag"] = tag
    return response


def _add(made: SyndicationFeed, content: Content) -> None:
    person = content.modifier or content.creator
    made.add_item(
        title=content.title,
        link=_address(content),
        description=_beginning(content),
        author_name=person.display_name if person is not None else _("Anonymous"),
        pubdate=content.created,
        updateddate=content.modified,
        unique_id=absolute(_below(with_query("view-page-by-id", pageId=content.pk))),
        categories=(content.space.key,),
    )


def _address(content: Content) -> str:
    return absolute(_below(with_query("view-page-by-id", pageId=content.pk)))


def _beginning(content: Content) -> str:
    try:
        return excerpt(parse(content.storage), _EXCERPT)
    except MalformedStorage:
        return ""


def _below(path: str) -> str:
    """Give a path of this site below the wiki's own."""
    return "/" + path.removeprefix(rooted("/"))


def _between(given: str, most: int, otherwise: int) -> int:
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else otherwise
    return max(1, min(number, most))
