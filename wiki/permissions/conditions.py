"""Conditions on rows that are written as SQL once for a reader, and stand in as many querysets as are asked for.

Building such a condition out of querysets takes longer than most queries that it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, F, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from wiki.models import (
    Content,
    ContentKind,
    ContentStatus,
    PageArchive,
    RestrictionGroupPermission,
    RestrictionUserPermission,
    SpaceGroupPermission,
    SpacePermissionType,
    SpaceUserPermission,
    ViewGate,
)


class Reader(NamedTuple):
    """Whose grants count: what of an actor makes the conditions.

    Attributes:
        user_id: the person's id; None for the anonymous user.
        grantee_ids: the users whose own grants count.
        group_ids: the groups whose grants count.
    """

    user_id: int | None
    grantee_ids: tuple[int, ...]
    group_ids: frozenset[int]


class Sql(NamedTuple):
    """SQL with its parameters; a number stands for the column of that number."""

    pieces: tuple[str | int, ...] = ()
    parameters: tuple[Any, ...] = ()

    def __radd__(self, other: str) -> Sql:
        return Sql((other, *self.pieces), self.parameters)

    def __add__(self, other: object) -> Sql:
        if isinstance(other, str):
            return Sql((*self.pieces, other), self.parameters)
        assert isinstance(other, Sql)
        return Sql(self.pieces + other.pieces, self.parameters + other.parameters)

    def on(self, *columns: str) -> Sql:
        """Write the same of other columns, named as they stand in SQL."""
        return Sql(tuple(columns[piece] if isinstance(piece, int) else piece for piece in self.pieces), self.parameters)


class Condition(Expression):
    """A condition in SQL on columns of a model."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, sql: Sql, *columns: str) -> None:
        super().__init__()
        self.sql = sql
        self.columns: list[Any] = [F(column) for column in columns]

    def get_source_expressions(self) -> list[Any]:
        """Give the columns; Django gives them the names that they have in the query."""
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """Take the columns as Django found them."""
        self.columns = list(exprs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write the condition with the columns of this query."""
        columns = [compiler.compile(column)[0] for column in self.columns]
        written = "".join(columns[piece] if isinstance(piece, int) else piece for piece in self.sql.pieces)
        return written, self.sql.parameters


@lru_cache(maxsize=1024)
def granted_in_spaces(reader: Reader, permission: SpacePermissionType) -> Sql:
    """Write that a space, column 0, is one in which somebody has a permission, and may view too."""
    granted = _granted(reader, SpacePermissionType.VIEWSPACE)
    if permission == SpacePermissionType.VIEWSPACE:
        return granted
    return Sql(("(",)) + granted + " AND " + _granted(reader, permission) + ")"


def names_granted(reader: Reader, space_id: int) -> set[str]:
    """Read the names of the permissions that somebody has in a space."""
    grants = _grants(reader)
    if not grants.pieces:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("".join(map(str, grants.pieces)), [*grants.parameters, space_id])
        return {name for (name,) in cursor.fetchall()}


@lru_cache(maxsize=1024)
def _grants(reader: Reader) -> Sql:
    """Write the query of what somebody is granted in a space, the last parameter; nothing where that can't be."""
    users = SpaceUserPermission.objects.filter(user_id__in=reader.grantee_ids)
    groups = SpaceGroupPermission.objects.filter(group_id__in=reader.group_ids)
    arms = [arm for arm in map(_compiled, (_names(users), _names(groups))) if arm is not None]
    if not arms:
        return Sql()
    begin = "SELECT granted.permission__codename FROM (" + (
        arms[0] if len(arms) == 1 else arms[0] + " UNION " + arms[1]
    )
    return begin + ") AS granted WHERE granted.content_object_id = %s"


def _names(grants: QuerySet[Any]) -> QuerySet[Any, Any]:
    return grants.values("permission__codename", "content_object_id")


@lru_cache(maxsize=1024)
def visible_to(reader: Reader) -> Sql:
    """Write that a content may be viewed: its space, column 0, may be, and no gate closes its host, column 1."""
    quoted = connection.ops.quote_name
    gates = quoted(ViewGate._meta.db_table)
    content, restriction = f"{gates}.{quoted('content_id')}", f"{gates}.{quoted('restriction_id')}"
    passed = _passed(reader, restriction)
    closed = Sql((f"EXISTS (SELECT 1 FROM {gates} WHERE {content} = ", 1, " AND NOT ")) + passed + ")"
    return Sql(("(",)) + _granted(reader, SpacePermissionType.VIEWSPACE) + " AND NOT " + closed + ")"


def not_archived(unless_page: int | None = None) -> Sql:
    """Write that a page, or what hangs on it, is not archived: column 0 is its host, which a page is itself.

    Args:
        unless_page: a page that makes it true of all where it is archived itself.
    """
    quoted = connection.ops.quote_name
    archives = quoted(PageArchive._meta.db_table)
    archived = f"EXISTS (SELECT 1 FROM {archives} WHERE {archives}.{quoted('page_id')} = "
    if unless_page is None:
        return Sql((f"NOT {archived}", 0, ")"))
    return Sql((f"(NOT {archived}", 0, f") OR {archived}%s))"), (unless_page,))


@lru_cache(maxsize=1024)
def has_visible_children(reader: Reader | None) -> Sql:
    """Write that a page, column 1, of a space, column 0, has children which may be viewed and are not archived.

    Args:
        reader: None for somebody who may view everything.
    """
    quoted = connection.ops.quote_name
    child, contents = quoted("child"), quoted(Content._meta.db_table)
    space, parent, page = (f"{child}.{quoted(name)}" for name in ("space_id", "parent_id", "id"))
    begin = Sql((f"EXISTS (SELECT 1 FROM {contents} AS {child} WHERE {space} = ", 0, f" AND {parent} = ", 1))
    begin += f" AND {child}.{quoted('kind')} = '{ContentKind.PAGE}'"
    begin += f" AND {child}.{quoted('status')} = '{ContentStatus.CURRENT}' AND " + not_archived().on(page)
    return begin + (" AND " + visible_to(reader).on(space, page) if reader is not None else Sql()) + ")"


@lru_cache(maxsize=1024)
def passed_by(reader: Reader) -> Sql:
    """Write that a restriction, column 0, names somebody or a group that they are in."""
    return _passed(reader, 0)


def _passed(reader: Reader, restriction: str | int) -> Sql:
    users = RestrictionUserPermission.objects.filter(user_id=reader.user_id)
    groups = RestrictionGroupPermission.objects.filter(group_id__in=reader.group_ids)
    return _in_any(restriction, users.values("content_object_id"), groups.values("content_object_id"))


def _granted(reader: Reader, permission: SpacePermissionType) -> Sql:
    codename = permission.value.lower()
    users = SpaceUserPermission.objects.filter(user_id__in=reader.grantee_ids, permission__codename=codename)
    groups = SpaceGroupPermission.objects.filter(group_id__in=reader.group_ids, permission__codename=codename)
    return _in_any(0, users.values("content_object_id"), groups.values("content_object_id"))


def _in_any(column: str | int, *choices: QuerySet[Any, Any]) -> Sql:
    """Write that a column is among what one of some querysets gives."""
    written = Sql(("(",))
    for choice in choices:
        query = _compiled(choice)
        if query is None:
            continue
        if len(written.pieces) > 1:
            written += " OR "
        written += Sql((column, " IN (")) + query + ")"
    return written + ")" if len(written.pieces) > 1 else Sql(("(1 = 0)",))


def _compiled(choice: QuerySet[Any, Any]) -> Sql | None:
    """Write a queryset as SQL; None where it gives nothing for sure."""
    try:
        text, parameters = choice.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    return Sql((text,), tuple(parameters))
