"""The permissions of a space as a table: people, groups and everybody."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.queries import group_by_name, user_by_name
from wiki.errors import BadPermission, WikiError
from wiki.models import SpacePermissionType
from wiki.permissions.access import space_for
from wiki.permissions.grants import Grantee
from wiki.permissions.vocabulary import Action
from wiki.queries.space_access import access_of, everybody
from wiki.services.spaces.permissions import (
    grant_space_permissions,
    revoke_space_permissions,
    space_permission_named,
)
from wiki.views.addresses import with_query
from wiki.views.decorators import FORM, for_whoever_may
from wiki.views.page_frame import space_frame
from wiki.views.parameters import value_of

P = SpacePermissionType
COLUMNS = (
    (P.VIEWSPACE, "View", "All"),
    (P.REMOVEOWNCONTENT, "Remove own", "All"),
    (P.EDITSPACE, "Write", "Pages"),
    (P.SETPAGEPERMISSIONS, "Restrict", "Pages"),
    (P.REMOVEPAGE, "Remove", "Pages"),
    (P.EXPORTPAGE, "Export", "Pages"),
    (P.EDITBLOG, "Write", "Blog"),
    (P.REMOVEBLOG, "Remove", "Blog"),
    (P.CREATEATTACHMENT, "Add", "Files"),
    (P.REMOVEATTACHMENT, "Remove", "Files"),
    (P.COMMENT, "Add", "Comments"),
    (P.REMOVECOMMENT, "Remove", "Comments"),
    (P.REMOVEMAIL, "Remove", "Mail"),
    (P.EXPORTSPACE, "Export", "Space"),
    (P.SETSPACEPERMISSIONS, "Administer", "Space"),
)
"""The permissions in the order of the table, with the head of their column and of their group of columns."""


@for_whoever_may(Action.ADMINISTER, methods=FORM)
def permissions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who may do what in a space, or change it."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    problem = ""
    if request.method == "POST":
        try:
            _change(request, actor, space.key)
        except (WikiError, AccountError) as error:
            problem = str(error)
        else:
            messages.success(request, "The permissions were changed.")
            return HttpResponseRedirect(with_query("space-permissions", key=space.key))
    access = access_of(actor, space.key)
    sections = [
        ("Groups", [(f"group:{row.name}", row.name, row.permissions) for row in access.groups]),
        ("People", [(f"user:{row.name}", row.name, row.permissions) for row in access.users]),
        ("Everybody", [("anonymous:", "Anyone, logged in or not", access.anonymous.permissions)]),
    ]
    context = {
        **space_frame(actor, space, "settings"),
        "columns": COLUMNS,
        "column_groups": _column_groups(),
        "sections": sections,
        "problem": problem,
    }
    return render(request, "wiki/spaces/permissions.html", context, status=400 if problem else 200)


def _column_groups() -> list[tuple[str, int]]:
    names = [group for _, _, group in COLUMNS]
    return [(name, names.count(name)) for name in dict.fromkeys(names)]


@transaction.atomic
def _change(request: HttpRequest, actor: Actor, key: str) -> None:
    """Bring what is granted in line with the rows that were sent; rows that were not sent stay as they are."""
    access = access_of(actor, key)
    before = {f"user:{row.name}": row.permissions for row in access.users}
    before |= {f"group:{row.name}": row.permissions for row in access.groups}
    before["anonymous:"] = access.anonymous.permissions
    revoked: list[tuple[Grantee, set[SpacePermissionType]]] = []
    for row in request.POST.getlist("row"):
        wanted = {space_permission_named(name) for name in request.POST.getlist(f"granted-{row}")}
        had = before.get(row, frozenset())
        if wanted == had:
            continue
        grantee = _grantee(row)
        grant_space_permissions(actor, key=key, permissions=sorted(wanted - had), grantee=grantee)
        revoked.append((grantee, set(had - wanted)))
    for name in value_of(request, "new_users").replace(",", " ").split():
        grant_space_permissions(actor, key=key, permissions=[P.VIEWSPACE], grantee=user_by_name(name))
    for name in value_of(request, "new_groups").split(","):
        if name.strip():
            group = group_by_name(name.strip())
            grant_space_permissions(actor, key=key, permissions=[P.VIEWSPACE], grantee=group)
    # What is taken comes last, so that one's own right to administer lasts until everything else is done.
    for grantee, taken in sorted(revoked, key=lambda each: P.SETSPACEPERMISSIONS in each[1] or P.VIEWSPACE in each[1]):
        if taken:
            revoke_space_permissions(actor, key=key, permissions=sorted(taken), grantee=grantee)


def _grantee(row: str) -> Grantee:
    kind, _, name = row.partition(":")
    match kind:
        case "user":
            return user_by_name(name)
        case "group":
            return group_by_name(name)
        case "anonymous":
            return everybody()
    raise BadPermission(f"'{row[:80]}' is neither a person nor a group.")
