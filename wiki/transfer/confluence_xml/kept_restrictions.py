"""Restrictions that pages have kept from former ancestors: a member of the package beside what the format has for them.

A page that stood below a restricted one stays closed by that restriction when the other is removed, besides its own.
The format knows one set for each type and page, and gets what all of them let pass; here each stands by itself, so that
this wiki reads back what it has written.
"""

import json
from dataclasses import dataclass
from typing import Any

from wiki.transfer.confluence_xml.errors import BadPackage
from wiki.transfer.confluence_xml.package import Package

MEMBER = "oxbow-restrictions.jsonl"
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class KeptRestriction:
    """One of the view restrictions of a page.

    Attributes:
        number: as others name it that were kept from it.
        kept_from: the number of the one that it was copied from; None for the page's own.
        people: keys of people.
        groups: names of groups.
    """

    number: int
    kept_from: int | None
    people: tuple[str, ...]
    groups: tuple[str, ...]


def read_kept(package: Package) -> dict[str, list[KeptRestriction]]:
    """Give the view restrictions of pages that have kept some, by the ids of the pages; empty where there are none.

    Raises:
        BadPackage: the member is too large, or not what this wiki writes.
    """
    if MEMBER not in package.names():
        return {}
    if package.size_of(MEMBER) > LARGEST:
        raise BadPackage(f"{MEMBER} in the package is too large to be one.")
    found = {}
    with package.open(MEMBER) as stream:
        for line in stream.read().splitlines():
            try:
                page = json.loads(line)
                found[str(int(page["content"]))] = [_restriction(one) for one in page["restrictions"]]
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                raise BadPackage(f"{MEMBER} in the package is not what this wiki writes.") from error
    return found


def _restriction(one: dict[str, Any]) -> KeptRestriction:
    kept_from = one["kept_from"]
    return KeptRestriction(
        _number(one["number"]),
        None if kept_from is None else _number(kept_from),
        _texts(one["people"]),
        _texts(one["groups"]),
    )


def _number(value: Any) -> int:
    if not isinstance(value, int) or not -(2**62) < value < 2**62:
        raise ValueError(value)
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(one, str) and one for one in values):
        raise ValueError(values)
    return tuple(values)
