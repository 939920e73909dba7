"""Turns one page of HTML documentation into storage format, the XHTML that wiki pages are kept in."""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from html_tree import DocumentTree, SourcePage, Target, clean, main_content, plain, resolve
from lxml.html import HtmlElement

DROPPED = {
    "script",
    "style",
    "nav",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "noscript",
    "iframe",
    "template",
    "svg",
    "head",
    "link",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {"div", "section", "article", "main", "body", "figure", "header", "footer", "aside", "center", "details"}
BLOCKS = HEADINGS | CONTAINERS | {"p", "pre", "ul", "ol", "dl", "table", "blockquote", "hr"}
KEPT_INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "var": "em", "cite": "em", "dfn": "em", "code": "code",
    "tt": "code", "kbd": "code", "samp": "code", "sub": "sub", "sup": "sup", "u": "u", "del": "del", "s": "del",
}  # fmt: skip
"""What inline elements become; of others only the content stays."""

BOXES = {
    "note": "note", "tip": "tip", "hint": "tip", "warning": "warning", "caution": "warning", "danger": "warning",
    "error": "warning", "attention": "warning", "important": "info", "seealso": "info", "info": "info",
}  # fmt: skip
"""The macro for each kind of admonition."""

LANGUAGES = {
    "python": "python", "python3": "python", "default": "python", "pycon": "python", "pycon3": "python", "c": "c",
    "c++": "cpp", "console": "bash", "shell": "bash", "bash": "bash", "sh": "bash", "sql": "sql", "xml": "xml",
    "html": "html", "json": "js", "ini": "ini", "yaml": "yaml", "diff": "diff",
}  # fmt: skip
"""The language of a code macro by the name that Sphinx gives it."""

_SQL = re.compile(
    r"\s*(?:\w*=[>#] ?)?(?:SELECT|CREATE|INSERT|UPDATE|DELETE|ALTER|DROP|WITH|BEGIN|GRANT|EXPLAIN|SET|DECLARE|COPY)\b"
)
_SHELL = re.compile(r"\s*(?:[$%] |[\w.]+@[\w.]+[$#] )")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ANCHORS = re.compile(
    r'(?:<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">[^<]*</ac:parameter></ac:structured-macro>)+'
)
_HEADINGS_FOR_CONTENTS = 4


@dataclass
class Converted:
    """A page in storage format, and the files that have to be attached to it."""

    storage: str = ""
    attachments: dict[str, str] = field(default_factory=dict)
    """Path in the tree by file name."""

    broken: list[str] = field(default_factory=list)
    """Addresses that lead to nothing; their links are plain text."""


def convert(tree: DocumentTree, page: SourcePage) -> Converted:
    """Convert one page of a tree.

    Raises:
        OSError: the file can't be read.
    """
    return _Converter(tree, page).run()


