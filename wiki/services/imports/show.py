"""The last step of an import: what it has written is there, all of it at once."""

from collections.abc import Iterable, Iterator

from accounts.actor import Actor
from accounts.batches import batches
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import ANONYMOUS_USER_ID, User
from accounts.services import global_grants
from accounts.services.arriving import let_people_in
from search.journal import record_change, record_changes_of
from search.models import Thing
from wiki.events import SpaceAdded, TemplateStored
from wiki.models import (
    Arrival,
    ArrivalTrace,
    ArrivalTraceKind,
    AuditEntry,
    Content,
    PageTemplate,
    Space,
    SpacePermissionType,
)
from wiki.permissions.grants import Grantee, grant_each
from wiki.services.frame import record, service
from wiki.services.imports.marks import template_row
from wiki.services.imports.prepared import PreparedSite, PreparedSpace, content_id_of, user_id_of
from wiki.services.imports.rows import insert
from wiki.services.imports.steps import ImportTakenAway
from wiki.services.imports.write import Import
from wiki.storage_format.references import fold_title

_AT_ONCE = 500


@service
def show_import(actor: Actor, *, under_way: Import) -> list[Space]:
    """Show all that an import has written: spaces with their permissions, and people in their groups.

    Raises:
        NotPermitted: the actor is no system administrator.
        ImportTakenAway: the import was given up; nothing shows.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    arrival = under_way.steps.arrival
    if not Arrival.objects.filter(pk=arrival.pk, given_up=False).update(given_up=False):
        raise ImportTakenAway
    _let_in(actor, under_way)
    for space, prepared in zip(under_way.rows, under_way.spaces, strict=True):
        _show_space(actor, space, prepared, under_way)
    _bring_for_site(actor, under_way.site)
    ArrivalTrace.objects.filter(arrival=arrival).delete()
    Arrival.objects.filter(pk=arrival.pk).delete()
    return list(under_way.rows)


def _show_space(actor: Actor, space: Space, prepared: PreparedSpace, under_way: Import) -> None:
    space.arrival = None
    space.home_page_id = content_id_of(prepared.home)
    space.owner_id = user_id_of(prepared.owner)
    space.creator_id = user_id_of(prepared.creator)
    space.modifier_id = user_id_of(prepared.modifier)
    space.save(update_fields=["arrival", "home_page", "owner", "creator", "modifier"])
    grant_each(space, _grants(prepared, under_way))
    record_changes_of(Thing.CONTENT, Content.objects.filter(space=space, current=None))
    record(actor, SpaceAdded(actor_id=actor.user_id, space_id=space.pk, space_key=space.key, subject=space.name))


def _grants(prepared: PreparedSpace, under_way: Import) -> Iterator[tuple[SpacePermissionType, Grantee]]:
    ids = {user_id_of(grant.person) or ANONYMOUS_USER_ID for grant in prepared.grants}
    users = User.objects.in_bulk(ids)
    for grant in prepared.grants:
        if grant.group:
            yield grant.permission, under_way.groups[grant.group]
        else:
            yield grant.permission, users[user_id_of(grant.person) or ANONYMOUS_USER_ID]


def _let_in(actor: Actor, under_way: Import) -> None:
    """Let accounts that were made be used; those that were here before stay in the groups that they are in."""
    let_people_in(
        actor,
        active=[person.user_id or 0 for person in under_way.people if person.is_active],
        memberships=[(person.user_id or 0, under_way.groups[name].pk) for person, name in under_way.memberships],
    )
    traces = ArrivalTrace.objects.filter(arrival=under_way.steps.arrival)
    made = set(traces.filter(kind=ArrivalTraceKind.GROUP).values_list("number", flat=True))
    groups = sorted(name for name, group in under_way.groups.items() if group.pk in made)
    _note(actor, "add_group", groups)
    _note(actor, "add_user", [person.username for person in under_way.people])
    record_change((Thing.USER, person.user_id or 0) for person in under_way.people)


def _note(actor: Actor, what: str, subjects: Iterable[str]) -> None:
    for batch in batches(subjects, _AT_ONCE):
        insert(
            [
                AuditEntry(user_id=actor.user_id, actor_name=actor.username, event=what, subject=subject)
                for subject in batch
            ]
        )


def _bring_for_site(actor: Actor, site: PreparedSite) -> None:
    """Give the permissions on the whole site, and bring the templates for all spaces whose names are free."""
    for grant in site.grants:
        if grant.group:
            grantee = global_grants.Grantee.group(grant.group)
        elif grant.person is not None:
            grantee = global_grants.Grantee.user(grant.person.username)
        else:
            grantee = global_grants.Grantee.anonymous()
        global_grants.grant_global(actor, permission=grant.permission, grantee=grantee)
    taken = set(PageTemplate.objects.filter(space=None).values_list("name_folded", flat=True))
    for one in site.templates:
        if fold_title(one.name) in taken:
            continue
        row = template_row(one, None)
        row.save(force_insert=True)
        record(actor, TemplateStored(actor_id=actor.user_id, subject=row.name))
