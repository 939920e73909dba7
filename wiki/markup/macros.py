"""Writes macros: their names, parameters and bodies."""

from __future__ import annotations

import re

from wiki.markup.bodies import MacroNode, Parts
from wiki.markup.catalogue import MacroBody
from wiki.markup.tags import Tag, parameters_of
from wiki.markup.targets import attachment, resource_of
from wiki.markup.writing import attributes, cdata, element, escaped

_PAGES = frozenset(
    {
        ("include", ""),
        ("excerpt-include", ""),
        ("children", "page"),
        ("pagetree", "root"),
        ("gallery", "page"),
        ("attachments", "page"),
    }
)
_FILES = frozenset(
    {(macro, "name") for macro in ("view-file", "multimedia", "viewpdf", "viewdoc", "viewxls", "viewppt")}
)
_PLACE_NAMES = re.compile(r"/|[A-Za-z0-9]+:|~[^\s:]+:")
_OUTPUT_TYPE = "atlassian-macro-output-type"


def macro_start(node: MacroNode) -> str:
    """Write a macro as far as its body: the start tag and the parameters."""
    tag = node.tag
    name = tag.facts.name if tag.facts is not None else tag.name
    written = [f"<ac:structured-macro{attributes([('ac:name', name)])}>"]
    given = parameters_of(tag.parameters, tag.facts.unnamed if tag.facts is not None else "")
    if name in {"include", "excerpt-include"}:
        given = _with_one_page(given)
    if name == "excerpt" and node.body is not None:
        given[_OUTPUT_TYPE] = "INLINE" if node.inline else "BLOCK"
    for key, value in given.items():
        written.append(f'<ac:parameter ac:name="{key}">{_value(name, key, value)}</ac:parameter>')
    return "".join(written)


def _with_one_page(given: dict[str, str]) -> dict[str, str]:
    """Join the names of a space and of a page, which old pages give apart."""
    title, key = given.pop("pageTitle", ""), given.pop("spaceKey", "")
    if title and not given.get(""):
        given = {"": f"{key}:{title}" if key else title} | {name: value for name, value in given.items() if name}
    return given


def _value(macro: str, key: str, value: str) -> str:
    if (macro, key) in _PAGES and value and not _PLACE_NAMES.fullmatch(value):
        resource = resource_of(value)
        if resource:
            return element("ac:link", (), resource)
    if (macro, key) in _FILES:
        container, _caret, filename = value.rpartition("^")
        resource = attachment(filename, container)
        if resource:
            return resource
    if (macro, key) == ("profile", "user") and value:
        return element("ri:user", [("ri:username", value.removeprefix("~"))])
    return escaped(value)


def whole_macro(node: MacroNode) -> Parts:
    """Write a macro; a rich body is what `node.body` becomes."""
    end = "</ac:structured-macro>"
    if node.is_quote and node.body is not None:
        return ["<blockquote>", node.body, "</blockquote>"]
    start = macro_start(node)
    if node.body is not None:
        return [start, "<ac:rich-text-body>", node.body, "</ac:rich-text-body>", end]
    if node.tag.plain is not None:
        return [f"{start}{element('ac:plain-text-body', (), cdata(node.tag.plain))}{end}"]
    if start.endswith("</ac:parameter>"):
        return [start + end]
    return [f"{start[:-1]} />"]


def makes_block(tag: Tag) -> bool:
    """Say whether a macro without a body is known to make a block."""
    return tag.facts is not None and not tag.facts.inline and tag.facts.body is MacroBody.NONE
