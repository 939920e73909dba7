"""The working parts of one run of the renderer: frames instead of recursion, so that depth is no danger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wiki.storage_format.nodes import Node


class Frame:
    """An element that is being rendered: what is left of its children, where they are written, what ends it.

    `close` is the text that ends it, or a function that is called at its end.
    """

    __slots__ = ("children", "close", "is_link", "out")

    def __init__(
        self,
        children: Iterator[Node],
        out: list[str],
        close: str | Callable[[], None] = "",
        *,
        is_link: bool = False,
    ) -> None:
        self.children = children
        self.out = out
        self.close = close
        self.is_link = is_link


class OpenParagraph:
    """A `<p>` that is open: when a block comes inside it, it has to become a `<div>`, as browsers would end it."""

    __slots__ = ("frame", "place")

    def __init__(self, frame: Frame, place: int) -> None:
        self.frame = frame
        self.place = place

    def widen(self) -> None:
        """Make it a `<div>` after all."""
        self.frame.out[self.place] = f'<div data-element="p"{self.frame.out[self.place][2:]}'
        self.frame.close = "</div>"
