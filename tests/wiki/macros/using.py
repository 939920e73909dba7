"""Uses of macros in pages, rendered for a reader, and what tests look for in the result."""

import re
from collections.abc import Mapping

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from wiki.macros.base import RenderContext, Target
from wiki.models import Content, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_storage
from wiki.storage_format.entities import encode_text


def use_of(name: str, parameters: Mapping[str, str] | None = None, body: str | None = None) -> str:
    """Write a use of a macro; a value that begins with `<` is put in as it is, as resources are."""
    written = "".join(
        f'<ac:parameter ac:name="{key}">{value if value.startswith("<") else encode_text(value)}</ac:parameter>'
        for key, value in (parameters or {}).items()
    )
    rich = f"<ac:rich-text-body>{body}</ac:rich-text-body>" if body is not None else ""
    return f'<ac:structured-macro ac:name="{name}">{written}{rich}</ac:structured-macro>'


def shown(
    actor: Actor, storage: str, page: Content | None, space: Space | None = None, target: Target = Target.PAGE
) -> str:
    """Render storage format as it stands in a page, for a reader."""
    where = space or (page.space if page is not None else None)
    assert where is not None
    context = RenderContext(
        actor,
        page,
        where,
        VisibleTargets(actor),
        target=target,
        url_prefix="/wiki",
        base_url="https://wiki.example.org/wiki",
    )
    return str(render_storage(storage, context))


def titles(html: str) -> list[str]:
    """Give the texts of all links."""
    return re.findall(r"<a [^>]*>([^<]*)</a>", html)


def queries_of(actor: Actor, storage: str, page: Content) -> int:
    """Count the queries that it takes to render for somebody of whom nothing was read yet."""
    shown(actor, storage, page)
    fresh = Actor.for_user(actor.user) if actor.user is not None else Actor.anonymous()
    with CaptureQueriesContext(connection) as captured:
        shown(fresh, storage, page)
    return len(captured)
