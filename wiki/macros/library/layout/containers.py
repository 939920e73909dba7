"""The macros center, div and span."""

from django.utils.safestring import SafeString

from wiki.macros.base import BodyKind, Display, MacroUse
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_css import safe_style
from wiki.macros.safe_html import safe
from wiki.macros.wrapping import class_names, wrapped
from wiki.storage_format.anchors import content_id

PARAMETERS = (
    Parameter("class", "Its class names."),
    Parameter("style", "Its style, as CSS; only properties that pages may set count."),
    Parameter("id", "Its id, so that links can lead to it."),
)


@macro("center", title="In the middle", body=BodyKind.RICH, aliases=("centre",))
def center(use: MacroUse) -> SafeString:
    """Sets its text in the middle of the line."""
    return safe(wrapped(use, style="text-align: center;", block=True))


@macro("div", title="Block with a style", body=BodyKind.RICH, parameters=PARAMETERS)
def div(use: MacroUse) -> SafeString:
    """Puts text into a block that may have a class, a style and an id."""
    return safe(_container(use, block=True))


@macro("span", title="Words with a style", body=BodyKind.RICH, display=Display.INLINE, parameters=PARAMETERS)
def span(use: MacroUse) -> SafeString:
    """Puts words into a span that may have a class, a style and an id."""
    return safe(_container(use, block=False))


def _container(use: MacroUse, *, block: bool) -> str:
    return wrapped(
        use,
        classes=class_names(use.text("class")),
        style=safe_style(use.text("style")),
        element_id=content_id(use.text("id")[:200]),
        block=block,
    )
