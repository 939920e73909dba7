"""The macros drawio and gliffy: diagrams that a drawing program left on the page as a picture."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.errors import NoSuchAttachment, NoSuchContent
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.content_links import file_address
from wiki.macros.naming.subject import own_content
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_css import css_length
from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.models import Content
from wiki.permissions.access import content_for
from wiki.queries.attachments import attachment_by_name

WIDTH = Parameter("width", "How wide the picture shows, in pixels.")
HEIGHT = Parameter("height", "How high the picture shows at most, in pixels.")


@macro(
    "drawio",
    title="draw.io diagram",
    aliases=("inc-drawio", "drawio-sketch"),
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("diagramName", "The name of the diagram; its picture is the attached file NAME.png.", required=True),
        Parameter("diagramDisplayName", "What the diagram is called; its name if not given."),
        Parameter(
            "pageId", "The id of the page that has the diagram; this one if not given.", ParameterKind.INTEGER, 0,
            most=2**63 - 1,
        ),
        WIDTH,
        HEIGHT,
        Parameter("border", "Whether a line runs round the picture.", ParameterKind.BOOLEAN, default=True),
    ),
)  # fmt: skip
def drawio(use: MacroUse) -> SafeString:
    """Shows a diagram drawn with draw.io, as the picture that the program left on the page."""
    name = use.text("diagramName")
    classes = "drawn-diagram bordered" if use.flag("border") else "drawn-diagram"
    return _diagram(use, name, use.text("diagramDisplayName") or name, _place(use, "pageId"), classes)


@macro(
    "gliffy",
    title="Gliffy diagram",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter(
            "name", "The name of the diagram; its picture is the attached file NAME.png.", aliases=("",), required=True
        ),
        Parameter("displayName", "What the diagram is called; its name if not given."),
        Parameter(
            "pageid", "The id of the page that has the diagram; this one if not given.", ParameterKind.INTEGER, 0,
            ("pageId",), most=2**63 - 1,
        ),
        WIDTH,
        HEIGHT,
        Parameter(
            "align", "Where the picture stands.", ParameterKind.CHOICE,
            choices=("", "left", "center", "right"),
        ),
    ),
)  # fmt: skip
def gliffy(use: MacroUse) -> SafeString:
    """Shows a diagram drawn with Gliffy, as the picture that the program left on the page."""
    name = use.text("name")
    align = f" image-{use.text('align')}" if use.text("align") else ""
    return _diagram(use, name, use.text("displayName") or name, _place(use, "pageid"), f"drawn-diagram{align}")


def _place(use: MacroUse, parameter: str) -> Content:
    given = use.number(parameter)
    if given and given != use.context.content_id:
        try:
            return content_for(use.actor, given)
        except NoSuchContent:
            # The id is of the server that the page came from: its files came along with the page.
            pass
    return own_content(use)


def _diagram(use: MacroUse, name: str, shown_name: str, content: Content, classes: str) -> SafeString:
    if not name:
        raise MacroFailure(gettext("it names no diagram."))
    picture = next(filter(None, (_file(use, content, f"{name}{ending}") for ending in (".png", ""))), None)
    if picture is None or not picture.media_type.startswith("image/"):
        label = f"The diagram “{shown_name}” has no picture on this page."
        return safe(
            f'<div class="drawn-diagram missing {use.classes}"{use.marks}>',
            f'<p class="macro-empty">{escape_text(label)}</p></div>',
        )
    address = file_address(use.context, picture)
    lengths = {"width": css_length(use.text("width")), "max-height": css_length(use.text("height"))}
    image = attributes_html(
        {
            "src": address,
            "alt": shown_name,
            "loading": "lazy",
            "style": " ".join(f"{key}: {value};" for key, value in lengths.items() if value) or None,
        }
    )
    return safe(
        f'<div class="{classes} {use.classes}"{use.marks}>',
        f'<a href="{escape_text(address)}" aria-label="{escape_text(f"Open {shown_name}")}"><img{image}></a></div>',
    )


def _file(use: MacroUse, content: Content, name: str) -> Content | None:
    try:
        return attachment_by_name(use.actor, content, name)
    except NoSuchAttachment:
        return None
