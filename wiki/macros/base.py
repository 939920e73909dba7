"""What a macro is: its declaration, what it is given when a page uses it, and the context of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from django.utils.safestring import SafeString

from wiki.macros.parameters import Parameter, Value, find_given
from wiki.macros.resolution import Resolution
from wiki.macros.safe_html import attributes_html
from wiki.macros.title_pattern import TitlePattern
from wiki.storage_format.nodes import Document, MacroCall, MacroParameter, Node
from wiki.storage_format.references import PageReference, SpaceReference
from wiki.storage_format.targets import LinkResolver

if TYPE_CHECKING:
    from accounts.actor import Actor
    from wiki.models import Content


class BodyKind(StrEnum):
    """What stands between a macro's tags."""

    NONE = "none"
    PLAIN = "plain"
    RICH = "rich"


class Display(StrEnum):
    """Whether a macro makes a block or part of a line."""

    BLOCK = "block"
    INLINE = "inline"


class Freshness(StrEnum):
    """How long the output of a macro stays right.

    `DOCUMENT`: as long as the document is the same. `WIKI`: until something changes in the wiki, for this reader.
    `MOMENT`: never, as it depends on the time or on what is outside the wiki as well.
    """

    DOCUMENT = "document"
    WIKI = "wiki"
    MOMENT = "moment"


class Target(StrEnum):
    """What the HTML is for: a page of the wiki, a fragment shown elsewhere, a mail, a document to print, plain text."""

    PAGE = "page"
    FRAGMENT = "fragment"
    MAIL = "mail"
    PDF = "pdf"
    WORD = "word"
    TEXT = "text"

    @property
    def is_static(self) -> bool:
        """Whether nothing in it can be clicked open, filled in or run: everything has to show at once."""
        return self in _STATIC_TARGETS


_STATIC_TARGETS = frozenset({Target.MAIL, Target.PDF, Target.WORD, Target.TEXT})


class ShownContent(Protocol):
    """The page, blog post or other content whose body is rendered."""

    @property
    def id(self) -> int:
        """Its content id."""
        ...

    @property
    def title(self) -> str:
        """Its title."""
        ...


class ShownSpace(Protocol):
    """The space that references without a space key mean."""

    @property
    def key(self) -> str:
        """Its key."""
        ...


