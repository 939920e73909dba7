"""The variables of page templates: which a template declares, and a page's text with values in their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wiki.storage_format.entities import encode_text
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import Document, Element, Node, Text
from wiki.storage_format.parser import parse
from wiki.storage_format.serializer import write
from wiki.storage_format.visit import walk_elements

DECLARATIONS, VARIABLE, OPTION, NAME = "at:declarations", "at:var", "at:option", "at:name"


class VariableKind(StrEnum):
    """How a value is asked for."""

    STRING = "string"
    TEXTAREA = "textarea"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class TemplateVariable:
    """One variable: its name, how its value is asked for, and for a list the values that it may have."""

    name: str
    kind: VariableKind = VariableKind.STRING
    options: tuple[str, ...] = ()
    columns: int = 0
    rows: int = 0


_KINDS = {f"at:{kind}": kind for kind in VariableKind}
_LARGEST = 200


def variables_of(document: Document) -> list[TemplateVariable]:
    """List the variables of a template: those that it declares, then those that it uses without saying so."""
    declared: dict[str, TemplateVariable] = {}
    used: dict[str, TemplateVariable] = {}
    for element in walk_elements(document):
        name = element.get(NAME)
        if name and element.tag in _KINDS:
            declared.setdefault(name, _declared(element, name))
        elif name and element.tag == VARIABLE:
            used.setdefault(name, TemplateVariable(name))
    return [*declared.values(), *(variable for name, variable in used.items() if name not in declared)]


def filled(document: Document, values: Mapping[str, str]) -> str:
    """Give the text of a page that begins with a template.

    Values stand in it as text, the lines of a textarea on lines of their own; for an `at:var` with `at:rawxhtml` as
    markup. A variable without a value leaves nothing.

    Args:
        document: the template; it is changed.
        values: the values by the names of variables.

    Raises:
        MalformedStorage: a value that stands as markup is not well formed; the error names line and column in it.
    """
    stack: list[Element] = [document]
    while stack:
        parent = stack.pop()
        kept: list[Node] = []
        for child in parent.children:
            if not isinstance(child, Element):
                kept.append(child)
            elif child.tag == VARIABLE:
                kept += _value(child, values.get(child.get(NAME), ""))
            elif child.tag != DECLARATIONS:
                kept.append(child)
                stack.append(child)
        parent.children[:] = kept
    return write(document)


def _value(variable: Element, value: str) -> list[Node]:
    if variable.get("at:rawxhtml").strip().lower() == "true":
        try:
            return parse(value).children
        except MalformedStorage as error:
            reason = f"in the value of the variable '{variable.get(NAME)}': {error.message}"
            raise MalformedStorage(error.line, error.column, reason) from None
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [Text("<br />".join(encode_text(line) for line in lines))]


def _declared(element: Element, name: str) -> TemplateVariable:
    kind = _KINDS[element.tag]
    options = tuple(child.get("at:value") for child in element.elements() if child.tag == OPTION)
    return TemplateVariable(name, kind, options, _size(element, "at:columns"), _size(element, "at:rows"))


def _size(element: Element, attribute: str) -> int:
    text = element.get(attribute).strip()
    return min(int(text), _LARGEST) if text.isascii() and text.isdigit() and len(text) < 6 else 0
