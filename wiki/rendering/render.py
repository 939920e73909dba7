"""Renders a body: storage format in, safe HTML out, whatever the storage format holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros import library
from wiki.macros.base import RenderContext
from wiki.macros.resolution import Resolution
from wiki.macros.safe_html import escape_text, safe
from wiki.rendering.document_style import document_style
from wiki.rendering.engine import Engine
from wiki.rendering.links import resolve_all, resolve_together
from wiki.rendering.macro_calls import MacroRunner
from wiki.rendering.nested import Nested
from wiki.rendering.run import PLACE, Run
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Document
from wiki.storage_format.parser import parse

library.load()

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Template:
    """HTML with places where macros run at each view, and the run that made it."""

    html: SafeString
    run: Run


def render_storage(storage: str, context: RenderContext) -> SafeString:
    """Give the HTML of a body.

    Args:
        storage: the body in storage format. One that can't be read, as an import may bring it, is shown as its
            source with a message; that is no error.
        context: for whom and where it is rendered.
    """
    (template,) = render_templates([(storage, context)])
    return filled(template, context)


def render_tree(document: Document, context: RenderContext) -> SafeString:
    """Give the HTML of a body that was parsed before; see `render_storage`."""
    run = Run()
    return filled(Template(safe(_written(document, context, run)), run), context)


def render_templates(bodies: Sequence[tuple[str, RenderContext]]) -> list[Template]:
    """Render bodies without the macros that run at each view.

    The targets of all their references are found together.

    Args:
        bodies: each in storage format, with where it is rendered: for one reader, in one content, as a page's comments.
    """
    parsed = [(_parsed(storage), context) for storage, context in bodies]
    documents = [document for document, _context in parsed if isinstance(document, Document)]
    resolution = resolve_together(documents, bodies[0][1])
    return [_template(document, context, resolution) for document, context in parsed]


def filled(template: Template, context: RenderContext) -> SafeString:
    """Give HTML with the output of the macros that run at each view.

    Args:
        template: the HTML.
        context: for whom and where it was rendered, or an equal one for the same reader.
    """
    if not template.run.moments:
        return template.html
    return safe(_with_moments(template.html, template.run, context, Run()))


def _with_moments(html: str, made_by: Run, context: RenderContext, run: Run) -> str:
    def output(place: re.Match[str]) -> str:
        if place[1] != made_by.mark:
            return place[0]
        moment = made_by.moments[int(place[2])]
        there = _again(moment.context, context)
        facts = replace(
            moment.facts,
            resolution=moment.facts.resolution.for_reader(context.links),
            nested=Nested(there, run, _written),
        )
        body = _with_moments(moment.body, made_by, context, run)
        shown = MacroRunner(there, facts, run).now(moment.macro, moment.element, body)
        return _with_moments(shown, run, context, run)

    return PLACE.sub(output, html)


def _again(there: RenderContext, reading: RenderContext) -> RenderContext:
    """Give a place in a document that was rendered before as it is for who reads it now."""
    return replace(reading, content=there.content, space=there.space, outer=there.outer, stored=there.stored)


def _parsed(storage: str) -> Document | SafeString:
    try:
        return parse(storage)
    except MalformedStorage as error:
        return _unreadable(error, storage)


def _template(document: Document | SafeString, context: RenderContext, resolution: Resolution) -> Template:
    run = Run()
    if isinstance(document, Document):
        return Template(safe(_written(document, context, run, resolution)), run)
    return Template(document, run)


def _written(document: Document, context: RenderContext, run: Run, resolution: Resolution | None = None) -> str:
    found = resolve_all(document, context) if resolution is None else resolution
    run.dependence.add(found)
    return Engine(document, context, found, Nested(context, run, _written), run).run()


def document_around(body: SafeString, title: str, base_url: str) -> SafeString:
    """Give a whole HTML document with a rendered body and a style sheet of its own, to be shown by other programs.

    Args:
        body: the HTML of the body.
        title: the document's title.
        base_url: the address of the site; empty when not known.
    """
    base = f'<base href="{escape_text(base_url.rstrip("/"))}/">' if base_url else ""
    return safe(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape_text(title)}</title>{base}<style>{document_style()}</style></head>",
        f'<body><div class="wiki-content">{body}</div></body></html>',
    )


def _unreadable(error: MalformedStorage, storage: str) -> SafeString:
    message = gettext("This text can't be shown, because it is not well formed: {error}").format(error=error)
    return safe(
        f'<div class="unreadable-storage macro-error"><p>{escape_text(message)}</p>',
        f'<pre tabindex="0">{escape_text(_printable(storage))}</pre></div>',
    )


def _printable(text: str) -> str:
    """Replace characters that HTML can't carry."""
    return _UNPRINTABLE.sub("\ufffd", text)
