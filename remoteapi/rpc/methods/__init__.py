"""The remote methods, one module for each group or part of a group; importing them fills the table."""

import importlib
import pkgutil


def load_all() -> None:
    """Import every module of this package, in the order of their names."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        importlib.import_module(f"{__name__}.{module.name}")
