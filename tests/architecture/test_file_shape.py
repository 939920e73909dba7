"""Every module is one idea and says so."""

import ast
import re

from tests.architecture.source import ROOT, modules

DUMPING_GROUNDS = {"utils", "helpers", "common", "misc", "shared", "core", "lib", "managers", "mixins"}
FOREIGN_NOUNS = re.compile(r"\b(class|def) \w*(Article|Wikipage|Tagging)\w*")


def test_every_module_opens_with_one_sentence():
    for path, tree in modules().items():
        lines = (ast.get_docstring(tree) or "").split("\n")
        assert lines[0].rstrip().endswith((".", "?")), path
        assert len(lines) == 1 or lines[1] == "", f"{path}: the first sentence takes more than a line"


def test_no_dumping_grounds():
    for path in modules():
        parts = {part.removesuffix(".py") for part in path.split("/")}
        assert not parts & DUMPING_GROUNDS, path


def test_confluences_nouns():
    for path in modules("wiki", "accounts"):
        assert not FOREIGN_NOUNS.search((ROOT / path).read_text(encoding="utf-8")), path


def test_nothing_is_left_for_later():
    for path in modules():
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not re.search(r"\b(TODO|FIXME|XXX)\b|NotImplementedError", text), path


def test_tests_of_services_mirror_services():
    for path in modules("tests/wiki/services"):
        name = path.rpartition("/")[2]
        if name.startswith("test_") and name != "test_concurrency.py":
            assert (ROOT / path.replace("tests/", "", 1).replace("/test_", "/")).exists(), path