def cdata(text: str) -> str:
    """Wrap text in CDATA; the end mark in it is split over two sections."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def macro(name: str, parameters: dict[str, str], body: str = "") -> str:
    """Write a macro."""
    written = "".join(
        f"<ac:parameter ac:name={quoteattr(key)}>{escape(value)}</ac:parameter>" for key, value in parameters.items()
    )
    return f"<ac:structured-macro ac:name={quoteattr(name)}>{written}{body}</ac:structured-macro>"


class _Converter:
    """One run over one page."""

    def __init__(self, tree: DocumentTree, page: SourcePage) -> None:
        self.tree = tree
        self.page = page
        self.done = Converted()
        self.headings = 0
        self.anchored: set[str] = set()

    def run(self) -> Converted:
        content = main_content(self.tree.read(self.page.path))
        self.drop_title(content)
        storage = self.blocks(content)
        has_contents = content.xpath(".//div[contains(@class, 'toc')]")
        if self.headings >= _HEADINGS_FOR_CONTENTS and not has_contents:
            storage = macro("toc", {"maxLevel": "3"}) + storage
        self.done.storage = storage
        return self.done

    def drop_title(self, content: HtmlElement) -> None:
        """Take out the page's own title and its bars: the wiki shows them itself."""
        for bar in content.xpath(".//div[@class='navheader' or @class='navfooter'] | .//a[@class='headerlink']"):
            bar.drop_tree()
        for heading in content.iter(*HEADINGS):
            if heading.get("id"):
                heading.getparent().set("id", heading.get("id"))
            heading.drop_tree()
            break

    # Blocks

    def blocks(self, element: HtmlElement) -> str:
        """Write the content of a container; text that stands in it by itself becomes paragraphs."""
        written: list[str] = []
        line: list[str] = [self.anchors(element)]

        def end_line() -> None:
            text = "".join(line).strip()
            if re.sub(r"(?:<br />|\s)+", "", text):
                written.append(text if _is_only_anchors(text) else f"<p>{text}</p>")
            line.clear()

        line.append(self.text(element.text))
        for child in element:
            if isinstance(child.tag, str):
                if child.tag in BLOCKS or self.holds_blocks(child):
                    end_line()
                    written.append(self.block(child))
                else:
                    line.append(self.inline(child))
            line.append(self.text(child.tail))
        end_line()
        return "".join(written)

    def holds_blocks(self, element: HtmlElement) -> bool:
        """Say whether an inline element has blocks in it, which storage format does not allow."""
        return element.tag not in DROPPED and any(True for _ in element.iter(*BLOCKS))

    def block(self, element: HtmlElement) -> str:
        tag = element.tag
        if tag in DROPPED:
            return ""
        writer: Callable[[HtmlElement], str] | None = getattr(self, f"write_{tag}", None)
        if writer is not None:
            return writer(element)
        if tag in HEADINGS:
            self.headings += 1
            return self.wrap(tag, self.anchors(element) + self.inlines(element))
        box = self.box_of(element)
        return self.write_box(element, box) if box else self.blocks(element)

    def wrap(self, tag: str, content: str, attributes: str = "") -> str:
        return f"<{tag}{attributes}>{content}</{tag}>" if content.strip() else ""

    def write_p(self, element: HtmlElement) -> str:
        if self.holds_blocks_within(element):
            return self.blocks(element)
        return self.wrap("p", self.anchors(element) + self.inlines(element).strip())

    def write_blockquote(self, element: HtmlElement) -> str:
        return self.wrap("blockquote", self.blocks(element))

    def write_hr(self, element: HtmlElement) -> str:
        return "<hr />"

    def write_pre(self, element: HtmlElement) -> str:
        text = clean("".join(element.itertext())).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        language = self.language_of(element, text)
        parameters = {"language": language} if language else {}
        body = f"<ac:plain-text-body>{cdata(text)}</ac:plain-text-body>"
        return self.anchors(element, *element.iter()) + macro("code", parameters, body)

    def language_of(self, element: HtmlElement, text: str) -> str:
        above: HtmlElement | None = element
        while above is not None:
            for name in (above.get("class") or "").split():
                if name.startswith("highlight-"):
                    return LANGUAGES.get(name.removeprefix("highlight-"), "")
            above = above.getparent()
        if _SQL.match(text):
            return "sql"
        return "bash" if _SHELL.match(text) else ""

    def write_ul(self, element: HtmlElement) -> str:
        items = "".join(self.wrap("li", self.mixed(item)) for item in element.iterchildren("li"))
        return self.anchors(element) + self.wrap(str(element.tag), items)

    write_ol = write_ul

    def write_dl(self, element: HtmlElement) -> str:
        items = []
        for item in element.iterchildren("dt", "dd", "div"):
            for part in item.iterchildren("dt", "dd") if item.tag == "div" else (item,):
                items.append(self.wrap(str(part.tag), self.mixed(part)))
        return self.anchors(element) + self.wrap("dl", "".join(items))

    def write_table(self, element: HtmlElement) -> str:
        caption = element.find("caption")
        title = self.wrap("p", self.wrap("strong", self.inlines(caption).strip())) if caption is not None else ""
        rows = []
        for row in element.iter("tr"):
            if next(row.iterancestors("table")) is not element:
                continue
            cells = "".join(
                f"<{cell.tag}{_spans(cell)}>{self.mixed(cell)}</{cell.tag}>" for cell in row.iterchildren("td", "th")
            )
            rows.append(self.wrap("tr", cells))
        return self.anchors(element) + title + self.wrap("table", self.wrap("tbody", "".join(rows)))

    def mixed(self, element: HtmlElement) -> str:
        """Write what stands in an item or a cell: blocks where there are some, else just text."""
        if self.holds_blocks_within(element):
            return self.blocks(element)
        return self.anchors(element) + self.inlines(element).strip()

    def holds_blocks_within(self, element: HtmlElement) -> bool:
        return any(child.tag in BLOCKS or self.holds_blocks(child) for child in element if isinstance(child.tag, str))

    def box_of(self, element: HtmlElement) -> str:
        names = (element.get("class") or "").split()
        if element.tag != "div" or not names or (len(names) > 1 and "admonition" not in names):
            return ""
        return next((BOXES[name] for name in names if name in BOXES), "")

    def write_box(self, element: HtmlElement, name: str) -> str:
        title = ""
        for child in element:
            if child.tag in HEADINGS or "title" in (child.get("class") or ""):
                title = plain(child)
                child.drop_tree()
                break
        parameters = {} if title.lower() in {"", name} else {"title": title}
        return macro(name, parameters, f"<ac:rich-text-body>{self.blocks(element)}</ac:rich-text-body>")

    # Lines

    def text(self, text: str | None) -> str:
        return escape(_BLANKS.sub(" ", clean(text))) if text else ""

    def inlines(self, element: HtmlElement) -> str:
        written = [self.text(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                written.append(self.inline(child))
            written.append(self.text(child.tail))
        return "".join(written)

    def inline(self, element: HtmlElement) -> str:
        tag = element.tag
        if tag in DROPPED:
            return ""
        if tag == "br":
            return "<br />"
        if tag in {"img", "object", "embed"}:
            return self.image(element)
        anchors = self.anchors(element)
        if tag == "a" and element.get("href"):
            return anchors + self.link(element)
        if tag == "q":
            return f"{anchors}“{self.inlines(element)}”"
        kept = KEPT_INLINE.get(str(tag))
        content = self.inlines(element)
        return anchors + (self.wrap(kept, content) if kept else content)

    def anchors(self, *elements: HtmlElement) -> str:
        """Write an anchor for each id of some elements that a link leads to."""
        written = []
        for element in elements:
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name and name in self.page.wanted_anchors and name not in self.anchored:
                    self.anchored.add(name)
                    written.append(macro("anchor", {"": clean(name)}))
        return "".join(written)

    def image(self, element: HtmlElement) -> str:
        address = element.get("src") or element.get("data") or ""
        attributes = "".join(
            f" ac:{name}={quoteattr(clean(value))}"
            for name, value in (("alt", element.get("alt")), ("width", element.get("width")))
            if value and (name != "width" or value.isdigit())
        )
        if address.startswith(("http://", "https://")):
            return f"<ac:image{attributes}><ri:url ri:value={quoteattr(clean(address))} /></ac:image>"
        target = resolve(self.page.path, address)
        name = self.attach(target) if target else ""
        if not name:
            self.done.broken.append(address)
            return self.text(element.get("alt"))
        return f"<ac:image{attributes}><ri:attachment ri:filename={quoteattr(name)} /></ac:image>"

    def attach(self, target: Target) -> str:
        """Note a file to be attached; gives its name, or nothing where there is no such file."""
        if self.tree.file(target.path) is None:
            return ""
        name = posixpath.basename(target.path)
        if self.done.attachments.get(name, target.path) != target.path:
            name = target.path.replace("/", "-")
        self.done.attachments[name] = target.path
        return name

    def link(self, element: HtmlElement) -> str:
        content = self.inlines(element)
        address = clean(element.get("href").strip())
        if not content.strip() or "toc-backref" in (element.get("class") or ""):
            return content
        if re.match(r"(?:https?|ftp|mailto|news):", address, re.IGNORECASE):
            return f"<a href={quoteattr(address)}>{content}</a>"
        target = resolve(self.page.path, address)
        if target is None:
            self.done.broken.append(address)
            return content
        resource = self.resource(target)
        if resource is None:
            return content
        anchor = f" ac:anchor={quoteattr(clean(target.anchor))}" if target.anchor else ""
        if "<" in content:
            body = f"<ac:link-body>{content}</ac:link-body>"
        else:
            words = clean("".join(element.itertext()))
            body = f"<ac:plain-text-link-body>{cdata(_BLANKS.sub(' ', words).strip())}</ac:plain-text-link-body>"
        return f"<ac:link{anchor}>{resource}{body}</ac:link>"

    def resource(self, target: Target) -> str | None:
        """Write what a link leads to: a page, an attached file, or nothing for a spot of the page itself."""
        if target.path == self.page.path:
            return "" if target.anchor else None
        page = self.tree.pages.get(target.path)
        if page is not None:
            return f"<ri:page ri:content-title={quoteattr(page.title)} />"
        if target.path.endswith((".html", ".htm")):
            if self.tree.file(target.path) is None:
                self.done.broken.append(target.path)
            return None
        name = self.attach(target)
        if not name:
            self.done.broken.append(target.path)
            return None
        return f"<ri:attachment ri:filename={quoteattr(name)} />"


def _spans(cell: HtmlElement) -> str:
    spans: Iterable[str] = (
        f' {name}="{int(cell.get(name))}"' for name in ("colspan", "rowspan") if (cell.get(name) or "").isdigit()
    )
    return "".join(spans)


def _is_only_anchors(text: str) -> bool:
    return bool(_ANCHORS.fullmatch(text))
