"""The syntax of `entities.xml`: objects with properties, references and collections, written one after the other."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO
from xml.sax.saxutils import quoteattr

from wiki.transfer.confluence_xml.classes import JavaClass

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cdata(value: str) -> str:
    """Give a text as a CDATA section as this format has it: without what XML 1.0 forbids, a blank after each `]]`."""
    return f"<![CDATA[{_FORBIDDEN.sub('', value).replace(']]', ']] ')}]]>"


def text(name: str, value: str | None) -> str:
    """Write a text property; None is null, and an empty text is not."""
    return _null(name) if value is None else f'<property name="{name}">{cdata(value)}</property>\n'


def number(name: str, value: int | None) -> str:
    """Write a whole number."""
    return _null(name) if value is None else f'<property name="{name}">{value}</property>\n'


def flag(name: str, value: bool) -> str:
    """Write a yes or no."""
    return f'<property name="{name}">{"true" if value else "false"}</property>\n'


def date(name: str, value: datetime | None) -> str:
    """Write a moment, in UTC, with thousandths of a second."""
    if value is None:
        return _null(name)
    moment = value.astimezone(UTC)
    return f'<property name="{name}">{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03d}</property>\n'


def enum(name: str, of: JavaClass, value: str) -> str:
    """Write a constant of an enumeration."""
    return f'<property name="{name}" enum-class="{of.name}" package="{of.package}">{value}</property>\n'


def reference(name: str, to: JavaClass, identity: int | str | None) -> str:
    """Write a reference to another object, people by their keys; nothing where there is none."""
    if identity is None:
        return ""
    return f'<property name="{name}" class="{to.name}" package="{to.package}">{_id(identity)}\n</property>\n'


def collection(name: str, of: JavaClass, identities: Iterable[int]) -> str:
    """Write references to several objects; nothing where there are none."""
    elements = "".join(
        f'<element class="{of.name}" package="{of.package}">{_id(identity)}\n</element>\n' for identity in identities
    )
    return f'<collection name="{name}" class="java.util.Collection">{elements}</collection>\n' if elements else ""


def component(name: str, properties: str) -> str:
    """Write a part of an object with properties of its own."""
    return f'<component name="{name}">{properties}</component>\n'


class EntitiesWriter:
    """Writes `entities.xml` into a binary stream; use it as a block, which writes the beginning and the end."""

    def __init__(self, out: IO[bytes], when: datetime) -> None:
        self._out = out
        self._when = when

    def __enter__(self) -> "EntitiesWriter":
        moment = f"{self._when.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        self._write(f'<?xml version="1.0" encoding="UTF-8"?>\n<hibernate-generic datetime={quoteattr(moment)}>\n')
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._write("</hibernate-generic>\n")

    def add(self, of: JavaClass, identity: int | str, *properties: str) -> None:
        """Write one object.

        Args:
            of: its class.
            identity: its id; a person's key.
            properties: what the functions of this module give.
        """
        head = f'<object class="{of.name}" package="{of.package}">\n{_id(identity)}\n'
        self._write(f"{head}{''.join(properties)}</object>\n")

    def _write(self, written: str) -> None:
        self._out.write(written.encode("utf-8"))


def _id(identity: int | str) -> str:
    if isinstance(identity, str):
        return f'<id name="key">{cdata(identity)}</id>'
    return f'<id name="id">{identity}</id>'


def _null(name: str) -> str:
    return f'<property name="{name}"/>'
