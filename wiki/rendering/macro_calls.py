"""Runs macros: from what a page says to the macro's HTML, or to a message in its place."""

from __future__ import annotations

import logging
import time
from itertools import chain

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import (
    BodyKind,
    Display,
    DocumentFacts,
    Freshness,
    Macro,
    MacroFailure,
    MacroUse,
    RenderContext,
    is_inline_use,
    runs_at_each_view,
)
from wiki.macros.parameters import BadParameter, coerce, find_given
from wiki.macros.registry import MACROS
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.rendering.run import Moment, Run
from wiki.storage_format.nodes import MacroCall, Node

logger = logging.getLogger(__name__)

_INLINE_STARTS = ("<span", "<a ", "<em", "<strong")


def is_block(html: str) -> bool:
    """Say whether a macro's HTML can't stand in a paragraph."""
    return html.startswith("<") and not html.startswith(_INLINE_STARTS)


class MacroRunner:
    """Runs the macros of one document."""

    def __init__(self, context: RenderContext, facts: DocumentFacts, run: Run) -> None:
        self.context = context
        self.facts = facts
        self.run = run

    def start(self, element: MacroCall) -> tuple[Macro | None, list[Node]]:
        """Find the macro that a page uses, and the nodes of its body that are to be rendered first."""
        self.run.budget.started += 1
        macro = MACROS.find(element.name)
        if macro is not None and macro.body is not BodyKind.RICH:
            return macro, []
        return macro, list(chain.from_iterable(body.children for body in element.rich_bodies))

    def finish(self, macro: Macro | None, element: MacroCall, body: str) -> str:
        """Give the HTML of a use of a macro, or the place of one that runs at each view.

        Args:
            macro: the macro; None for one that is not known.
            element: the use in the document.
            body: the HTML of its rich body.
        """
        if macro is None:
            return self._unknown(element, body)
        if runs_at_each_view(macro, element):
            moment = Moment(macro, element, body, self.context, self.facts)
            return self.run.place_for(moment, is_inline=is_inline_use(macro, element))
        return self.now(macro, element, body)

    def now(self, macro: Macro, element: MacroCall, body: str) -> str:
        """Give the HTML of a use of a macro, run now."""
        budget = self.run.budget
        if budget.is_spent:
            self.run.dependence.lasts = False
            return _failed(element, gettext("this page asks for too much."), body, element.plain_body or "")
        if self._is_switched_off(macro, element):
            return _switched_off(macro, element, body)
        if macro.freshness is Freshness.WIKI:
            self.run.dependence.whole_site = True
        begun, spent_before = time.monotonic(), budget.seconds
        html = self._run(macro, element, body)
        # What was rendered inside has added its own time: it counts once.
        budget.seconds = spent_before + time.monotonic() - begun
        budget.written += len(html) - len(body)
        return html

    def _is_switched_off(self, macro: Macro, element: MacroCall) -> bool:
        if macro.switch and self.context.settings.get(macro.switch) is not True:
            return True
        refused = self.context.settings.get("disabled_macros")
        return isinstance(refused, tuple) and not {name.lower() for name in refused}.isdisjoint(
            (macro.name.lower(), element.name.strip().lower())
        )

    def _run(self, macro: Macro, element: MacroCall, body: str) -> str:
        plain = element.plain_body or ""
        if macro.body is BodyKind.RICH and plain:
            body += f"<p>{escape_text(plain)}</p>"
        elif macro.body is BodyKind.PLAIN and not plain:
            plain = "".join(child.text for child in element.rich_bodies)
        try:
            given = element.parameters
            values = {parameter.name: coerce(parameter, find_given(parameter, given)) for parameter in macro.parameters}
            use = MacroUse(macro, element, self.context, self.facts, values, SafeString(body), plain)
            return str(macro.render(use))
        except (BadParameter, MacroFailure) as error:
            return _failed(element, str(error), body, plain)
        except Exception:
            self.run.dependence.lasts = False
            logger.exception("The macro %s failed in content %s", element.name, self.context.content_id)
            return _failed(element, gettext("something went wrong on the server."), body, plain)

    def _unknown(self, element: MacroCall, body: str) -> str:
        name = element.name.strip()
        label = gettext("Unknown macro: {name}").format(name=name) if name else gettext("A macro without a name")
        plain = element.plain_body
        shown = body + (f"<pre>{escape_text(plain)}</pre>" if plain else "")
        tag, kind = ("div", "block") if shown else ("span", "inline")
        marks = attributes_html(
            {
                "class": f"unknown-macro conf-macro output-{kind}",
                "data-hasbody": "true" if shown else "false",
                "data-macro-name": name or None,
                "data-macro-id": element.macro_id or None,
            }
        )
        return f'<{tag}{marks}><span class="unknown-macro-label">{escape_text(label)}</span>{shown}</{tag}>'


def _switched_off(macro: Macro, element: MacroCall, body: str) -> SafeString:
    label = gettext('The macro "{title}" is switched off on this site; an administrator can switch it on.').format(
        title=gettext(macro.title)
    )
    plain = element.plain_body
    shown = body + (f"<pre>{escape_text(plain)}</pre>" if plain else "")
    tag, kind = ("div", "block") if shown or macro.display is Display.BLOCK else ("span", "inline")
    marks = attributes_html(
        {
            "class": f"unknown-macro switched-off-macro conf-macro output-{kind}",
            "data-hasbody": "false" if macro.body is BodyKind.NONE else "true",
            "data-macro-name": element.name,
            "data-macro-id": element.macro_id or None,
        }
    )
    return safe(f'<{tag}{marks}><span class="unknown-macro-label">{escape_text(label)}</span>{shown}</{tag}>')


def _failed(element: MacroCall, message: str, body: str, plain: str) -> SafeString:
    text = gettext('The macro "{name}" can\'t be shown: {message}').format(name=element.name, message=message)
    shown = body + (f"<pre>{escape_text(plain)}</pre>" if plain else "")
    label = f'<span class="macro-error-message">{escape_text(text)}</span>'
    marks = attributes_html({"data-macro-name": element.name})
    if shown:
        return safe(f'<div class="macro-error"{marks}>{label}{shown}</div>')
    return safe(f'<span class="macro-error"{marks}>{label}</span>')
