"""Lists that keep a space in order: pages that nothing links to, and links that lead nowhere."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Lower

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, FormerPlace, Link, LinkKind, Space
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.queries.archived_pages import without_archived
from wiki.queries.links import VisibleTargets
from wiki.storage_format.targets import BlogPostKey

MOST_SOURCES = 10
"""How many of the contents that hold a broken link are named."""


@dataclass
class BrokenLink:
    """A target that is not there for the reader, and visible contents of the space that link to it.

    Attributes:
        kind: page, blogpost or attachment.
        space_key: the space that the link names, as far as it is known; empty for a file of the content itself.
        title: of the page or post, or the name of the file, as one of the links spells it.
        count: how many contents hold such a link.
        sources: the first of them.
    """

    kind: str
    space_key: str
    title: str
    count: int
    sources: list[Content] = field(default_factory=list)


def orphaned_pages(actor: Actor, space: Space) -> QuerySet[Content]:
    """Give the visible pages of a space that no other visible content links to.

    Its home page and archived pages are not among them.
    """
    linking = Link.objects.filter(source__in=_sources(actor)).exclude(source_id=OuterRef("pk"))
    by_title = linking.filter(
        kind=LinkKind.PAGE, space_key_folded=space.key_folded, title_folded=OuterRef("title_folded")
    )
    by_id = linking.filter(kind=LinkKind.CONTENT, target=Cast(OuterRef("pk"), CharField()))
    pages = Content.objects.filter(space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
    alone = pages.exclude(pk=space.home_page_id or 0).filter(~Exists(by_title), ~Exists(by_id))
    shown = visible_contents(actor, without_archived(alone))
    return shown.select_related("space", "modifier").order_by("title_folded", "pk")


def undefined_pages(actor: Actor, space: Space) -> QuerySet[Link, dict[str, object]]:
    """Give the pages that a space links to and that are not there for the reader, by title; see `with_sources`."""
    current = Content.objects.filter(
        kind=ContentKind.PAGE,
        status=ContentStatus.CURRENT,
        space__key_folded=OuterRef("space_key_folded"),
        title_folded=OuterRef("title_folded"),
    )
    earlier = Content.objects.filter(
        kind=ContentKind.PAGE,
        status=ContentStatus.HISTORICAL,
        current__status=ContentStatus.CURRENT,
        space__key_folded=OuterRef("space_key_folded"),
        title_folded=OuterRef("title_folded"),
    )
    left = FormerPlace.objects.filter(
        space__key_folded=OuterRef("space_key_folded"),
        title_folded=OuterRef("title_folded"),
        content__in=visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT)),
    )
    links = _links_of(actor, space, LinkKind.PAGE).exclude(title_folded="").exclude(title_folded__startswith="@")
    missing = links.filter(
        ~Exists(visible_contents(actor, current)), ~Exists(visible_contents(actor, earlier)), ~Exists(left)
    )
    return _grouped(missing, "space_key_folded", "title_folded")


def undefined_files(actor: Actor, space: Space) -> QuerySet[Link, dict[str, object]]:
    """Give the files that texts of a space show or link to and that are not there for the reader, by name."""
    files = Content.objects.filter(kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT).filter(
        Q(title=OuterRef("target")) | Q(title_folded=Lower(OuterRef("target")))
    )
    own = files.filter(Q(container_id=OuterRef("source_id")) | Q(container_id=OuterRef("source__container_id")))
    elsewhere = files.filter(
        container__title_folded=OuterRef("title_folded"), space__key_folded=OuterRef("space_key_folded")
    )
    links = _links_of(actor, space, LinkKind.ATTACHMENT)
    missing = links.filter(
        Q(title_folded="") & ~Exists(visible_contents(actor, own))
        | ~Q(title_folded="") & ~Exists(visible_contents(actor, elsewhere))
    )
    return _grouped(missing, "space_key_folded", "title_folded", "target")


def undefined_posts(actor: Actor, space: Space) -> list[BrokenLink]:
    """Give the blog posts that a space links to and that are not there for the reader."""
    rows = _grouped(_links_of(actor, space, LinkKind.BLOGPOST), "space_key_folded", "title_folded", "target")
    keys = {
        BlogPostKey(str(row["space_key_folded"]), str(row["title_folded"]), str(row["target"])): row for row in rows
    }
    found = VisibleTargets(actor).blogposts(keys.keys()) if keys else {}
    return with_sources(actor, space, LinkKind.BLOGPOST, [row for key, row in keys.items() if key not in found])


def with_sources(actor: Actor, space: Space, kind: LinkKind, rows: Iterable[dict[str, object]]) -> list[BrokenLink]:
    """Name the contents that hold broken links.

    Args:
        space: the space that the contents are in.
        kind: what the links point to.
        rows: as `undefined_pages` and `undefined_files` give them: a part of the list that is short.
    """
    rows = list(rows)
    titles = {str(row["title_folded"]) for row in rows}
    links = _links_of(actor, space, kind).filter(title_folded__in=titles).order_by("source__title_folded", "source_id")
    by_target: dict[tuple[str, ...], dict[int, Content]] = defaultdict(dict)
    names = ("space_key_folded", "title_folded") if kind == LinkKind.PAGE else _ALL
    for link in links.select_related("source__space", "source__host__space"):
        sources = by_target[tuple(getattr(link, name) for name in names)]
        if len(sources) < MOST_SOURCES:
            sources[link.source_id] = link.source
    keys = dict(
        visible_spaces(actor)
        .filter(key_folded__in={row["space_key_folded"] for row in rows})
        .values_list("key_folded", "key")
    )
    return [
        BrokenLink(
            kind=kind.value,
            space_key=keys.get(str(row["space_key_folded"]), str(row["space_key_folded"]).upper()),
            title=str(row["title_folded"] if kind == LinkKind.BLOGPOST else row["spelt"] or row["title_folded"]),
            count=int(str(row["count"])),
            sources=list(by_target[tuple(str(row[name]) for name in names)].values()),
        )
        for row in rows
    ]


_ALL = ("space_key_folded", "title_folded", "target")


def _grouped(links: QuerySet[Link], *names: str) -> QuerySet[Link, dict[str, object]]:
    counted = links.values(*names).annotate(count=Count("source_id", distinct=True), spelt=Min("target"))
    return counted.order_by(*reversed(names))


def _links_of(actor: Actor, space: Space, kind: LinkKind) -> QuerySet[Link]:
    return Link.objects.filter(kind=kind, source__in=_sources(actor).filter(space=space))


def _sources(actor: Actor) -> QuerySet[Content]:
    return visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT))
