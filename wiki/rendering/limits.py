"""How much one document may ask of the renderer."""

from dataclasses import dataclass

MOST_MACROS = 2000
"""Macros that are run in one document; later ones are shown as placeholders."""

DEEPEST_MACROS = 50
"""How deep macros may nest; the body of a deeper one is shown without its frame."""

MOST_SECONDS = 10.0
"""Time that the macros of one document may take together; those after that are shown as placeholders."""

LARGEST_OUTPUT = 30_000_000
"""Characters of HTML that the macros of one document may write; those after that are shown as placeholders."""

DEEPEST_NESTED = 8
"""How deep pages may include each other."""

MOST_NESTED = 200
"""Contents that may be rendered inside one document, however deep."""


@dataclass(slots=True)
class Budget:
    """What the macros of one document, and of all that is rendered inside it, have used up together.

    Attributes:
        started: uses of macros.
        written: characters of HTML.
        seconds: time spent.
        nested: contents rendered inside.
    """

    started: int = 0
    written: int = 0
    seconds: float = 0.0
    nested: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether no further macro may run."""
        return self.started > MOST_MACROS or self.seconds > MOST_SECONDS or self.written > LARGEST_OUTPUT
