"""The tree of a document in storage format: every node keeps the exact source that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wiki.storage_format.entities import decode, encode_attribute, encode_text
from wiki.storage_format.references import Reference, reference_of


class Text:
    """Characters between tags, as written: entities are kept as entities."""

    __slots__ = ("source",)

    def __init__(self, source: str) -> None:
        self.source = source

    @classmethod
    def of(cls, value: str) -> Text:
        """Make the node that shows these characters."""
        return cls(encode_text(value))

    @property
    def value(self) -> str:
        """The characters, with every entity resolved."""
        return decode(self.source)


class CData:
    """A CDATA section; `value` is what stands in it."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    @property
    def source(self) -> str:
        """The section as written."""
        return f"<![CDATA[{self.value}]]>"


class Comment:
    """An XML comment; `value` is what stands between its marks."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value

    @property
    def source(self) -> str:
        """The comment as written."""
        return f"<!--{self.value}-->"


class Element:
    """An element: its tag, its attributes with entities resolved, its children, and both tags as written.

    `start` and `end` are the source of the tags; `end` is empty for an element that closes itself.
    """

    __slots__ = ("attributes", "children", "end", "offset", "start", "tag")

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str],
        children: list[Node],
        start: str,
        end: str,
        offset: int = 0,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children = children
        self.start = start
        self.end = end
        self.offset = offset

    def get(self, attribute: str, default: str = "") -> str:
        """Give the value of an attribute."""
        return self.attributes.get(attribute, default)

    def elements(self) -> Iterator[Element]:
        """Go through the children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def child(self, *tags: str) -> Element | None:
        """Give the first child with one of these tags."""
        return next((child for child in self.elements() if child.tag in tags), None)

    @property
    def text(self) -> str:
        """All characters in the element, entities resolved, markup left out."""
        return text_of(self.children)


class MacroCall(Element):
    """A use of a macro: `ac:structured-macro`, or `ac:macro` as older servers wrote it."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The macro's name; empty where the document gives none."""
        return self.get("ac:name")

    @property
    def macro_id(self) -> str:
        """The id of this use, or nothing."""
        return self.get("ac:macro-id")

    @property
    def parameters(self) -> dict[str, MacroParameter]:
        """Parameters by name, the unnamed one under the empty name; the first of a name counts."""
        found: dict[str, MacroParameter] = {}
        for child in self.elements():
            if child.tag == "ac:parameter":
                name = child.get("ac:name")
            elif child.tag == "ac:default-parameter":
                name = ""
            else:
                continue
            found.setdefault(name, MacroParameter(name, child.text.strip(), parameter_reference(child)))
        return found

    @property
    def rich_bodies(self) -> list[Element]:
        """The bodies that hold markup: none or one, and more in a few damaged pages."""
        return [child for child in self.elements() if child.tag == "ac:rich-text-body"]

    @property
    def plain_body(self) -> str | None:
        """The body as plain text, or None where there is no plain body."""
        bodies = [child.text for child in self.elements() if child.tag == "ac:plain-text-body"]
        return "".join(bodies) if bodies else None


@dataclass(frozen=True, slots=True)
class MacroParameter:
    """One parameter of a macro: its text, and the resource it names if it holds one."""

    name: str
    text: str
    reference: Reference | None = None


class Link(Element):
    """An `ac:link`: to a resource, to an anchor of this page, or to this page."""

    __slots__ = ()

    @property
    def reference(self) -> Reference | None:
        """What the link points to; None means this page."""
        return first_reference(self)

    @property
    def anchor(self) -> str:
        """The anchor in the target, or nothing."""
        return self.get("ac:anchor")

    @property
    def body(self) -> Element | None:
        """What the link shows, when the document says so."""
        return self.child("ac:link-body", "ac:plain-text-link-body")


class Image(Element):
    """An `ac:image`: an attached file or a URL."""

    __slots__ = ()

    @property
    def reference(self) -> Reference | None:
        """What the image shows."""
        return first_reference(self)

    @property
    def caption(self) -> Element | None:
        """The caption below the image."""
        return self.child("ac:caption")


