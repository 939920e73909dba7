"""The permissions of a space as a table: people, groups and everybody."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.queries import group_by_name, user_by_name
from wiki.errors import BadPermission, WikiError
from wiki.models import SpacePermissionType
from wiki.permissions.access import space_for
from wiki.permissions.grants import Grantee
from wiki.permissions.vocabulary import Action
from wiki.queries.space_access import access_of, everybody, spaces_to_administer
from wiki.services.spaces.copy_permissions import copy_space_permissions
from wiki.services.spaces.permissions import (
    grant_space_permissions,
    revoke_space_permissions,
    space_permission_named,
)
from wiki.views.addresses import with_query
from wiki.views.confirming import sent_fields, to_confirm
from wiki.views.decorators import FORM, WRITE, for_whoever_may
from wiki.views.page_frame import space_frame
from wiki.views.parameters import value_of

P = SpacePermissionType
COLUMNS = (
    (P.VIEWSPACE, gettext_lazy("View"), gettext_lazy("All")),
    (P.REMOVEOWNCONTENT, gettext_lazy("Remove own"), gettext_lazy("All")),
    (P.EDITSPACE, gettext_lazy("Write"), gettext_lazy("Pages")),
    (P.SETPAGEPERMISSIONS, gettext_lazy("Restrict"), gettext_lazy("Pages")),
    (P.REMOVEPAGE, gettext_lazy("Remove"), gettext_lazy("Pages")),
    (P.EXPORTPAGE, gettext_lazy("Export"), gettext_lazy("Pages")),
    (P.EDITBLOG, gettext_lazy("Write"), gettext_lazy("Blog")),
    (P.REMOVEBLOG, gettext_lazy("Remove"), gettext_lazy("Blog")),
    (P.CREATEATTACHMENT, gettext_lazy("Add"), gettext_lazy("Files")),
    (P.REMOVEATTACHMENT, gettext_lazy("Remove"), gettext_lazy("Files")),
    (P.COMMENT, gettext_lazy("Add"), gettext_lazy("Comments")),
    (P.REMOVECOMMENT, gettext_lazy("Remove"), gettext_lazy("Comments")),
    (P.REMOVEMAIL, gettext_lazy("Remove"), gettext_lazy("Mail")),
    (P.EXPORTSPACE, gettext_lazy("Export"), gettext_lazy("Space")),
    (P.SETSPACEPERMISSIONS, gettext_lazy("Administer"), gettext_lazy("Space")),
)
"""The permissions in the order of the table, with the head of their column and of their group of columns."""


@for_whoever_may(Action.ADMINISTER, methods=FORM)
def permissions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who may do what in a space, or change it."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    problem, would = "", None
    if request.method == "POST":
        try:
            would = to_confirm(request, actor, space, partial(_change, request, actor, space.key))
            if would is None:
                _change(request, actor, space.key)
        except (WikiError, AccountError) as error:
            problem = str(error)
        else:
            if would is None:
                messages.success(request, _("The permissions were changed."))
                return HttpResponseRedirect(with_query("space-permissions", key=space.key))
    access = access_of(actor, space.key)
    sections = [
        (_("Groups"), [(f"group:{row.name}", row.name, row.permissions) for row in access.groups]),
        (_("People"), [(f"user:{row.name}", row.name, row.permissions) for row in access.users]),
        (_("Everybody"), [("anonymous:", _("Anyone, logged in or not"), access.anonymous.permissions)]),
    ]
    if would is not None:
        sections = [(heading, [_as_sent(request, row) for row in rows]) for heading, rows in sections]
    context = {
        **space_frame(actor, space, "settings"),
        "columns": COLUMNS,
        "column_groups": _column_groups(),
        "sections": sections,
        "problem": problem,
        "would": would,
        "sent": sent_fields(request),
        "new_users": value_of(request, "new_users"),
        "new_groups": value_of(request, "new_groups"),
        "origins": [each for each in spaces_to_administer(actor) if each.pk != space.pk],
    }
    return render(request, "wiki/spaces/permissions.html", context, status=400 if problem else 200)


@for_whoever_may(Action.ADMINISTER, methods=WRITE)
def copy(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give a space the permissions of another, once what that changes is confirmed."""
    space = space_for(actor, value_of(request, "key"), Action.ADMINISTER)
    origin_key = value_of(request, "from").strip()
    change = partial(copy_space_permissions, actor, key=space.key, origin_key=origin_key)
    would = to_confirm(request, actor, space, change)
    if would is not None:
        context = {**space_frame(actor, space, "settings"), "would": would, "sent": sent_fields(request)}
        return render(request, "wiki/spaces/copy_permissions.html", context | {"origin_key": origin_key})
    change()
    messages.success(request, _("The permissions were copied."))
    return HttpResponseRedirect(with_query("space-permissions", key=space.key))


def _as_sent(
    request: HttpRequest, row: tuple[str, str, frozenset[SpacePermissionType]]
) -> tuple[str, str, frozenset[SpacePermissionType]]:
    """Give a row of the table with what was chosen in it, so that it can be changed before it is confirmed."""
    key, name, _granted = row
    if key not in request.POST.getlist("row"):
        return row
    return key, name, frozenset(space_permission_named(each) for each in request.POST.getlist(f"granted-{key}"))


def _column_groups() -> list[tuple[str, int]]:
    names = [str(group) for _permission, _name, group in COLUMNS]
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
    kind, _colon, name = row.partition(":")
    match kind:
        case "user":
            return user_by_name(name)
        case "group":
            return group_by_name(name)
        case "anonymous":
            return everybody()
    raise BadPermission(_("'{row}' is neither a person nor a group.").format(row=row[:80]))
