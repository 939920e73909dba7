"""Bodies to the HTML that other programs show."""

from django.conf import settings

from accounts.actor import Actor
from wiki.macros.base import RenderContext, Target
from wiki.models import Content, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_document, render_storage


def rendered_document(actor: Actor, storage: str, content: Content | None, space: Space) -> str:
    """A body as a whole styled HTML document."""
    title = content.title if content is not None else space.name
    return str(render_document(storage, _context(actor, content, space), title))


def rendered_fragment(actor: Actor, storage: str, content: Content | None, space: Space) -> str:
    """A body as a bare HTML fragment."""
    return str(render_storage(storage, _context(actor, content, space)))


def _context(actor: Actor, content: Content | None, space: Space) -> RenderContext:
    return RenderContext(
        actor=actor,
        content=content,
        space=space,
        links=VisibleTargets(actor),
        target=Target.FRAGMENT,
        base_url=settings.WIKI_BASE_URL,
    )
