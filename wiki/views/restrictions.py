"""Who may view and who may edit a page, as a form."""

import re
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.errors import NoSuchGroup, NoSuchUser
from accounts.models import User
from accounts.queries import group_by_name, user_by_name
from wiki.errors import BadRestriction
from wiki.models import Content, ContentKind, RestrictionType
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.queries.page_audience import may_ask_who_views
from wiki.queries.restrictions import inherited_by, restrictions_of
from wiki.services.restrictions.set import set_restriction
from wiki.views.addresses import with_query
from wiki.views.confirming import sent_fields, to_confirm
from wiki.views.decorators import FORM, for_whoever_may
from wiki.views.dialogs import leads_to
from wiki.views.page_frame import content_frame
from wiki.views.parameters import required_id, value_of

_BETWEEN = re.compile(r"[\s,;]+")
_BETWEEN_GROUPS = re.compile(r"[\n,;]+")
_FIELDS = {RestrictionType.VIEW: ("viewUsers", "viewGroups"), RestrictionType.EDIT: ("editUsers", "editGroups")}


@for_whoever_may(Action.RESTRICT, methods=FORM)
def restrict(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who may view and edit a page, or change that; whoever may not change it can look."""
    kinds = (ContentKind.PAGE, ContentKind.BLOGPOST)
    content = content_for(actor, required_id(request, "pageId"), kinds=kinds)
    problem, values, would = "", {}, None
    if request.method == "POST":
        values = {name: value_of(request, name) for names in _FIELDS.values() for name in names}
        try:
            would = to_confirm(request, actor, content, partial(_set_all, actor, content, values))
            if would is None:
                _set_all(actor, content, values)
        except (BadRestriction, NoSuchUser, NoSuchGroup) as error:
            problem = str(error)
        else:
            if would is None:
                messages.success(request, _("The restrictions were changed."))
                return leads_to(request, with_query("page-restrictions", pageId=content.pk))
    own = restrictions_of(actor, content)
    context = {
        **content_frame(actor, content),
        "own": own,
        "inherited": inherited_by(actor, content),
        "problem": problem,
        "values": values or _values(own),
        "would": would,
        "sent": sent_fields(request),
        "may_ask_who_views": may_ask_who_views(actor, content),
    }
    return render(request, "wiki/pages/restrictions.html", context, status=400 if problem else 200)


@transaction.atomic
def _set_all(actor: Actor, content: Content, values: dict[str, str]) -> None:
    before = _values(restrictions_of(actor, content))
    wanted: list[tuple[RestrictionType, list[User], list[Group]]] = []
    for type_, (users_field, groups_field) in _FIELDS.items():
        # What was not touched stays as it is: restrictions kept from a former ancestor would be merged otherwise.
        if all(values[name] == before[name] for name in (users_field, groups_field)):
            continue
        users = [user_by_name(name) for name in _BETWEEN.split(values[users_field]) if name]
        groups = [group_by_name(name.strip()) for name in _BETWEEN_GROUPS.split(values[groups_field]) if name.strip()]
        wanted.append((type_, users, groups))
    for type_, users, groups in wanted:
        set_restriction(actor, content_id=content.pk, type=type_, users=users, groups=groups)


def _values(own: list[Any]) -> dict[str, str]:
    values = {name: "" for names in _FIELDS.values() for name in names}
    for each in own:
        users_field, groups_field = _FIELDS[each.type]
        values[users_field] = ", ".join(user.username for user in each.users)
        values[groups_field] = ", ".join(group.name for group in each.groups)
    return values
