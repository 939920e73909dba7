"""Writes a tree back to text: what was not changed comes out byte for byte as it was read."""

from collections.abc import Iterable, Iterator

from wiki.storage_format.nodes import Element, Node


def write(tree: Node) -> str:
    """Give the source of a node and all that is in it."""
    return write_nodes([tree])


def write_nodes(nodes: Iterable[Node]) -> str:
    """Give the source of some nodes, one after the other."""
    written: list[str] = []
    stack: list[tuple[Iterator[Node], str]] = [(iter(nodes), "")]
    while stack:
        children, end = stack[-1]
        for node in children:
            if isinstance(node, Element):
                start, closing = _tags(node)
                written.append(start)
                stack.append((iter(node.children), closing))
                break
            written.append(node.source)
        else:
            written.append(end)
            stack.pop()
    return "".join(written)


def _tags(element: Element) -> tuple[str, str]:
    if element.children and not element.end and element.tag:
        return element.start[:-2].rstrip() + ">", f"</{element.tag}>"
    return element.start, element.end
