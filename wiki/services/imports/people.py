"""The people and groups that an import needs: made first, and noted so that they can be taken back."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import Group

from accounts.actor import Actor
from accounts.batches import batches
from accounts.services.arriving import NewPerson, add_arriving_groups, add_arriving_people
from wiki.models import ArrivalTraceKind
from wiki.services.imports.prepared import Person, PreparedSite, PreparedSpace
from wiki.services.imports.steps import Steps

_AT_ONCE = 200


def make_people(actor: Actor, steps: Steps, people: Iterable[Person]) -> None:
    """Make accounts that nobody can use before the import has ended.

    Raises:
        UserExists: somebody else has made one of such a name meanwhile.
    """
    for batch in batches(people, _AT_ONCE):
        new = [NewPerson(one.username, one.key, one.full_name, one.email) for one in batch]
        with steps.step():
            users = add_arriving_people(actor, people=new)
            steps.made(ArrivalTraceKind.PERSON, [user.pk for user in users])
        for person, user in zip(batch, users, strict=True):
            person.user_id = user.pk


def make_groups(actor: Actor, steps: Steps, names: Iterable[str]) -> dict[str, Group]:
    """Give groups by their names; those that are not there are made, with nobody in them."""
    groups: dict[str, Group] = {}
    for batch in batches(sorted(set(names)), _AT_ONCE):
        groups |= {group.name: group for group in Group.objects.filter(name__in=batch)}
        missing = [name for name in batch if name not in groups]
        if missing:
            with steps.step():
                made = add_arriving_groups(actor, names=missing)
                steps.made(ArrivalTraceKind.GROUP, [group.pk for group in made])
            groups |= {group.name: group for group in Group.objects.filter(name__in=missing)}
    return groups


def named_groups(
    spaces: Sequence[PreparedSpace], memberships: Sequence[tuple[Person, str]], site: PreparedSite
) -> set[str]:
    """Give the names of all groups that an import speaks of."""
    names = {grant.group for one in spaces for grant in one.grants if grant.group}
    names |= {group for one in spaces for restriction in one.restrictions for group in restriction.groups}
    names |= {grant.group for grant in site.grants if grant.group}
    return names | {group for _, group in memberships}
