"""Reads storage format: a strict, linear parser of XHTML fragments with the prefixes ac, ri and at, and no DTD."""

import re
from typing import NoReturn

from wiki.storage_format.entities import check_references, decode, first_forbidden_character
from wiki.storage_format.errors import MalformedStorage
from wiki.storage_format.nodes import ELEMENT_TYPES, CData, Comment, Document, Element, Node, Text

MAX_DEPTH = 500
"""How deep elements may nest."""

MAX_LENGTH = 20_000_000
"""How many characters a document may have."""

PREFIXES = frozenset({"ac", "ri", "at", "xml", "xmlns"})
"""Prefixes that need no declaration."""

_NAME = r"[^\W\d][\w.\-]*+"
_QNAME = rf"{_NAME}(?::{_NAME})?+"
_SPACE = r"[ \t\r\n]"
_ATTRIBUTES = rf"(?:{_SPACE}++{_QNAME}{_SPACE}*+={_SPACE}*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+"

_TAG = re.compile(rf"<(/?+)({_QNAME})({_ATTRIBUTES}){_SPACE}*+(/?+)>")
_TAG_SO_FAR = re.compile(rf"<(/?+)({_QNAME}){_ATTRIBUTES}{_SPACE}*+")
ATTRIBUTE = re.compile(rf"({_QNAME}){_SPACE}*+={_SPACE}*+(?:\"([^\"<]*+)\"|'([^'<]*+)')")
"""One attribute of a tag: its name, and its value in double or in single quotes."""

_ATTRIBUTE_NAME = re.compile(rf"({_QNAME}){_SPACE}*+")
_UNPLAIN = re.compile("[&\t\r\n]")
_LONG_NAME = re.compile(r"(\S{80})\S+")
_BLANKS_TO_SPACE = str.maketrans("\t\r\n", "   ")


