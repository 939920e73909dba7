"""Rendered HTML for mail: each element carries its own style, because mail programs drop style sheets and classes.

It reads HTML that the renderer wrote for a static target, as a stream, and keeps what mail programs show.
"""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from django.utils.safestring import SafeString
from pygments.formatters.html import HtmlFormatter

from wiki.macros.safe_html import attributes_html, escape_text, safe
from wiki.rendering.meanings import meaning_of, whole_address

_KEPT = frozenset(
    {
        "align",
        "alt",
        "aria-label",
        "colspan",
        "dir",
        "height",
        "href",
        "lang",
        "role",
        "rowspan",
        "scope",
        "src",
        "start",
        "style",
        "title",
        "type",
        "valign",
        "value",
        "width",
    }
)
_VOID = frozenset({"br", "col", "hr", "img", "wbr"})
_RENAMED = {"details": "div", "summary": "p", "figure": "div", "figcaption": "p"}
_UNWRAPPED = frozenset(
    {
        "math",
        "mfrac",
        "mi",
        "mn",
        "mo",
        "mroot",
        "mrow",
        "ms",
        "mspace",
        "msqrt",
        "mstyle",
        "msub",
        "msubsup",
        "msup",
        "mtext",
    }
)
_SILENT = frozenset({"button", "script", "select", "style", "svg", "template", "textarea"})

_CELL = "border: 1px solid #c1c7d0; padding: 6px 8px; text-align: left; vertical-align: top;"
_BOX = "border: 1px solid #c1c7d0; margin: 10px 0;"
_INFORMATION = f"{_BOX} padding: 8px 12px; border-left: 4px solid "
_BY_TAG = {
    "a": "color: #0052cc;",
    "blockquote": "border-left: 3px solid #c1c7d0; margin: 10px 0; padding: 0 12px; color: #42526e;",
    "code": "font-family: monospace;",
    "hr": "border: 0; border-top: 1px solid #c1c7d0;",
    "img": "max-width: 100%;",
    "pre": "background-color: #f4f5f7; padding: 8px 12px; font-family: monospace; white-space: pre-wrap; margin: 0;",
    "summary": "font-weight: 700; margin: 10px 0;",
}
_BY_CLASS = {
    "confluenceTable": "border-collapse: collapse; margin: 10px 0;",
    "confluenceTd": _CELL,
    "confluenceTh": f"{_CELL} background-color: #f4f5f7;",
    "panel": _BOX,
    "panelHeader": "background-color: #f4f5f7; padding: 6px 12px;",
    "panelContent": "padding: 6px 12px;",
    "confluence-information-macro-information": f"{_INFORMATION}#0052cc;",
    "confluence-information-macro-tip": f"{_INFORMATION}#00875a;",
    "confluence-information-macro-note": f"{_INFORMATION}#ff991f;",
    "confluence-information-macro-warning": f"{_INFORMATION}#de350b;",
    "macro-error": f"{_BOX} padding: 6px 12px;",
    "unknown-macro": f"{_BOX} padding: 6px 12px;",
    "aui-lozenge": "background-color: #dfe1e6; border-radius: 3px; font-size: 11px; font-weight: 700; padding: 1px;",
    "aui-lozenge-success": "background-color: #e3fcef; color: #006644;",
    "aui-lozenge-error": "background-color: #ffebe6; color: #bf2600;",
    "aui-lozenge-current": "background-color: #fff0b3; color: #172b4d;",
    "aui-lozenge-complete": "background-color: #deebff; color: #0747a6;",
    "unresolved": "color: #bf2600;",
    "inline-task-list": "list-style-type: none; padding-left: 8px;",
    "image-center-wrapper": "text-align: center;",
    "formula-source": "background-color: #f4f5f7; padding: 1px 4px;",
}
_HIGHLIGHTS = {
    "grey": "#f4f5f7",
    "gray": "#f4f5f7",
    "red": "#ffebe6",
    "green": "#e3fcef",
    "yellow": "#fffae6",
    "blue": "#deebff",
    "teal": "#e6fcff",
    "purple": "#eae6ff",
}


def for_mail(html: str, page_address: str) -> SafeString:
    """Give rendered HTML as a mail can carry it: styles in the elements, and words for what only classes said.

    Args:
        html: what the renderer wrote for `Target.MAIL`.
        page_address: the whole address of the page; links within the page lead there.
    """
    writer = _Writer(page_address)
    writer.feed(html)
    writer.close()
    return safe(*writer.out)


class _Writer(HTMLParser):
    """Goes through HTML and writes it anew."""

    def __init__(self, page_address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page_address = page_address
        self.out: list[str] = []
        self.silent = 0
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write the start of an element."""
        given = {name: value or "" for name, value in attrs}
        if self.silent or tag in _SILENT:
            self.silent += tag not in _VOID
            return
        if tag in _UNWRAPPED or tag == "input":
            self.out.append(" " if tag == "math" else "")
            return
        self.code += tag == "pre"
        kept: dict[str, str | None] = {name: value for name, value in given.items() if name in _KEPT}
        kept["style"] = self._style(tag, given) or None
        for name in ("href", "src"):
            if name in given:
                kept[name] = whole_address(given[name], self.page_address)
        self.out.append(f"<{_RENAMED.get(tag, tag)}{attributes_html(kept)}>")
        if meaning := meaning_of(given.get("class", "")):
            self.out.append(f'<p style="font-weight: 700; margin: 0;">{meaning}</p>')

    def handle_endtag(self, tag: str) -> None:
        """Write the end of an element."""
        if tag in _VOID or tag == "input":
            return
        if self.silent:
            self.silent -= 1
            return
        if tag in _UNWRAPPED:
            return
        self.code -= tag == "pre"
        self.out.append(f"</{_RENAMED.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        """Write text."""
        if not self.silent:
            self.out.append(escape_text(data))

    def _style(self, tag: str, given: dict[str, str]) -> str:
        styles = [_BY_TAG[tag]] if tag in _BY_TAG else []
        names = given.get("class", "").split()
        if self.code and tag == "span":
            colours = _code_styles()
            styles += [colours[name] for name in names if name in colours]
        styles += [_BY_CLASS[name] for name in names if name in _BY_CLASS]
        colour = given.get("data-highlight-colour", "")
        if tag in ("td", "th") and colour in _HIGHLIGHTS:
            styles.append(f"background-color: {_HIGHLIGHTS[colour]};")
        return " ".join([*styles, given.get("style", "")]).strip()


@cache
def _code_styles() -> dict[str, str]:
    """Give the style of each class that coloured program text uses."""
    styles = HtmlFormatter(style="default").class2style
    return {name: f"{style.rstrip(';')};" for name, (style, *_rest) in styles.items() if name and style}
