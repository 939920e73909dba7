"""Write spaces that an import has prepared, in short steps and where nobody sees them; `show` brings them to light."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import Group
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from wiki.errors import KeyTaken
from wiki.models import Arrival, Space, SpaceKind, SpaceStatus
from wiki.services.frame import service, service_in_steps
from wiki.services.imports.closing import close_contents
from wiki.services.imports.contents import Ids, write_bodies, write_contents
from wiki.services.imports.marks import (
    write_archives,
    write_drafts,
    write_inline_comments,
    write_labels,
    write_likes,
    write_templates,
    write_watches,
)
from wiki.services.imports.people import make_groups, make_people, named_groups
from wiki.services.imports.prepared import Person, PreparedSite, PreparedSpace
from wiki.services.imports.steps import Steps
from wiki.storage_format.references import fold_title


@dataclass
class Import:
    """One attempt at an import.

    Attributes:
        steps: its transactions.
        spaces: what is to be written.
        people: who gets an account.
        memberships: who joins which group; for accounts that are made.
        site: what belongs to no space.
        rows: the rows of the spaces, in their order.
        groups: all groups that it speaks of, by name, once they are there.
    """

    steps: Steps
    spaces: Sequence[PreparedSpace]
    people: Sequence[Person]
    memberships: Sequence[tuple[Person, str]]
    site: PreparedSite
    rows: Sequence[Space]
    groups: Mapping[str, Group]


@service
def begin_import(
    actor: Actor,
    *,
    number: UUID,
    spaces: Sequence[PreparedSpace],
    people: Sequence[Person] = (),
    memberships: Sequence[tuple[Person, str]] = (),
    site: PreparedSite | None = None,
) -> Import:
    """Begin to import: the keys of the spaces are taken from here on, and nothing else is there.

    Args:
        number: the job, or the command, that imports; by it an import that came to no end is taken back.
        people: who gets an account.
        memberships: who joins which group; for accounts that are made.
        site: what belongs to no space; None for nothing.

    Raises:
        NotPermitted: the actor is no system administrator.
        KeyTaken: there is a space of such a key, or another import brings one.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    for prepared in spaces:
        if Space.objects.filter(key_folded=fold_title(prepared.key)).exists():
            raise KeyTaken(prepared.key)
    arrival = Arrival.objects.create(number=number)
    rows = [Space.objects.create(**_space(prepared), arrival=arrival) for prepared in spaces]
    return Import(Steps(arrival), spaces, people, memberships, site or PreparedSite(), rows, {})


def _space(prepared: PreparedSpace) -> dict[str, object]:
    return {
        "key": prepared.key,
        "key_folded": fold_title(prepared.key),
        "name": prepared.name,
        "kind": SpaceKind.PERSONAL if prepared.is_personal else SpaceKind.GLOBAL,
        "status": SpaceStatus.ARCHIVED if prepared.is_archived else SpaceStatus.CURRENT,
        "description": prepared.description,
        "created": prepared.created,
        "modified": prepared.modified,
    }


@service_in_steps
def write_import(
    actor: Actor, *, under_way: Import, step: Callable[[str, int], None], advance: Callable[[int], None]
) -> None:
    """Write accounts, groups, and all that is in the spaces; none of it shows.

    Args:
        step: told what is written next, and how many there are of it.
        advance: told how many more are written; may raise to stop the import.

    Raises:
        NotPermitted: the actor is no system administrator.
        UserExists: somebody has made an account of such a name meanwhile.
        ConcurrentChange: something else is in the way that somebody made meanwhile.
        ImportTakenAway: the import was given up.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    steps = under_way.steps
    make_people(actor, steps, under_way.people)
    names = named_groups(under_way.spaces, under_way.memberships, under_way.site)
    under_way.groups = make_groups(actor, steps, names)
    ids = Ids(under_way.spaces)
    for space, prepared in zip(under_way.rows, under_way.spaces, strict=True):
        step(gettext("Writing the tree of {key}").format(key=space.key), len(prepared.contents))
        write_contents(steps, ids, space, prepared, advance)
        close_contents(steps, prepared, under_way.groups)
        step(
            gettext("Writing the texts of {key}").format(key=space.key), sum(one.has_body for one in prepared.contents)
        )
        write_bodies(steps, space, prepared, advance)
        write_inline_comments(steps, prepared)
        write_archives(steps, prepared)
        write_labels(steps, space, prepared)
        write_watches(steps, space, prepared)
        write_likes(steps, prepared)
        write_templates(steps, space, prepared)
        write_drafts(steps, space, prepared)
