"""A page with files, and macros rendered on it, for the tests of macros that show files and people."""

import io

from PIL import Image

from accounts.actor import Actor
from wiki.macros.base import RenderContext, Target
from wiki.models import Content, Space
from wiki.queries.links import VisibleTargets
from wiki.rendering.render import render_storage
from wiki.services.attachments.store import add_attachment
from wiki.site_settings.now import settings_now


def macro(name: str, body: str = "", /, **parameters: str) -> str:
    """Write a use of a macro; parameters are storage format, `unnamed` is the one without a name."""
    given = "".join(
        f'<ac:parameter ac:name="{"" if key == "unnamed" else key}">{value}</ac:parameter>'
        for key, value in parameters.items()
    )
    return f'<ac:structured-macro ac:name="{name}">{given}{body}</ac:structured-macro>'


def shown(actor: Actor, page: Content | None, space: Space, storage: str, target: Target = Target.PAGE) -> str:
    """Render a text as somebody sees it."""
    context = RenderContext(
        Actor.for_user(actor.user) if actor.user else actor,
        page,
        space,
        VisibleTargets(actor),
        target=target,
        url_prefix="/wiki",
        base_url="https://wiki.example.org",
        settings=settings_now(),
    )
    return str(render_storage(storage, context))


def picture_file(colour: str = "teal", width: int = 40, height: int = 30) -> bytes:
    """Draw a PNG of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def attach(by: Actor, on: Content, name: str, data: bytes = b"data", *, comment: str = "", media: str = "") -> Content:
    """Attach a file with a comment."""
    return add_attachment(
        by, container_id=on.pk, file_name=name, data=io.BytesIO(data), comment=comment, media_type=media
    )
