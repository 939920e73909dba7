"""What changes says what it makes stale, and macros that ask the wiki say that they do."""

import ast
import inspect
import sys
from collections import defaultdict

from tests.architecture.source import modules
from wiki import events
from wiki.events import Event, Stales
from wiki.macros import library
from wiki.macros.base import Freshness
from wiki.macros.registry import MACROS

NOT_KEPT = {
    "wiki/services/attachments/text.py": "the text of files is for the search; no page shows it",
    "wiki/services/fetched/feed.py": "what shows feeds runs at each view",
}
"""Services that write what is never kept rendered, each with the reason."""

ASKING = ("wiki.queries", "wiki.permissions")


def test_every_event_says_what_it_makes_stale():
    kinds = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)]
    silent = {kind.__name__ for kind in kinds if not isinstance(vars(kind).get("stales"), Stales)}
    assert not silent, f"these events do not say what they make stale (see wiki.events.Stales): {silent}"
    assert set(Event.__subclasses__()) <= set(kinds), "events are declared in wiki/events.py"


def test_steps_of_long_services_are_whole_changes():
    for path, tree in modules("wiki/services").items():
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if path not in NOT_KEPT:
            assert "service_in_steps" not in names or "atomic" not in attributes, f"{path} stamps nothing"


def test_macros_that_ask_the_wiki_do_not_pass_for_the_document_s_own():
    library.load()
    by_module = defaultdict(list)
    for macro in MACROS.all():
        by_module[macro.render.__module__].append(macro)
    for module, macros in by_module.items():
        if any(macro.freshness is not Freshness.DOCUMENT for macro in macros):
            continue
        tree = ast.parse(inspect.getsource(sys.modules[module]))
        asked = {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(ASKING)
        }
        assert not asked, f"{module} asks {asked}: its macros are as fresh as the wiki (Freshness.WIKI)"
