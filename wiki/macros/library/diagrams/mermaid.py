"""The macros mermaid and mermaid-cloud."""

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.macros.base import BodyKind, Freshness, MacroFailure, MacroUse
from wiki.macros.drawing.diagram_text import LONGEST_DIAGRAM, unpacked
from wiki.macros.embedding.attached_files import named_file
from wiki.macros.parameters import Parameter
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.queries.attachments import bytes_of


@macro(
    "mermaid",
    title="Mermaid diagram",
    body=BodyKind.PLAIN,
    aliases=("mermaid-macro", "mermaidjs", "mermaid-diagram"),
    parameters=(
        Parameter("title", "A line below the diagram."),
        Parameter("data", "The text of the diagram, packed, as other programs keep it."),
    ),
)
def mermaid(use: MacroUse) -> SafeString:
    """Draws what a text in the language of Mermaid describes: flowcharts, sequences, classes, Gantt charts and more.

    The reader's browser draws it, in a frame that can reach nothing of the wiki. Without scripts, and in mails and
    documents, the text shows.
    """
    return _diagram(use, use.plain_body if use.plain_body.strip() else unpacked(use.text("data")) or "")


@macro(
    "mermaid-cloud",
    title="Mermaid diagram in a file",
    body=BodyKind.PLAIN,
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("filename", "The attached file that holds the text of the diagram.", aliases=("name",)),
        Parameter("title", "A line below the diagram."),
    ),
)
def mermaid_cloud(use: MacroUse) -> SafeString:
    """Draws a diagram whose text, in the language of Mermaid, is in a file attached to the page."""
    file = named_file(use, "filename")
    if file.file_size > 4 * LONGEST_DIAGRAM:
        raise MacroFailure(gettext("the text in the file “{title}” is too long.").format(title=file.title))
    try:
        source = bytes_of(file).decode("utf-8-sig")
    except OSError as error:
        raise MacroFailure(gettext("the file “{title}” can't be read.").format(title=file.title)) from error
    except UnicodeDecodeError as error:
        raise MacroFailure(gettext("the file “{title}” does not hold a text.").format(title=file.title)) from error
    return _diagram(use, source)


def _diagram(use: MacroUse, given: str) -> SafeString:
    source = given.replace("\r\n", "\n").strip("\n")
    if not source.strip():
        raise MacroFailure(gettext("it has no text yet."))
    if len(source) > LONGEST_DIAGRAM:
        raise MacroFailure(
            gettext("its text is longer than {longest_diagram} characters.").format(
                longest_diagram=number_format(LONGEST_DIAGRAM, force_grouping=True)
            )
        )
    focus = "" if use.context.target.is_static else ' tabindex="0"'
    text = f'<pre class="diagram-source"{focus}>{escape_text(source)}</pre>'
    title = use.text("title")
    caption = f'<p class="diagram-title">{escape_text(title)}</p>' if title else ""
    kind = "diagram" if use.context.target.is_static else "diagram mermaid-macro"
    return safe(f'<div class="{kind} {use.classes}"{use.marks}>{text}{caption}</div>')
