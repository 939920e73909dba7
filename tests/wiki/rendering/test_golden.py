"""Golden cases: each `<name>.xml` in tests/cases/storage_format renders to the `<name>.html` beside it."""

from pathlib import Path

import pytest
from lxml import html

from tests.wiki.rendering.known_links import context
from wiki.macros.registry import MACROS
from wiki.rendering.render import render_storage
from wiki.storage_format.extract import references
from wiki.storage_format.nodes import MacroCall
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

CASES = sorted((Path(__file__).parents[2] / "cases" / "storage_format").glob("*.xml"))
NEEDS_ROWS = {
    "attachments",
    "blog-posts",
    "change-history",
    "children",
    "content-by-user",
    "content-report-table",
    "contentbylabel",
    "contributors",
    "contributors-summary",
    "create-from-template",
    "create-space-button",
    "detailssummary",
    "drawio",
    "excerpt-include",
    "favpages",
    "gallery",
    "gliffy",
    "include",
    "index",
    "listlabels",
    "livesearch",
    "mermaid-cloud",
    "multimedia",
    "navmap",
    "pagetree",
    "pagetreesearch",
    "popular-labels",
    "profile",
    "profile-picture",
    "recently-updated",
    "recently-updated-dashboard",
    "recently-used-labels",
    "related-labels",
    "search",
    "space-attachments",
    "space-details",
    "spacejump",
    "spaces",
    "tasks-report-macro",
    "userlister",
    "view-file",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_renders_as_recorded(case: Path) -> None:
    storage = case.read_text(encoding="utf-8")
    assert write(parse(storage)) == storage
    references(parse(storage))
    rendered = render_storage(storage, context())
    assert rendered == case.with_suffix(".html").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_browser_reads_a_case_as_it_was_meant(case: Path) -> None:
    rendered = case.with_suffix(".html").read_text(encoding="utf-8")
    tree = html.fragment_fromstring(rendered, create_parent="div")
    assert not tree.xpath("//p//p | //p//div | //a//a | //p//table | //p//ul")


def test_every_macro_has_a_case() -> None:
    used = {
        element.name
        for case in CASES
        for element in walk_elements(parse(case.read_text(encoding="utf-8")))
        if isinstance(element, MacroCall)
    }
    assert {macro.name for macro in MACROS.all()} - used <= NEEDS_ROWS
