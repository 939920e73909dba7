"""Where the text of a page leads."""

from dataclasses import dataclass, field

from accounts.actor import Actor
from wiki.models import Content, Link, LinkKind
from wiki.queries.links import VisibleTargets
from wiki.storage_format.targets import BlogPostKey, ContentTarget, PageKey

MOST_LINKS = 200
_WEB = ("http://", "https://")


@dataclass
class OutgoingLinks:
    """What a page links to: contents that the reader may view, and addresses of other sites.

    Attributes:
        is_cut: whether the page has more links than were looked at.
    """

    contents: list[ContentTarget] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    is_cut: bool = False


def outgoing_links(actor: Actor, content: Content) -> OutgoingLinks:
    """Give what a page or blog post links to, by title; links to nothing and to what is hidden are not told apart."""
    kinds = (LinkKind.PAGE, LinkKind.BLOGPOST, LinkKind.CONTENT, LinkKind.URL)
    rows = list(Link.objects.filter(source_id=content.pk, kind__in=kinds).order_by("pk")[: MOST_LINKS + 1])
    pages: set[PageKey] = set()
    posts: set[BlogPostKey] = set()
    ids: set[int] = set()
    addresses: set[str] = set()
    for link in rows[:MOST_LINKS]:
        if link.kind == LinkKind.PAGE:
            pages.add(PageKey(link.space_key_folded, link.title_folded))
        elif link.kind == LinkKind.BLOGPOST:
            posts.add(BlogPostKey(link.space_key_folded, link.title_folded, ""))
        elif link.kind == LinkKind.CONTENT and link.target.isdigit() and len(link.target) < 19:
            ids.add(int(link.target))
        elif link.target.startswith(_WEB):
            addresses.add(link.target)
    targets = VisibleTargets(actor)
    found = [
        *targets.pages(pages).values(),
        *targets.blogposts(posts).values(),
        *targets.contents(ids).values(),
    ]
    by_id = {target.content_id: target for target in found if target.content_id != content.pk}
    contents = sorted(by_id.values(), key=lambda target: target.title.casefold())
    return OutgoingLinks(contents, sorted(addresses), len(rows) > MOST_LINKS)
