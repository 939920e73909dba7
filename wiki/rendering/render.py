"""Renders a body: storage format in, safe HTML out, whatever the storage format holds."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from wiki.macros import library
from wiki.macros.base import RenderContext
from wiki.macros.safe_html import escape_text, safe
from wiki.rendering.document_style import document_style
from wiki.rendering.engine import Engine
from wiki.rendering.links import resolve_all
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse

library.load()

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def render_storage(storage: str, context: RenderContext) -> SafeString:
    """Give the HTML of a body.

    Args:
        storage: the body in storage format. One that can't be read, as an import may bring it, is shown as its
            source with a message; that is no error.
        context: for whom and where it is rendered.
    """
    try:
        document = parse(storage)
    except MalformedStorage as error:
        return _unreadable(error, storage)
    return render_tree(document, context)


def render_tree(document: Document, context: RenderContext) -> SafeString:
    """Give the HTML of a body that was parsed before; see `render_storage`."""
    resolution = resolve_all(document, context)
    return safe(Engine(document, context, resolution).run())


def render_document(storage: str, context: RenderContext, title: str) -> SafeString:
    """Give a whole HTML document with a body in it and a style sheet of its own, to be shown by other programs.

    Args:
        storage: the body in storage format.
        context: for whom and where it is rendered.
        title: the document's title.
    """
    base = f'<base href="{escape_text(context.base_url.rstrip("/"))}/">' if context.base_url else ""
    return safe(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape_text(title)}</title>{base}<style>{document_style()}</style></head>",
        f'<body><div class="wiki-content">{render_storage(storage, context)}</div></body></html>',
    )


def _unreadable(error: MalformedStorage, storage: str) -> SafeString:
    message = f"This text can't be shown, because it is not well formed: {error}"
    return safe(
        f'<div class="unreadable-storage macro-error"><p>{escape_text(message)}</p>',
        f'<pre tabindex="0">{escape_text(_printable(storage))}</pre></div>',
    )


def _printable(text: str) -> str:
    """Replace characters that HTML can't carry."""
    return _UNPRINTABLE.sub("\ufffd", text)