def parse(text: str) -> Document:
    """Read a document.

    Args:
        text: a fragment in storage format: no root element, no declarations.

    Raises:
        MalformedStorage: it is not well formed; the error names line, column and what was expected.
    """
    return _Parser(text).parse()


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, counted from 1, of a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Parser:
    """One run over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = Document([])
        self.open: list[Element] = []
        self.declared: list[tuple[int, str]] = []

    def parse(self) -> Document:
        text = self.text
        if len(text) > MAX_LENGTH:
            self.fail(0, f"the text has {len(text)} characters; at most {MAX_LENGTH} are taken")
        forbidden = first_forbidden_character(text)
        if forbidden >= 0:
            self.fail(forbidden, f"the character U+{ord(text[forbidden]):04X} is not allowed in XML; leave it out")
        self.read(text)
        if self.open:
            element = self.open[-1]
            self.fail(element.offset, f"<{element.tag}> is never closed; expected </{element.tag}>")
        return self.document

    def read(self, text: str) -> None:
        """Read all tokens, in one pass."""
        open_elements = self.open
        children: list[Node] = self.document.children
        position, length = 0, len(text)
        find, match_tag = text.find, _TAG.match
        while position < length:
            if text[position] != "<":
                end = find("<", position)
                end = length if end < 0 else end
                children.append(self.text_node(text[position:end], position))
                position = end
                continue
            tag = match_tag(text, position)
            if tag is None:
                node, position = self.section(position)
                children.append(node)
                continue
            closing, name, attributes, alone = tag.groups()
            if closing:
                self.close(position, name, attributes, alone, tag.group())
                children = open_elements[-1].children if open_elements else self.document.children
            else:
                element = self.element(tag, name, attributes, position)
                children.append(element)
                if not alone:
                    open_elements.append(element)
                    if len(open_elements) > MAX_DEPTH:
                        self.fail(position, f"elements nest more than {MAX_DEPTH} deep; expected fewer levels")
                    children = element.children
                elif self.declared:
                    self.forget_prefixes(len(open_elements))
            position = tag.end()

    def text_node(self, source: str, offset: int) -> Text:
        """Check text and make its node."""
        if "&" in source:
            wrong = check_references(source)
            if wrong:
                self.fail(offset + wrong[0], wrong[1])
        if "]]>" in source:
            self.fail(offset + source.index("]]>"), "']]>' can't stand in text; write ]]&gt;")
        return Text(source)

    def element(self, tag: re.Match[str], name: str, attributes: str, offset: int) -> Element:
        """Make the element of a start tag."""
        values = self.attributes(attributes, tag.start(3)) if attributes else {}
        if ":" in name:
            self.check_prefix(name, offset + 1)
        return ELEMENT_TYPES.get(name, Element)(name, values, [], tag.group(), "", offset)

    def attributes(self, source: str, offset: int) -> dict[str, str]:
        """Read the attributes of a tag, which are known to have the right shape."""
        found: dict[str, str] = {}
        prefixed: list[tuple[str, int]] = []
        for match in ATTRIBUTE.finditer(source):
            name, double, single = match.groups()
            value = double if single is None else single
            if _UNPLAIN.search(value):
                wrong = check_references(value)
                if wrong:
                    start = offset + (match.start(2) if single is None else match.start(3))
                    self.fail(start + wrong[0], f"in the attribute {name}: {wrong[1]}")
                value = decode(value.translate(_BLANKS_TO_SPACE))
            if name in found:
                self.fail(offset + match.start(), f"the attribute {name} is given twice; expected it once")
            found[name] = value
            if ":" in name:
                prefixed.append((name, offset + match.start()))
                if name.startswith("xmlns:"):
                    self.declared.append((len(self.open), name[6:]))
        for name, start in prefixed:
            self.check_prefix(name, start)
        return found

    def check_prefix(self, name: str, offset: int) -> None:
        """Refuse a name whose prefix means nothing."""
        prefix = name.partition(":")[0]
        if prefix not in PREFIXES and not any(prefix == declared for _depth, declared in self.declared):
            self.fail(offset, f"the prefix '{prefix}:' of {name} is not known; expected ac:, ri: or at:")

    def forget_prefixes(self, depth: int) -> None:
        """Drop the prefixes that were declared at this depth or below."""
        while self.declared and self.declared[-1][0] >= depth:
            self.declared.pop()

    def close(self, position: int, name: str, attributes: str, alone: str, source: str) -> None:
        """Take the end tag of the element that is open."""
        if attributes or alone:
            self.fail(position, f"expected </{name}>: an end tag has no attributes and no '/' at its end")
        if not self.open:
            self.fail(position, f"</{name}> closes nothing: no element is open; expected text, a start tag or the end")
        element = self.open[-1]
        if element.tag != name:
            line, column = place_of(self.text, element.offset)
            self.fail(
                position,
                f"</{name}> closes <{element.tag}> which was opened at line {line}, column {column}; "
                f"expected </{element.tag}>",
            )
        element.end = source
        self.open.pop()
        if self.declared:
            self.forget_prefixes(len(self.open))

    def section(self, position: int) -> tuple[Node, int]:
        """Read what starts with '<' and is no tag: a CDATA section or a comment."""
        text = self.text
        if text.startswith("<![CDATA[", position):
            end = text.find("]]>", position + 9)
            if end < 0:
                self.fail(position, "the CDATA section is never closed; expected ]]>")
            return CData(text[position + 9 : end]), end + 3
        if text.startswith("<!--", position):
            end = text.find("--", position + 4)
            if end < 0:
                self.fail(position, "the comment is never closed; expected -->")
            if not text.startswith("-->", end):
                self.fail(end, "'--' can't stand in a comment; expected -->")
            return Comment(text[position + 4 : end]), end + 3
        self.explain(position)

    def explain(self, position: int) -> NoReturn:
        """Say what is wrong with a '<' that starts nothing."""
        text = self.text
        if text[position : position + 9].upper() == "<!DOCTYPE":
            self.fail(position, "a document type declaration is not allowed; expected a fragment without one")
        if text.startswith("<!", position):
            self.fail(position, "'<!' starts neither a comment nor a CDATA section; expected <!-- or <![CDATA[")
        if text.startswith("<?", position):
            self.fail(
                position, "processing instructions are not allowed; expected an element, or &lt; for a less-than sign"
            )
        begun = _TAG_SO_FAR.match(text, position)
        if begun is None:
            self.fail(position, "expected the name of an element after '<'; write &lt; for a less-than sign")
        self.explain_attribute(begun.end(), f"<{begun.group(1)}{begun.group(2)}")

    def explain_attribute(self, position: int, tag: str) -> NoReturn:
        """Say what is wrong inside a tag, from the first place that does not fit."""
        text = self.text
        if position >= len(text):
            self.fail(position, f"the tag {tag} is not finished; expected '>'")
        if text[position - 1] not in " \t\r\n":
            if text[position] in "\"'" or _ATTRIBUTE_NAME.match(text, position):
                self.fail(position, f"in the tag {tag}: expected white space between attributes")
            self.fail(position, f"in the tag {tag}: expected an attribute or '>'")
        name = _ATTRIBUTE_NAME.match(text, position)
        if name is None:
            self.fail(position, f"in the tag {tag}: expected an attribute or '>'")
        if not text.startswith("=", name.end()):
            self.fail(position, f'in the tag {tag}: the attribute {name.group(1)} has no value; expected ="…"')
        start = name.end() + 1
        while start < len(text) and text[start] in " \t\r\n":
            start += 1
        quote = text[start : start + 1]
        if quote not in ("'", '"'):
            self.fail(start, f"in the tag {tag}: the value of {name.group(1)} must stand in quotes; expected \" or '")
        end, bracket = text.find(quote, start + 1), text.find("<", start + 1)
        if bracket >= 0 and (end < 0 or bracket < end):
            self.fail(bracket, f"in the attribute {name.group(1)} of {tag}: '<' can't stand in a value; write &lt;")
        self.fail(start, f"in the tag {tag}: the value of {name.group(1)} is never closed; expected {quote}")

    def fail(self, offset: int, message: str) -> NoReturn:
        """Raise the error for a place."""
        raise MalformedStorage(*place_of(self.text, offset), _LONG_NAME.sub(r"\1…", message))
