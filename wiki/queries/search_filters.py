"""What a search is narrowed to, in the words that remote calls and the results page use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from search.document import DocumentKind
from search.errors import UnknownName
from search.query.nodes import Field, Node, Range, Together, Values

TYPES = {
    "page": (DocumentKind.PAGE,),
    "blogpost": (DocumentKind.BLOGPOST,),
    "comment": (DocumentKind.COMMENT,),
    "attachment": (DocumentKind.ATTACHMENT,),
    "spacedesc": (DocumentKind.SPACE,),
    "personalspacedesc": (DocumentKind.SPACE,),
    "personalinformation": (DocumentKind.PERSON,),
    "userinfo": (DocumentKind.PERSON,),
    "mail": (),
    "all": tuple(DocumentKind),
}
"""Kinds of documents by the names that queries use; mails are not kept here, so there are none."""

CONTENTS = (DocumentKind.PAGE, DocumentKind.BLOGPOST, DocumentKind.COMMENT, DocumentKind.ATTACHMENT)

PLACES = {
    "conf_all": (),
    "conf_global": ((Field.SPACE_TYPE, "global"),),
    "conf_personal": ((Field.SPACE_TYPE, "personal"),),
    "conf_favorites": ((Field.SPACE_TYPE, "favourite"),),
    "conf_favourites": ((Field.SPACE_TYPE, "favourite"),),
}
"""Names for several spaces."""

DAYS_BACK = {
    "TODAY": 0,
    "YESTERDAY": 1,
    "LASTWEEK": 7,
    "LASTMONTH": 31,
    "LASTSIXMONTHS": 183,
    "LASTYEAR": 365,
    "LASTTWOYEARS": 730,
}
"""How many days before today a span of time begins."""

KEYS = ("spaceKey", "type", "modified", "contributor", "offset", "ancestor", "label")

_STEP = re.compile(r"([0-9]{1,4})([hdwmy])")
_STEPS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Conditions beside the query, and where the wanted part of the list begins."""

    conditions: tuple[Node, ...]
    offset: int = 0

    def of(self, where: Node) -> Node:
        """Give the query with the conditions."""
        return Together((where, *self.conditions)) if self.conditions else where


def narrowed(given: Mapping[str, str]) -> Narrowed:
    """Read the parameters of a search.

    Args:
        given: values by the names in KEYS; an empty value is left out.

    Raises:
        UnknownName: a name or a value that there is not; the message names it and what there is.
    """
    conditions: list[Node] = []
    offset = 0
    for name, value in given.items():
        if name not in KEYS:
            raise UnknownName(
                gettext("There is no search parameter '{name}'; there are {names}.").format(
                    name=name, names=", ".join(KEYS)
                )
            )
        value = value.strip()
        if not value:
            continue
        if name == "offset":
            offset = _whole(name, value)
        else:
            conditions += _READERS[name](value)
    return Narrowed(tuple(conditions), offset)


def _space(value: str) -> list[Node]:
    if value.lower().startswith("conf_"):
        places = PLACES.get(value.lower())
        if places is None:
            raise UnknownName(
                gettext("There is no place '{value}'; there are {names} and keys of spaces.").format(
                    value=value, names=", ".join(PLACES)
                )
            )
        return [Values(field, (kind,)) for field, kind in places]
    return [Values(Field.SPACE, (value,))]


def _type(value: str) -> list[Node]:
    kinds = TYPES.get(value.lower())
    if kinds is None:
        raise UnknownName(
            gettext("There is no type '{value}'; there are {names}.").format(value=value, names=", ".join(TYPES))
        )
    return [Values(Field.KIND, tuple(kinds))]


def _modified(value: str) -> list[Node]:
    return [Range(Field.MODIFIED, int(_beginning(value).timestamp()), None)]


def _beginning(value: str) -> datetime:
    now = timezone.localtime()
    days = DAYS_BACK.get(value.upper())
    if days is not None:
        return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    step = _STEP.fullmatch(value.lower())
    if step is None:
        raise UnknownName(
            gettext("There is no span of time '{value}'; there are {names}, and 3h, 1d, 2w.").format(
                value=value, names=", ".join(DAYS_BACK)
            )
        )
    one = _STEPS.get(step[2]) or timedelta(days=31 if step[2] == "m" else 366)
    try:
        return now - one * int(step[1])
    except OverflowError:
        return now.replace(year=1970)


def _contributor(value: str) -> list[Node]:
    return [Values(Field.CONTRIBUTOR, (value,))]


def _ancestor(value: str) -> list[Node]:
    return [Values(Field.ANCESTOR, (str(_whole("ancestor", value)),))]


def _label(value: str) -> list[Node]:
    return [Values(Field.LABEL, (label,)) for label in value.replace(",", " ").split()]


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise UnknownName(
            gettext("The search parameter {name} takes a whole number, not '{value}'.").format(name=name, value=value)
        )
    return int(value)


_READERS = {
    "spaceKey": _space,
    "type": _type,
    "modified": _modified,
    "contributor": _contributor,
    "ancestor": _ancestor,
    "label": _label,
}
