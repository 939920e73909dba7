"""Writes the HTML of one document: goes through its tree once, and writes what the allow-list lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wiki.macros.base import DocumentFacts, Macro, NestedRenderer, RenderContext
from wiki.macros.resolution import Resolution
from wiki.macros.safe_html import attributes_html, escape_text
from wiki.macros.safe_url import is_own
from wiki.rendering.dates import shown_date
from wiki.rendering.elements import (
    ALLOWED,
    BLOCKS,
    EMPTIED,
    REFUSED,
    VOID,
    anchor_attributes,
    opening_tag,
    safe_href,
)
from wiki.rendering.emoticons import emoticon_html
from wiki.rendering.frames import Frame, OpenParagraph
from wiki.rendering.headings import explicit_ids, heading_places
from wiki.rendering.images import ImageWriter
from wiki.rendering.limits import DEEPEST_MACROS
from wiki.rendering.links import LinkWriter
from wiki.rendering.macro_calls import MacroRunner, is_block
from wiki.rendering.mathml import formula_html
from wiki.rendering.run import Run
from wiki.rendering.task_boxes import TaskWriter
from wiki.storage_format.extract import has_text
from wiki.storage_format.nodes import (
    CData,
    Document,
    Element,
    Emoticon,
    Image,
    LayoutSection,
    Link,
    MacroCall,
    Task,
    Text,
)

CELL_KINDS = {
    "two_right_sidebar": ("normal", "aside"),
    "two_left_sidebar": ("aside", "normal"),
    "three_with_sidebars": ("sidebars", "normal", "sidebars"),
}
"""The kind of each cell of a layout section, where they are not all alike."""


class Engine:
    """One run over one document, for one reader."""

    def __init__(
        self, document: Document, context: RenderContext, resolution: Resolution, nested: NestedRenderer, run: Run
    ) -> None:
        self.document = document
        self.context = context
        places, self.heading_ids = heading_places(document, context.title)
        self.links = LinkWriter(context, resolution, explicit_ids(document))
        self.images = ImageWriter(context, resolution, self.links)
        self.tasks = TaskWriter(context)
        self.macros = MacroRunner(context, DocumentFacts(document, resolution, nested, places), run)
        self.paragraph: OpenParagraph | None = None
        self.open_links = 0
        self.macro_depth = 0
        self.cell_kinds: Iterator[str] = iter(())

    def run(self) -> str:
        """Give the HTML."""
        written: list[str] = []
        stack = [Frame(iter(self.document.children), written)]
        while stack:
            frame = stack[-1]
            out = frame.out
            for node in frame.children:
                if isinstance(node, Text):
                    out.append(node.source)
                elif isinstance(node, Element):
                    inner = self.enter(node, out)
                    if inner is not None:
                        stack.append(inner)
                        break
                elif isinstance(node, CData):
                    out.append(escape_text(node.value))
            else:
                stack.pop()
                self.leave(frame)
        return "".join(written)

    def leave(self, frame: Frame) -> None:
        """End an element."""
        if frame.is_link:
            self.open_links -= 1
        if isinstance(frame.close, str):
            frame.out.append(frame.close)
        else:
            frame.close()
        if self.paragraph is not None and self.paragraph.frame is frame:
            self.paragraph = None

    def enter(self, element: Element, out: list[str]) -> Frame | None:
        """Begin an element: write its start, and give the frame of what is inside, if anything is."""
        tag = element.tag
        handler = HANDLERS.get(tag)
        if handler is not None:
            return handler(self, element, out)
        if ":" in tag:
            return self.foreign(element, out)
        tag = tag.lower()
        if tag != element.tag and tag in HANDLERS:
            return HANDLERS[tag](self, element, out)
        if tag not in ALLOWED:
            return self.refused(tag, element, out)
        if tag in BLOCKS:
            self.block()
        out.append(opening_tag(tag, element))
        if tag in VOID:
            return self.inside(element, out)
        return Frame(iter(element.children), out, f"</{tag}>")

    def inside(self, element: Element, out: list[str], close: str = "") -> Frame | None:
        """Give the frame of an element's children."""
        if not element.children:
            out.append(close)
            return None
        return Frame(iter(element.children), out, close)

    def block(self) -> None:
        """Take note that a block begins: a paragraph can't hold it."""
        if self.paragraph is not None:
            self.paragraph.widen()
            self.paragraph = None

    def around(self, element: Element, out: list[str], start: str, end: str) -> Frame:
        """Put an element's children between two pieces of HTML, as a block."""
        self.block()
        out.append(start)
        return Frame(iter(element.children), out, end)

    def refused(self, tag: str, element: Element, out: list[str]) -> Frame | None:
        """Write what stands for an element that is not on the list."""
        if tag in REFUSED:
            out.append(f'<span class="unsupported-element">Not shown: {escape_text(tag)}</span>')
        return None if tag in EMPTIED else self.inside(element, out)

    def foreign(self, element: Element, out: list[str]) -> Frame | None:
        """Write what stands for an element with a prefix that nothing is known about."""
        prefix = element.tag.partition(":")[0]
        if prefix == "ac":
            label = escape_text(element.tag.replace(":", " "))
            out.append(f'<span class="unsupported-element">Not shown: {label}</span>')
        return None if prefix == "ri" else self.inside(element, out)

    def nothing(self, element: Element, out: list[str]) -> Frame | None:
        """Leave an element out."""
        return None

    def paragraph_element(self, element: Element, out: list[str]) -> Frame:
        """Write a paragraph, which becomes a `div` if a block turns up in it."""
        self.block()
        out.append(opening_tag("p", element))
        frame = Frame(iter(element.children), out, "</p>")
        self.paragraph = OpenParagraph(frame, len(out) - 1)
        return frame

    def heading(self, element: Element, out: list[str]) -> Frame:
        """Write a heading with its id."""
        tag = element.tag.lower()
        anchor = self.heading_ids.get(id(element), "")
        return self.around(element, out, opening_tag(tag, element, {"id": anchor} if anchor else None), f"</{tag}>")

    def table(self, element: Element, out: list[str]) -> Frame:
        """Write a table in the frame that lets it scroll."""
        start = opening_tag("table", element)
        return self.around(element, out, f'<div class="table-wrap">{start}', "</table></div>")

    def hyperlink(self, element: Element, out: list[str]) -> Frame:
        """Write an `a`."""
        if self.open_links:
            return Frame(iter(element.children), out)
        address = safe_href(element)
        own = address is None or is_own(address, self.context.base_url)
        out.append(f"<a{attributes_html(anchor_attributes(element, own, address))}>")
        self.open_links += 1
        return Frame(iter(element.children), out, "</a>", is_link=True)

    def link(self, element: Element, out: list[str]) -> Frame | None:
        """Write an `ac:link`."""
        assert isinstance(element, Link)
        tag = self.links.tag(element)
        body = element.body
        shown = body is not None and has_text(body)
        if self.open_links:
            if shown and body is not None:
                return Frame(iter(body.children), out)
            out.append(escape_text(tag.text))
            return None
        out.append(tag.start)
        if not shown or body is None:
            out.append(escape_text(tag.text) + tag.end)
            return None
        self.open_links += 1
        return Frame(iter(body.children), out, tag.end, is_link=True)

    def image(self, element: Element, out: list[str]) -> Frame | None:
        """Write an `ac:image`, with its caption."""
        assert isinstance(element, Image)
        html, wrapper = self.images.image(element, in_link=self.open_links > 0)
        caption = element.caption
        if caption is None:
            out.append(f'<span class="{wrapper}">{html}</span>')
            return None
        return self.around(
            caption,
            out,
            f'<figure class="{wrapper}">{html}<figcaption class="confluence-embedded-caption">',
            "</figcaption></figure>",
        )

    def plain_image(self, element: Element, out: list[str]) -> Frame | None:
        """Write an `img`."""
        out.append(self.images.plain(element, in_link=self.open_links > 0))
        return self.inside(element, out)

    def emoticon(self, element: Element, out: list[str]) -> Frame | None:
        """Write an emoticon."""
        assert isinstance(element, Emoticon)
        out.append(emoticon_html(element))
        return None

    def task_list(self, element: Element, out: list[str]) -> Frame:
        """Write a list of tasks."""
        return self.around(element, out, self.tasks.list_start(), "</ul>")

    def task(self, element: Element, out: list[str]) -> Frame | None:
        """Write a task with its box."""
        assert isinstance(element, Task)
        self.block()
        out.append(self.tasks.start(element))
        if element.body is None:
            out.append("</li>")
            return None
        return Frame(iter(element.body.children), out, "</li>")

    def layout(self, element: Element, out: list[str]) -> Frame:
        """Write the layout of a page."""
        return self.around(element, out, '<div class="contentLayout2">', "</div>")

    def layout_section(self, element: Element, out: list[str]) -> Frame:
        """Write a row of a layout."""
        assert isinstance(element, LayoutSection)
        kind = element.kind.replace("_", "-")
        spelt = "".join(letter for letter in kind if letter.isalnum() or letter == "-") or "single"
        self.cell_kinds = iter(CELL_KINDS.get(element.kind, ()))
        return self.around(
            element,
            out,
            f'<div class="columnLayout {escape_text(spelt)}" data-layout="{escape_text(spelt)}">',
            "</div>",
        )

    def layout_cell(self, element: Element, out: list[str]) -> Frame:
        """Write a cell of a layout."""
        kind = next(self.cell_kinds, "normal")
        start = f'<div class="cell {kind}" data-type="{kind}"><div class="innerCell">'
        return self.around(element, out, start, "</div></div>")

    def comment_marker(self, element: Element, out: list[str]) -> Frame:
        """Write the text that a comment is about."""
        mark = attributes_html({"data-ref": element.get("ac:ref") or None})
        out.append(f'<span class="inline-comment-marker"{mark}>')
        return Frame(iter(element.children), out, "</span>")

    def time(self, element: Element, out: list[str]) -> Frame | None:
        """Write a date."""
        out.append(opening_tag("time", element))
        if not element.children:
            out.append(escape_text(shown_date(element.get("datetime"))) + "</time>")
            return None
        return Frame(iter(element.children), out, "</time>")

    def formula(self, element: Element, out: list[str]) -> Frame | None:
        """Write a formula."""
        out.append(formula_html(element))
        return None

    def adf_extension(self, element: Element, out: list[str]) -> Frame | None:
        """Write what a cloud editor left for others to show."""
        fallback = element.child("ac:adf-fallback")
        return self.inside(fallback if fallback is not None else element, out)

    def template_variable(self, element: Element, out: list[str]) -> Frame | None:
        """Write a variable of a template as its name."""
        out.append(f'<span class="template-variable">{escape_text(element.get("at:name"))}</span>')
        return None

    def macro(self, element: Element, out: list[str]) -> Frame | None:
        """Begin a macro: its body first, into a place of its own."""
        assert isinstance(element, MacroCall)
        macro, body = self.macros.start(element)
        if not body:
            self.macro_written(macro, element, "", out)
            return None
        if self.macro_depth >= DEEPEST_MACROS:
            return Frame(iter(body), out)
        self.macro_depth += 1
        inner: list[str] = []

        def finish() -> None:
            self.macro_depth -= 1
            self.macro_written(macro, element, "".join(inner), out)

        return Frame(iter(body), inner, finish)

    def macro_written(self, macro: Macro | None, element: MacroCall, body: str, out: list[str]) -> None:
        """Write a macro whose body is rendered."""
        html = self.macros.finish(macro, element, body)
        if is_block(html):
            self.block()
        out.append(html)


