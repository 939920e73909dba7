"""The project's own modules, parsed."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("config", "remoteapi", "wiki", "accounts")


@cache
def modules(*folders: str) -> dict[str, ast.Module]:
    """Give the parsed modules below some folders by their paths, migrations apart."""
    found = {}
    for folder in folders or APPS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name:
                found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def public_functions(tree: ast.Module) -> list[ast.FunctionDef]:
    """Give the public functions of a module."""
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
