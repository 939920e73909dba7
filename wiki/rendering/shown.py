"""Bodies as one reader sees them: the context made, links resolved among what that reader may see."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

from django.conf import settings
from django.utils.safestring import SafeString

from accounts.actor import Actor
from wiki.macros.base import RenderContext, ShownSpace, Target
from wiki.models import Content, Draft, Space
from wiki.queries.draft_targets import TargetsOfDraft
from wiki.queries.links import VisibleTargets, content_url
from wiki.rendering.kept import KeptBody, kept_templates
from wiki.rendering.mail import for_mail
from wiki.rendering.plain import plain_text
from wiki.rendering.render import document_around, filled, render_storage
from wiki.site_settings.now import settings_now


def rendered(actor: Actor, storage: str, content: Content, space: Space, stored: Content | None = None) -> SafeString:
    """Give the HTML of a stored body for a page of the wiki; unchanged, it is rendered once.

    Args:
        storage: the body in storage format.
        content: the page or blog post that it belongs to, opened for this reader.
        space: the space of the content.
        stored: the current content whose stored text it is: the content itself or a comment on it; None for an earlier
            version.
    """
    return _kept(actor, [KeptBody(storage, stored)], content, space, Target.PAGE)[0]


def rendered_together(actor: Actor, stored: Sequence[Content], content: Content) -> list[SafeString]:
    """Give the HTML of what hangs on a page, as its comments, in their order; else as `rendered`.

    Args:
        stored: current contents, with their bodies.
        content: the page or blog post that they belong to, opened for this reader.
    """
    return _kept(actor, [KeptBody(each.storage, each) for each in stored], content, content.space, Target.PAGE)


def rendered_once(actor: Actor, storage: str, content: Content | None, space: ShownSpace) -> SafeString:
    """Give the HTML of a body that is not stored, as for a preview; else as `rendered`.

    Args:
        content: the page or blog post that it is going to belong to; None for a new one, and for what is no content.
        space: the space that references without a key mean.
    """
    return render_storage(storage, _context(Target.PAGE, actor, content, space))


def rendered_draft(actor: Actor, storage: str, draft: Draft) -> SafeString:
    """Give the HTML of the text of a page to be, with the files that wait in its draft; else as `rendered_once`."""
    targets = TargetsOfDraft(actor, draft)
    context = replace(_context(Target.PAGE, actor, None, draft.space), links=targets, holder=targets.holder)
    return render_storage(storage, context)


def rendered_fragment(actor: Actor, storage: str, content: Content | None, space: Space) -> SafeString:
    """Give the HTML of a body for other programs, with whole addresses; else as `rendered`."""
    if content is None or storage != content.storage:
        return render_storage(storage, _context(Target.FRAGMENT, actor, content, space))
    return _kept(actor, [KeptBody(storage, None)], content, space, Target.FRAGMENT)[0]


def rendered_document(actor: Actor, storage: str, content: Content | None, space: Space) -> SafeString:
    """Give a body as a whole HTML document with its style, for other programs; else as `rendered`."""
    title = content.title if content is not None else space.name
    return document_around(rendered_fragment(actor, storage, content, space), title, settings.WIKI_BASE_URL)


def rendered_mail(actor: Actor, storage: str, content: Content, space: Space) -> SafeString:
    """Give the HTML of a body for a mail: whole addresses, styles in the elements, everything open.

    Args:
        actor: who gets the mail.
        content: the page or blog post that it belongs to.
        space: the space of the content.
    """
    context = _context(Target.MAIL, actor, content, space)
    return for_mail(render_storage(storage, context), context.address(content_url(content)))


def rendered_print(
    actor: Actor, storage: str, content: Content, space: Space, *, target: Literal[Target.PDF, Target.WORD]
) -> SafeString:
    """Give the HTML of a body for a document to print: whole addresses, everything open, nothing that runs.

    It needs the style sheet of `wiki.rendering.document_style`.

    Args:
        target: what the document is made for.
    """
    return render_storage(storage, _context(target, actor, content, space))


def rendered_text(actor: Actor, storage: str, content: Content | None, space: ShownSpace) -> str:
    """Give a body as plain text: paragraphs, lists, tables as rows, links with their whole addresses."""
    context = _context(Target.TEXT, actor, content, space)
    address = context.address(content_url(content)) if content is not None else context.base_url
    return plain_text(render_storage(storage, context), address)


def _kept(
    actor: Actor, bodies: Sequence[KeptBody], content: Content, space: ShownSpace, target: Target
) -> list[SafeString]:
    if not bodies:
        return []
    templates = kept_templates(actor, bodies, content, partial(_context_of, target))
    context = _context(target, actor, content, space)
    return [filled(template, context) for template in templates]


def _context_of(target: Target, actor: Actor, content: Content, stored: Content | None) -> RenderContext:
    return _context(target, actor, content, content.space, stored)


def _context(
    target: Target, actor: Actor, content: Content | None, space: ShownSpace, stored: Content | None = None
) -> RenderContext:
    return RenderContext(
        actor=actor,
        content=content,
        space=space,
        links=VisibleTargets(actor),
        target=target,
        url_prefix=settings.WIKI_CONTEXT_PATH,
        base_url=settings.WIKI_BASE_URL,
        settings=settings_now(),
        stored=stored,
    )
