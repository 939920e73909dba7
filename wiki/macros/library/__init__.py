"""The macros that come with the wiki, one small file each; every module is named here."""

from importlib import import_module

MODULES = (
    "layout.section_column",
    "navigation.anchor",
    "navigation.children",
    "navigation.toc",
    "panels.admonitions",
    "panels.expand",
    "panels.panel",
    "panels.status",
    "text.code",
    "text.excerpt",
    "text.noformat",
)
"""Modules that register macros when they are imported."""


def load() -> None:
    """Import every module of the library, so that the registry is complete."""
    for module in MODULES:
        import_module(f"{__name__}.{module}")
