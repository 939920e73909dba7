"""People and groups out of a CSV table, for what the export of a space does not carry."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User, fold_name
from accounts.names import checked_group_name
from accounts.queries import group_exists
from accounts.services.groups import add_group, add_user_to_group
from accounts.services.users import add_user, deactivate_user, edit_user
from accounts.whole_change import whole_change
from accounts.writing import require_writable
from wiki.transfer.confluence_xml.errors import ImportImpossible

COLUMNS = ("username", "full_name", "email", "active", "groups")
_NO = frozenset({"false", "no", "0"})
_YES = frozenset({"", "true", "yes", "1"})


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    line: int
    username: str
    full_name: str
    email: str
    is_active: bool
    groups: tuple[str, ...]


def import_users(actor: Actor, text: str) -> tuple[int, int]:
    """Add the people of a table, or bring those that are there in line with it; all of it or nothing.

    Args:
        text: CSV whose first line names the columns: username, full_name, email, active (true or false), groups
            (apart by semicolons). Only username must be there; an empty field leaves what is. Groups that are not
            there are made, and nobody leaves a group.

    Returns:
        how many were added, and how many were there.

    Raises:
        NotPermitted: the actor is no system administrator.
        ReadOnly: the wiki is read only.
        ImportImpossible: the table, or something in a line, can't be taken; the error names the line.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    require_writable()
    added = known = 0
    with whole_change():
        for row in _rows(text):
            try:
                if _take(actor, row):
                    added += 1
                else:
                    known += 1
            except AccountError as error:
                raise ImportImpossible(f"Line {row.line}: {error}") from error
    return added, known


def _take(actor: Actor, row: Row) -> bool:
    is_new = not User.objects.filter(username=fold_name(row.username)).exists()
    if is_new:
        add_user(actor, username=row.username, full_name=row.full_name, email=row.email, groups=None)
    elif row.full_name or row.email:
        edit_user(actor, username=row.username, full_name=row.full_name or None, email=row.email or None)
    for name in row.groups:
        if not group_exists(checked_group_name(name)):
            add_group(actor, name=name)
        add_user_to_group(actor, username=row.username, group=name)
    if not row.is_active:
        deactivate_user(actor, username=row.username)
    return is_new


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        unknown = [name for name in header if name not in COLUMNS]
        if "username" not in header or unknown or len(set(header)) != len(header):
            raise ImportImpossible(
                gettext("The first line has to name columns out of {names}, with username.").format(
                    names=", ".join(COLUMNS)
                )
            )
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(reader.line_num, header, cells)
    except csv.Error as error:
        raise ImportImpossible(
            gettext("Line {line_num} can't be read: {error}.").format(line_num=reader.line_num, error=error)
        ) from error


def _row(line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise ImportImpossible(
            gettext("Line {line} has {count} fields, and the first line has {count_2}.").format(
                line=line, count=len(cells), count_2=len(header)
            )
        )
    values = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    active = values.get("active", "").lower()
    if active not in _NO | _YES:
        raise ImportImpossible(
            gettext("Line {line}: active is true or false, not '{active}'.").format(line=line, active=active[:50])
        )
    groups = tuple(name.strip() for name in values.get("groups", "").split(";") if name.strip())
    return Row(
        line, values["username"], values.get("full_name", ""), values.get("email", ""), active not in _NO, groups
    )
