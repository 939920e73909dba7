"""Lets Spyne 2.14 run on Python 3.12 and later, whose import system its bundled copy of `six` does not know.

Spyne's copy of `six` offers its lazy modules through an importer of the old kind, which Python 3.12 no longer asks. The
installed `six` knows both kinds, so it is put in the place of the copy before Spyne is imported. Spyne also imports
`cgi`, which Python 3.13 no longer has: the package `legacy-cgi` (in requirements.txt) gives it back. All that is done
here about it is to keep the deprecation warnings of the versions between quiet.

`mend` must be called before anything of Spyne's is imported: the package of this module does so.
"""

import importlib
import operator
import sys
import types
import warnings

_BUNDLED = "spyne.util.six"
_LAZY_MODULES = (
    "moves",
    "moves.collections_abc",
    "moves.http_cookies",
    "moves.urllib",
    "moves.urllib.error",
    "moves.urllib.parse",
    "moves.urllib.request",
)


def mend() -> None:
    """Put the installed `six` in the place of Spyne's copy, and import Spyne."""
    if "spyne" in sys.modules:
        return
    stand_in = types.ModuleType(_BUNDLED)
    stand_in.__dict__.update(
        {name: value for name, value in vars(importlib.import_module("six")).items() if name[0] != "_"}
    )
    # The one thing that Spyne added to its copy.
    vars(stand_in)["get_function_name"] = operator.attrgetter("__name__")
    sys.modules[_BUNDLED] = stand_in
    for name in _LAZY_MODULES:
        sys.modules[f"{_BUNDLED}.{name}"] = importlib.import_module(f"six.{name}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for name in ("spyne", "spyne.protocol.soap.soap11", "spyne.server"):
            importlib.import_module(name)
