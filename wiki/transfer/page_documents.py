"""One page as a document of its own: HTML with its pictures inside, Word, Markdown."""

import base64
import re
from email.message import EmailMessage
from html import unescape
from typing import Literal

from django.conf import settings

from accounts.actor import Actor
from wiki.macros.base import Target
from wiki.macros.safe_html import escape_text, safe
from wiki.models import Content
from wiki.queries.links import content_url
from wiki.rendering.render import document_around
from wiki.rendering.shown import rendered_print
from wiki.transfer.addresses import with_addresses
from wiki.transfer.images import LARGEST, picture
from wiki.transfer.markdown_export import markdown_of

_PICTURE = re.compile(r'<img [^<>]*?src="([^"]*)"')


def page_as_html(actor: Actor, page: Content) -> bytes:
    """Give a page or blog post as one HTML file, its pictures included as far as they are not too large together."""
    html = _body(actor, page, Target.PDF)
    pictures = _pictures(actor, html)

    def embedded(address: str) -> str | None:
        if address not in pictures:
            return None
        data, media_type = pictures[address]
        return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"

    body = safe(f"<h1>{escape_text(page.title)}</h1>", with_addresses(html, embedded))
    return document_around(body, page.title, settings.WIKI_BASE_URL).encode("utf-8")


def page_as_word(actor: Actor, page: Content) -> bytes:
    """Give a page or blog post as a document that Word opens: HTML with its pictures, in one MIME file."""
    html = _body(actor, page, Target.WORD)
    pictures = _pictures(actor, html)
    names = {address: f"file:///C:/page/{number}" for number, address in enumerate(pictures, 1)}
    body = safe(f"<h1>{escape_text(page.title)}</h1>", with_addresses(html, names.get))
    message = EmailMessage()
    message["Subject"] = "Exported from the wiki"
    message.set_content(document_around(body, page.title, settings.WIKI_BASE_URL), subtype="html", cte="base64")
    for address, (data, media_type) in pictures.items():
        main, _, sub = media_type.partition("/")
        message.add_related(data, maintype=main, subtype=sub, headers=[f"Content-Location: {names[address]}"])
    return message.as_bytes()


def page_as_markdown(actor: Actor, page: Content) -> bytes:
    """Give a page or blog post as Markdown; links and pictures have whole addresses."""
    address = f"{settings.WIKI_BASE_URL}{content_url(page)}"
    text = markdown_of(f"<h1>{escape_text(page.title)}</h1>{_body(actor, page, Target.WORD)}", address)
    return text.encode("utf-8")


def _body(actor: Actor, page: Content, target: Literal[Target.PDF, Target.WORD]) -> str:
    return rendered_print(actor, page.storage, page, page.space, target=target)


def _pictures(actor: Actor, html: str) -> dict[str, tuple[bytes, str]]:
    """Give the pictures in a text that the actor may view, by their addresses, up to a size together."""
    found: dict[str, tuple[bytes, str]] = {}
    room = LARGEST
    for address in dict.fromkeys(unescape(one) for one in _PICTURE.findall(html)):
        one = picture(actor, address)
        if one is not None and len(one[0]) <= room:
            room -= len(one[0])
            found[address] = one
    return found
