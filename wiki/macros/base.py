"""What a macro is: its declaration, what it is given when a page uses it, and the context of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from django.utils.safestring import SafeString

from wiki.macros.parameters import Parameter, Value
from wiki.macros.resolution import Resolution
from wiki.macros.safe_html import attributes_html
from wiki.macros.title_pattern import TitlePattern
from wiki.storage_format.nodes import MacroCall
from wiki.storage_format.references import PageReference
from wiki.storage_format.targets import LinkResolver

if TYPE_CHECKING:
    from accounts.actor import Actor


class BodyKind(StrEnum):
    """What stands between a macro's tags."""

    NONE = "none"
    PLAIN = "plain"
    RICH = "rich"


class Display(StrEnum):
    """Whether a macro makes a block or part of a line."""

    BLOCK = "block"
    INLINE = "inline"


class Target(StrEnum):
    """What the HTML is for: a page of the wiki, or a fragment that stands alone elsewhere."""

    PAGE = "page"
    FRAGMENT = "fragment"


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
    """

    actor: Actor
    content: ShownContent | None
    space: ShownSpace
    links: LinkResolver
    target: Target = Target.PAGE
    url_prefix: str = ""
    base_url: str = ""

    @property
    def content_id(self) -> int | None:
        """The id of the content, if it has one."""
        return self.content.id if self.content is not None else None

    @property
    def title(self) -> str:
        """The title of the content; empty for a new one."""
        return self.content.title if self.content is not None else ""

    def address(self, path: str) -> str:
        """Give the address of a place of this wiki, with the context path; a fragment gets the whole address.

        Args:
            path: the place, beginning with `/`.
        """
        if self.target is Target.FRAGMENT and self.base_url:
            return f"{self.base_url.rstrip('/')}{path}"
        return f"{self.url_prefix.rstrip('/')}{path}"


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading of the document: its level, its text, and the id under which it can be linked to."""

    level: int
    text: str
    anchor: str


@dataclass(slots=True)
class DocumentFacts:
    """What macros may know of the document they stand in."""

    resolution: Resolution
    headings: list[HeadingPlace] = field(default_factory=list)


class MacroFailure(Exception):
    """A macro that can't be shown; `str(error)` says why and is shown in its place."""


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

    @property
    def is_inline(self) -> bool:
        """Whether this use stands in a line, as the macro or the page says."""
        given = self.element.parameters.get("atlassian-macro-output-type")
        if given is not None and given.text.upper() in {"INLINE", "BLOCK"}:
            return given.text.upper() == "INLINE"
        return self.macro.display is Display.INLINE

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

    `cacheable` says that the output depends on the document alone: not on the reader, the time or other content.
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
    cacheable: bool = True
