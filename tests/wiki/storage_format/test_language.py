"""The whole storage language, as pages hold it: whatever is generated comes back, renders, and renders safely."""

from hypothesis import HealthCheck, given, settings

from tests.strategies.storage import documents
from wiki.storage_format.extract import excerpt, headings, plain_text, references
from wiki.storage_format.nodes import Element, Node, Text
from wiki.storage_format.parser import parse
from wiki.storage_format.rewrite import pin_relative_links, retarget_page_links
from wiki.storage_format.serializer import write
from wiki.storage_format.tasks import tasks_in
from wiki.storage_format.visit import walk

GENERATED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def outline(tree: Element) -> list[tuple[str, object]]:
    """Give what a tree holds, node by node."""
    return [_said(node) for node in walk(tree)]


def _said(node: Node) -> tuple[str, object]:
    if isinstance(node, Element):
        return type(node).__name__, (node.tag, node.attributes, node.start, node.end)
    return type(node).__name__, node.source


@GENERATED
@given(documents())
def test_a_text_comes_back_byte_for_byte_and_a_tree_node_by_node(text: str) -> None:
    tree = parse(text)
    assert write(tree) == text
    assert outline(parse(write(tree))) == outline(tree)


@GENERATED
@given(documents())
def test_a_tree_that_was_changed_is_read_as_it_was_meant(text: str) -> None:
    tree = parse(text)
    for element in [node for node in walk(tree) if isinstance(node, Element)]:
        element.children.append(Text.of("<&> added"))
    again = parse(write(tree))
    assert write(again) == write(tree)
    elements = [node for node in walk(tree) if isinstance(node, Element)]
    assert [node.tag for node in walk(again) if isinstance(node, Element)] == [node.tag for node in elements]
    assert all(element.text.endswith("<&> added") for element in again.elements())


@GENERATED
@given(documents())
def test_everything_that_reads_a_tree_gets_through_it(text: str) -> None:
    tree = parse(text)
    plain_text(tree)
    excerpt(tree)
    headings(tree)
    tasks_in(tree)
    before = references(tree)
    moved = {("ds", "other page"): ("NEW", 'Another "page" & more')}
    if retarget_page_links(tree, moved, "DS") | pin_relative_links(tree, "DS"):
        after = references(parse(write(tree)))
        assert len(after) == len(before)
