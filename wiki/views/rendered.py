"""Bodies as the reader of a page sees them."""

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.safestring import SafeString

from accounts.actor import Actor
from wiki.macros.base import RenderContext
from wiki.models import Content, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_storage


def rendered(actor: Actor, storage: str, content: Content | None, space: Space) -> SafeString:
    """Give the HTML of a body.

    Args:
        storage: the body in storage format.
        content: the page or blog post that it belongs to; None for one that is not stored yet.
        space: the space that references without a key mean.
    """
    context = RenderContext(
        actor=actor,
        content=content,
        space=space,
        links=VisibleTargets(actor),
        url_prefix=get_script_prefix().rstrip("/"),
        base_url=settings.WIKI_BASE_URL,
    )
    return render_storage(storage, context)
