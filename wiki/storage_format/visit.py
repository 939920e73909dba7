"""Goes through a tree without recursion, so that depth is no danger."""

from collections.abc import Callable, Iterator

from wiki.storage_format.nodes import Element, Node


def walk(tree: Element, enter: Callable[[Element], bool] | None = None) -> Iterator[Node]:
    """Go through all nodes below an element, in document order.

    Args:
        tree: where to start; it is not given itself.
        enter: says of an element that was just given whether to go into it; by default all are entered.
    """
    stack: list[Iterator[Node]] = [iter(tree.children)]
    while stack:
        for node in stack[-1]:
            yield node
            if isinstance(node, Element) and node.children and (enter is None or enter(node)):
                stack.append(iter(node.children))
                break
        else:
            stack.pop()


def walk_elements(tree: Element, enter: Callable[[Element], bool] | None = None) -> Iterator[Element]:
    """Go through all elements below an element, in document order; `enter` as for `walk`."""
    return (node for node in walk(tree, enter) if isinstance(node, Element))
