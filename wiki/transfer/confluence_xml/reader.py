"""Reads the objects of entities.xml in a stream, one after the other; the file knows no DTD and no entities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, NamedTuple
from xml.parsers import expat

from wiki.transfer.confluence_xml.errors import BadPackage

CHUNK = 1 << 18
DEEPEST = 16
LONGEST_VALUE = 256 << 20
LONGEST_OBJECT = 512 << 20

_ROOT = "hibernate-generic"
_UNWRITABLE = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
_NO_CHARACTERS = re.compile(b"\xef\xbf[\xbe\xbf]")
_OBJECT, _FIELD, _PART = 2, 3, 4


class Reference(NamedTuple):
    """Another object, which may be anywhere in the file or nowhere."""

    class_name: str
    id: str


Value = str | Reference


@dataclass
class Record:
    """One object as it stands in the file.

    Attributes:
        class_name: without its package.
        id: as written; empty for an object without one.
        values: properties that are not null.
        many: collections, by name.
    """

    class_name: str
    id: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    many: dict[str, list[Value]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a property that is text; empty where it is null or a reference."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def reference(self, *names: str) -> Reference | None:
        """Give the first of some properties that is a reference."""
        return next((value for name in names if isinstance(value := self.values.get(name), Reference)), None)

    def number(self, name: str) -> int | None:
        """Give a property that is a whole number of at most 18 digits; None where it is none."""
        text = self.text(name).strip()
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 18 else None


def read_records(stream: IO[bytes], *, with_parts: bool = False) -> Iterator[Record]:
    """Give the objects of entities.xml in the order of the file.

    Args:
        with_parts: whether what stands in components counts as properties, such as the hash in a credential.

    Raises:
        BadPackage: it is not well-formed, no export, too deep, has a value that is too long, or a DTD.
    """
    reader = _Reader(with_parts=with_parts)
    held = b""
    while chunk := stream.read(CHUNK):
        # A character of three bytes that has to go may lie across the end of a chunk.
        chunk = held + chunk.translate(None, _UNWRITABLE)
        begun = chunk.rfind(b"\xef", max(len(chunk) - 2, 0))
        cut = begun if begun >= 0 else len(chunk)
        held = chunk[cut:]
        yield from reader.feed(_NO_CHARACTERS.sub(b"", chunk[:cut]))
    yield from reader.feed(_NO_CHARACTERS.sub(b"", held), last=True)


class _Reader:
    """The state between two events of the parser."""

    def __init__(self, *, with_parts: bool) -> None:
        self.with_parts = with_parts
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartCdataSectionHandler = self.start_cdata
        self.parser.StartDoctypeDeclHandler = self.refuse_dtd
        self.depth = 0
        self.ready: list[Record] = []
        self.record: Record | None = None
        self.attributes: dict[str, str] = {}
        self.part_attributes: dict[str, str] = {}
        self.pieces: list[str] = []
        self.length = self.object_length = 0
        self.is_cdata = False
        self.referred: str | None = None
        self.items: list[Value] = []

    def feed(self, data: bytes, *, last: bool = False) -> list[Record]:
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise BadPackage(f"entities.xml, line {error.lineno}, column {error.offset + 1}: {reason}.") from None
        done, self.ready = self.ready, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and tag != _ROOT:
            raise self.refusal(f"it begins with <{tag[:50]}>, so it is no export")
        if self.depth > DEEPEST:
            raise self.refusal(f"elements stand more than {DEEPEST} deep in each other")
        self.pieces, self.length, self.is_cdata = [], 0, False
        if self.depth == _OBJECT:
            self.record = Record(attributes.get("class", ""))
            self.object_length = 0
        elif self.depth == _FIELD:
            self.attributes, self.referred, self.items = attributes, None, []
        elif self.depth == _PART:
            self.part_attributes = attributes
            if "element" in tag:
                self.referred = None

    def characters(self, text: str) -> None:
        if self.depth < _FIELD:
            return
        self.length += len(text)
        self.object_length += len(text)
        if self.length > LONGEST_VALUE or self.object_length > LONGEST_OBJECT:
            raise self.refusal("an object is too large")
        self.pieces.append(text)

    def start_cdata(self) -> None:
        self.is_cdata = True

    def end(self, tag: str) -> None:
        record = self.record
        if record is not None:
            if self.depth == _OBJECT:
                self.ready.append(record)
                self.record = None
            elif self.depth == _FIELD:
                self.end_field(record, tag)
            elif tag == "id":
                self.referred = self.taken_text().strip()
            elif self.depth == _PART and tag == "element":
                self.items.append(self.value(self.part_attributes) or "")
            elif self.with_parts and self.depth == _PART and tag == "property":
                part = self.value(self.part_attributes)
                if part is not None:
                    record.values.setdefault(self.part_attributes.get("name", ""), part)
        self.pieces, self.length, self.is_cdata = [], 0, False
        self.depth -= 1

    def end_field(self, record: Record, tag: str) -> None:
        if tag == "id":
            record.id = self.taken_text().strip()
        elif tag == "property":
            value = self.value(self.attributes)
            if value is not None:
                record.values[self.attributes.get("name", "")] = value
        elif tag == "collection":
            record.many[self.attributes.get("name", "")] = self.items

    def value(self, attributes: dict[str, str]) -> Value | None:
        if self.referred is not None:
            return Reference(attributes.get("class", ""), self.referred)
        return self.taken_text() or None

    def taken_text(self) -> str:
        text = "".join(self.pieces)
        # The writer puts a blank behind each `]]`, so that none closes the section.
        return text.replace("]] ", "]]") if self.is_cdata else text

    def refuse_dtd(self, *given: object) -> None:
        raise self.refusal("it has a DTD, which no export has")

    def refusal(self, why: str) -> BadPackage:
        return BadPackage(f"entities.xml, line {self.parser.CurrentLineNumber}: {why}.")