Handler = Callable[[Engine, Element, list[str]], Frame | None]

HANDLERS: dict[str, Handler] = {
    "p": Engine.paragraph_element,
    "h1": Engine.heading,
    "h2": Engine.heading,
    "h3": Engine.heading,
    "h4": Engine.heading,
    "h5": Engine.heading,
    "h6": Engine.heading,
    "a": Engine.hyperlink,
    "img": Engine.plain_image,
    "table": Engine.table,
    "time": Engine.time,
    "math": Engine.formula,
    "ac:structured-macro": Engine.macro,
    "ac:macro": Engine.macro,
    "ac:link": Engine.link,
    "ac:image": Engine.image,
    "ac:emoticon": Engine.emoticon,
    "ac:task-list": Engine.task_list,
    "ac:task": Engine.task,
    "ac:layout": Engine.layout,
    "ac:layout-section": Engine.layout_section,
    "ac:layout-cell": Engine.layout_cell,
    "ac:inline-comment-marker": Engine.comment_marker,
    "ac:adf-extension": Engine.adf_extension,
    "at:var": Engine.template_variable,
}
"""What is written for an element that is more than its tag, by tag in the spelling of the document."""

_DROPPED = (
    "ac:placeholder ac:parameter ac:default-parameter ac:task-id ac:task-uuid ac:task-status ac:adf-attribute "
    "ac:adf-mark at:declarations"
)
for _tag in _DROPPED.split():
    HANDLERS[_tag] = Engine.nothing
_UNWRAPPED = (
    "ac:rich-text-body ac:plain-text-body ac:link-body ac:plain-text-link-body ac:caption ac:task-body "
    "ac:adf-node ac:adf-content ac:adf-fallback ac:confluence"
)
for _tag in _UNWRAPPED.split():
    HANDLERS[_tag] = Engine.inside
