"""Renders content inside other content, for macros that include."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import MacroFailure, RenderContext
from wiki.macros.safe_html import safe
from wiki.models import Content
from wiki.rendering.limits import DEEPEST_NESTED, MOST_NESTED
from wiki.rendering.run import Run
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Document, Node
from wiki.storage_format.parser import parse

RenderTree = Callable[[Document, RenderContext, Run], str]


class Nested:
    """What one document's macros render inside it."""

    def __init__(self, context: RenderContext, run: Run, render_tree: RenderTree) -> None:
        self.context = context
        self.run = run
        self.render_tree = render_tree

    def content(self, content: Content, nodes: Sequence[Node] | None = None) -> SafeString:
        """Give the HTML of another content; see `wiki.macros.base.NestedRenderer.content`."""
        chain = self.context.chain
        if content.pk in chain:
            raise MacroFailure(gettext("it would contain itself."))
        self.run.dependence.whole_site = True
        if nodes is None:
            document = _parsed(content.storage, gettext("the text of “{title}”").format(title=content.title))
        else:
            document = Document(list(nodes))
        inner = replace(self.context, content=content, space=content.space, outer=chain, stored=content)
        return self._inside(document, inner)

    def storage(self, storage: str) -> SafeString:
        """Give the HTML of a text in storage format; see `wiki.macros.base.NestedRenderer.storage`."""
        return self._inside(_parsed(storage, gettext("its text")), replace(self.context, stored=None))

    def _inside(self, document: Document, context: RenderContext) -> SafeString:
        run = self.run
        if run.depth >= DEEPEST_NESTED or run.budget.nested >= MOST_NESTED:
            raise MacroFailure(gettext("this page includes too much."))
        run.budget.nested += 1
        run.depth += 1
        try:
            return safe(self.render_tree(document, context, run))
        finally:
            run.depth -= 1


def _parsed(storage: str, what: str) -> Document:
    try:
        return parse(storage)
    except MalformedStorage as error:
        raise MacroFailure(gettext("{what} is not well formed.").format(what=what)) from error
