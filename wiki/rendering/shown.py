"""Bodies as one reader sees them: the context made, links resolved among what that reader may see."""

from django.conf import settings
from django.utils.safestring import SafeString

from accounts.actor import Actor
from wiki.macros.base import RenderContext, ShownSpace, Target
from wiki.models import Content, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_document, render_storage


def rendered(actor: Actor, storage: str, content: Content | None, space: ShownSpace) -> SafeString:
    """Give the HTML of a body for a page of the wiki.

    Args:
        storage: the body in storage format.
        content: the page or blog post that it belongs to; None for one that is not stored yet.
        space: the space that references without a key mean.
    """
    return render_storage(storage, _context(actor, content, space, Target.PAGE))


def rendered_fragment(actor: Actor, storage: str, content: Content | None, space: Space) -> SafeString:
    """Give the HTML of a body for other programs, with whole addresses; else as `rendered`."""
    return render_storage(storage, _context(actor, content, space, Target.FRAGMENT))


def rendered_document(actor: Actor, storage: str, content: Content | None, space: Space) -> SafeString:
    """Give a body as a whole HTML document with its style, for other programs; else as `rendered`."""
    title = content.title if content is not None else space.name
    return render_document(storage, _context(actor, content, space, Target.FRAGMENT), title)


def _context(actor: Actor, content: Content | None, space: ShownSpace, target: Target) -> RenderContext:
    return RenderContext(
        actor=actor,
        content=content,
        space=space,
        links=VisibleTargets(actor),
        target=target,
        url_prefix=settings.WIKI_CONTEXT_PATH,
        base_url=settings.WIKI_BASE_URL,
    )
