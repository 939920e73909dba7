"""Rendering what the wiki holds for one reader: the context made, the links resolved among what the reader may see."""

from django.conf import settings
from django.utils.safestring import SafeString

from accounts.actor import Actor
from wiki.macros.base import RenderContext, Target
from wiki.models import Content, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_document, render_storage


def render_body(actor: Actor, content: Content) -> SafeString:
    """Give the HTML of a content's body as its page in the wiki shows it.

    Args:
        content: a page, blog post, comment, or a historical version of one, that the actor may view.
    """
    return render_text(actor, content.storage, content.space, content)


def render_text(actor: Actor, storage: str, space: Space, content: Content | None) -> SafeString:
    """Give the HTML of a text as a page in the wiki would show it, as for a preview.

    Args:
        space: where links without a space key lead.
        content: what the text belongs to; None for a page to be.
    """
    return render_storage(storage, context_for(actor, space, content, Target.PAGE))


def render_clean(actor: Actor, storage: str, space: Space, content: Content | None) -> SafeString:
    """Give the HTML of a text as a fragment for other programs, with whole addresses."""
    return render_storage(storage, context_for(actor, space, content, Target.FRAGMENT))


def render_whole(actor: Actor, storage: str, space: Space, content: Content | None) -> SafeString:
    """Give a text as a whole HTML document with its style, for other programs."""
    context = context_for(actor, space, content, Target.FRAGMENT)
    return render_document(storage, context, content.title if content else space.name)


def context_for(actor: Actor, space: Space, content: Content | None, target: Target) -> RenderContext:
    """Make the context of rendering for one reader.

    Args:
        content: what the text belongs to; a comment or a historical version stands for the page it hangs on.
    """
    return RenderContext(
        actor=actor,
        content=_home_of_links(content),
        space=space,
        links=VisibleTargets(actor),
        target=target,
        url_prefix=settings.WIKI_CONTEXT_PATH,
        base_url=settings.WIKI_BASE_URL,
    )


def _home_of_links(content: Content | None) -> Content | None:
    if content is None or content.host_id is None or content.host_id == content.pk:
        return content
    return content.host
