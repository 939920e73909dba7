"""How much one document may ask of the renderer."""

MOST_MACROS = 2000
"""Macros that are run in one document; later ones are shown as placeholders."""

DEEPEST_MACROS = 50
"""How deep macros may nest; the body of a deeper one is shown without its frame."""

MOST_SECONDS = 10.0
"""Time that the macros of one document may take together; those after that are shown as placeholders."""

LARGEST_OUTPUT = 30_000_000
"""Characters of HTML that the macros of one document may write; those after that are shown as placeholders."""