@dataclass(frozen=True, slots=True)
class RenderContext:
    """For whom and where a body is rendered.

    Attributes:
        actor: the reader.
        content: the page or blog post that the body belongs to (the host, for a comment); None for a new one.
        space: the space it is in.
        links: finds the targets of references for this reader.
        target: what the HTML is for.
        url_prefix: the context path, in front of every address that the wiki makes: empty, or as `/confluence`.
        base_url: the address of the site with its context path: fragments use it, and it tells images of this site
            from others; empty when not known.
        outer: the ids of the contents that this one is rendered inside of, the outermost first.
        settings: what administrators decided for the site, values by name; read when the first one is asked for.
        stored: the current content whose stored body this is, a comment for its own; None for a preview or an earlier
            version, in which nothing can be ticked.
        holder: what files hang on where there is no content, as `links` knows it; None for nothing.
    """

    actor: Actor
    content: ShownContent | None
    space: ShownSpace
    links: LinkResolver
    target: Target = Target.PAGE
    url_prefix: str = ""
    base_url: str = ""
    outer: tuple[int, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    stored: Content | None = None
    holder: int | None = None

    @property
    def chain(self) -> tuple[int, ...]:
        """The ids of the contents that this one is rendered inside of, and its own."""
        return self.outer if self.content is None else (*self.outer, self.content.id)

    @property
    def content_id(self) -> int | None:
        """The id of the content, if it has one."""
        return self.content.id if self.content is not None else None

    @property
    def title(self) -> str:
        """The title of the content; empty for a new one."""
        return self.content.title if self.content is not None else ""

    def address(self, path: str) -> str:
        """Give the address of a place of this wiki, with the context path; outside the wiki it is the whole address.

        Args:
            path: the place, beginning with `/`.
        """
        if self.target is not Target.PAGE and self.base_url:
            return f"{self.base_url.rstrip('/')}{path}"
        return f"{self.url_prefix.rstrip('/')}{path}"


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading of the document: its level, its text, and the id under which it can be linked to."""

    level: int
    text: str
    anchor: str


class MacroFailure(Exception):
    """A macro that can't be shown; `str(error)` says why and is shown in its place."""


class NestedRenderer(Protocol):
    """Renders other content, or other nodes, inside the document."""

    def content(self, content: Content, nodes: Sequence[Node] | None = None) -> SafeString:
        """Give the HTML of another content, as this reader sees it and with links as they are meant there.

        Args:
            content: a page or blog post that the reader may view, as a query gave it.
            nodes: the part of its body that is wanted; None for all of it.

        Raises:
            MacroFailure: it contains itself, or too much is nested.
        """
        ...

    def storage(self, storage: str) -> SafeString:
        """Give the HTML of a text in storage format as if it stood in this document, with links as they are meant here.

        Raises:
            MacroFailure: it is not well formed, or too much is nested.
        """
        ...


@dataclass(slots=True)
class DocumentFacts:
    """What macros may know of the document they stand in.

    Attributes:
        document: the tree of the whole document.
        resolution: the targets of its references.
        nested: renders other content inside it.
        headings: its headings, in order.
    """

    document: Document
    resolution: Resolution
    nested: NestedRenderer
    headings: list[HeadingPlace] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MacroUse:
    """One use of a macro in a page, with everything its function needs."""

    macro: Macro
    element: MacroCall
    context: RenderContext
    facts: DocumentFacts
    values: Mapping[str, Value]
    body: SafeString
    plain_body: str

    def text(self, name: str) -> str:
        """Give a parameter that is text; nothing when it is not given and has no default."""
        value = self.values[name]
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        """Give a parameter that is true or false."""
        return self.values[name] is True

    def number(self, name: str) -> int:
        """Give a parameter that is a whole number."""
        value = self.values[name]
        return value if isinstance(value, int) else 0

    def pattern(self, name: str) -> TitlePattern | None:
        """Give a parameter that is a pattern, or None."""
        value = self.values[name]
        return value if isinstance(value, TitlePattern) else None

    def page(self, name: str) -> PageReference | None:
        """Give a parameter that names a page, or None."""
        value = self.values[name]
        return value if isinstance(value, PageReference) else None

    def space(self, name: str) -> SpaceReference | None:
        """Give a parameter that names a space, or None."""
        value = self.values[name]
        return value if isinstance(value, SpaceReference) else None

    def render(self, content: Content, nodes: Sequence[Node] | None = None) -> SafeString:
        """Give the HTML of another content inside this one; see `NestedRenderer.content`."""
        return self.facts.nested.content(content, nodes)

    def render_text(self, storage: str) -> SafeString:
        """Give the HTML of a text in storage format that the macro made; see `NestedRenderer.storage`."""
        return self.facts.nested.storage(storage)

    @property
    def actor(self) -> Actor:
        """The reader."""
        return self.context.actor

    @property
    def is_inline(self) -> bool:
        """Whether this use stands in a line, as the macro or the page says."""
        return is_inline_use(self.macro, self.element)

    @property
    def classes(self) -> str:
        """The classes that mark the outermost element of a macro's output for tools that read pages."""
        return f"conf-macro output-{'inline' if self.is_inline else 'block'}"

    @property
    def marks(self) -> str:
        """The attributes, each after a blank, that mark the outermost element of a macro's output."""
        return attributes_html(
            {
                "data-hasbody": "false" if self.macro.body is BodyKind.NONE else "true",
                "data-macro-name": self.element.name,
                "data-macro-id": self.element.macro_id or None,
            }
        )


RenderFunction = Callable[[MacroUse], SafeString]


@dataclass(frozen=True, slots=True)
class Macro:
    """The declaration of a macro; `doc` is its reference for people who write pages.

    `freshness` says how long its output stays right. `switch` names the site setting that turns it on, for a macro that
    an administrator has to allow first; it is shown as switched off before.
    """

    name: str
    title: str
    doc: str
    render: RenderFunction
    family: str = ""
    body: BodyKind = BodyKind.NONE
    display: Display = Display.BLOCK
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    freshness: Freshness = Freshness.DOCUMENT
    switch: str = ""


def is_inline_use(macro: Macro, element: MacroCall) -> bool:
    """Say whether a use of a macro stands in a line, as the page says or else the macro."""
    given = element.parameters.get("atlassian-macro-output-type")
    if given is not None and given.text.upper() in {"INLINE", "BLOCK"}:
        return given.text.upper() == "INLINE"
    return macro.display is Display.INLINE


def runs_at_each_view(macro: Macro, element: MacroCall) -> bool:
    """Say whether what a use of a macro shows is never kept: by the macro itself, or by a timed parameter."""
    if macro.freshness is Freshness.MOMENT:
        return True
    timed = [parameter for parameter in macro.parameters if parameter.timed]
    return any(_is_timed(parameter, find_given(parameter, element.parameters)) for parameter in timed)


def _is_timed(parameter: Parameter, given: MacroParameter | None) -> bool:
    if given is None:
        return False
    return parameter.timed(given.text) if callable(parameter.timed) else parameter.timed