class Emoticon(Element):
    """An `ac:emoticon`."""

    __slots__ = ()


class TaskList(Element):
    """An `ac:task-list`."""

    __slots__ = ()

    @property
    def tasks(self) -> list[Task]:
        """The tasks of this list, not those of lists inside them."""
        return [child for child in self.elements() if isinstance(child, Task)]


class Task(Element):
    """An `ac:task`."""

    __slots__ = ()

    @property
    def task_id(self) -> str:
        """The number of the task in its page."""
        found = self.child("ac:task-id")
        return found.text.strip() if found else ""

    @property
    def complete(self) -> bool:
        """Whether the task is ticked."""
        found = self.child("ac:task-status")
        return found is not None and found.text.strip() == "complete"

    @property
    def body(self) -> Element | None:
        """What is to be done."""
        return self.child("ac:task-body")


class Layout(Element):
    """An `ac:layout`: the sections of a page."""

    __slots__ = ()


class LayoutSection(Element):
    """An `ac:layout-section`: one row of cells."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """How the cells share the row."""
        return self.get("ac:type", "single")


class LayoutCell(Element):
    """An `ac:layout-cell`."""

    __slots__ = ()


class InlineCommentMarker(Element):
    """An `ac:inline-comment-marker` around the text that a comment is about."""

    __slots__ = ()


class Placeholder(Element):
    """An `ac:placeholder`: instructions in a template, not shown to readers."""

    __slots__ = ()


class Document(Element):
    """A whole document: an element without tags of its own."""

    __slots__ = ()

    def __init__(self, children: list[Node]) -> None:
        super().__init__("", {}, children, "", "")


Node = Text | CData | Comment | Element

ELEMENT_TYPES: dict[str, type[Element]] = {
    "ac:structured-macro": MacroCall,
    "ac:macro": MacroCall,
    "ac:link": Link,
    "ac:image": Image,
    "ac:emoticon": Emoticon,
    "ac:task-list": TaskList,
    "ac:task": Task,
    "ac:layout": Layout,
    "ac:layout-section": LayoutSection,
    "ac:layout-cell": LayoutCell,
    "ac:inline-comment-marker": InlineCommentMarker,
    "ac:placeholder": Placeholder,
}
"""The class of an element by its tag; all others are plain elements."""


def first_reference(element: Element) -> Reference | None:
    """Give the resource that a child of this element names."""
    for child in element.elements():
        if child.tag.startswith("ri:"):
            found = reference_of(child)
            if found is not None:
                return found
    return None


def parameter_reference(element: Element) -> Reference | None:
    """Give the resource that a macro's parameter holds, by itself or in a link."""
    found = first_reference(element)
    if found is None:
        link = element.child("ac:link")
        found = first_reference(link) if link else None
    return found


def text_of(nodes: Iterable[Node]) -> str:
    """Give all characters in these nodes, entities resolved, markup left out."""
    found: list[str] = []
    stack: list[Iterator[Node]] = [iter(nodes)]
    while stack:
        for node in stack[-1]:
            if isinstance(node, Element):
                stack.append(iter(node.children))
                break
            if not isinstance(node, Comment):
                found.append(node.value)
        else:
            stack.pop()
    return "".join(found)


def make_element(tag: str, attributes: dict[str, str] | None = None, children: Iterable[Node] = ()) -> Element:
    """Make an element that was in no document, written the way the original writes it.

    Args:
        tag: the tag with its prefix.
        attributes: values by name, in the order in which they are to be written.
        children: what stands in it; nothing makes an element that closes itself.
    """
    given = dict(attributes or {})
    inside = list(children)
    written = "".join(f' {name}="{encode_attribute(value)}"' for name, value in given.items())
    kind = ELEMENT_TYPES.get(tag, Element)
    if inside:
        return kind(tag, given, inside, f"<{tag}{written}>", f"</{tag}>")
    return kind(tag, given, inside, f"<{tag}{written} />", "")
