"""Migrations are history."""

import ast
import re

import pytest
from django.core.management import call_command

from tests.architecture.source import ROOT

MIGRATIONS = [path for path in sorted(ROOT.glob("*/migrations/*.py")) if path.name != "__init__.py"]


@pytest.mark.django_db
def test_none_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("path", MIGRATIONS, ids=lambda path: f"{path.parent.parent.name}.{path.stem}")
def test_each_has_a_name_and_imports_no_application_code(path):
    assert re.fullmatch(r"\d{4}_[a-z]\w+", path.stem)
    assert "_auto_" not in path.stem
    allowed = {"wiki.models.content_id"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            assert module.split(".")[0] not in {"wiki", "accounts", "remoteapi", "config"} or module in allowed, module
