"""Restrictions in an XML export: one set for each type and page, and whom it names."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from accounts.default_groups import super_group_name
from accounts.models import User
from wiki.models import Restriction, RestrictionGroupPermission, RestrictionUserPermission
from wiki.transfer.confluence_xml import writer
from wiki.transfer.confluence_xml.classes import (
    CONFLUENCE_USER,
    CONTENT_PERMISSION,
    CONTENT_PERMISSION_SET,
    JavaClass,
)
from wiki.transfer.confluence_xml.numbers import Numbers
from wiki.transfer.confluence_xml.people_objects import PeopleObjects


@dataclass
class Named:
    """Whom a restriction lets pass: ids of people, and groups by their names with their ids."""

    people: dict[int, None] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)


class RestrictionObjects:
    """Writes the restrictions of pages and blog posts; what a page inherits is written with the page above.

    Attributes:
        kept: a line of JSON for each page that has restrictions of former ancestors besides its own: which they are.
            The objects have one set for them all, as the format wants it.
        notes: what whoever exports should know.
    """

    def __init__(self, out: writer.EntitiesWriter, people: PeopleObjects, numbers: Numbers) -> None:
        self._out = out
        self._people = people
        self._numbers = numbers
        self.kept: list[str] = []
        self.notes: list[str] = []

    def write(self, owners: Mapping[int, JavaClass]) -> dict[int, list[int]]:
        """Write the restrictions of some contents.

        Args:
            owners: the class of each content, by its id.

        Returns:
            the ids of the sets, by the id of their content.
        """
        restrictions = list(Restriction.objects.filter(content_id__in=list(owners)).order_by("pk"))
        named = self._named([restriction.pk for restriction in restrictions])
        sets: dict[tuple[int, str], list[Restriction]] = defaultdict(list)
        for restriction in restrictions:
            sets[restriction.content_id, restriction.type].append(restriction)
        found: dict[int, list[int]] = defaultdict(list)
        for (content_id, type), several in sets.items():
            # The page's own one stands for all: others are kept from it by its number.
            first = next((one for one in several if one.kept_from is None), several[0])
            found[content_id].append(first.pk)
            whom = named[first.pk]
            if first.kept_from is not None or len(several) > 1:
                whom = self._merge(content_id, [named[one.pk] for one in several])
                self._note_kept(content_id, several, named)
            self._write_set(first, owners[content_id], type, whom)
        return found

    def _named(self, restriction_ids: list[int]) -> dict[int, Named]:
        """Give whom restrictions name, by the ids of the restrictions."""
        found: dict[int, Named] = defaultdict(Named)
        if not restriction_ids:
            return found
        to_users = RestrictionUserPermission.objects.filter(content_object_id__in=restriction_ids).order_by("pk")
        for restriction_id, user_id in to_users.values_list("content_object_id", "user_id"):
            found[restriction_id].people[user_id] = None
        to_groups = RestrictionGroupPermission.objects.filter(content_object_id__in=restriction_ids).order_by("pk")
        for restriction_id, name, pk in to_groups.values_list("content_object_id", "group__name", "group_id"):
            found[restriction_id].groups[name] = pk
        self._people.learn(user_id for named in found.values() for user_id in named.people)
        return found

    def _merge(self, content_id: int, several: list[Named]) -> Named:
        """Give who passes all of some restrictions: groups that all of them name, and people who pass each of them."""
        if len(several) == 1:
            return several[0]
        common = {name: pk for name, pk in several[0].groups.items() if all(name in one.groups for one in several)}
        passing = set.intersection(*(self._passers(one) for one in several))
        by_group = set(
            User.groups.through.objects.filter(group_id__in=common.values()).values_list("user_id", flat=True)
        )
        people = sorted(passing - by_group)
        self._people.learn(people)
        if not people and not common:
            self.notes.append(
                f"Nobody passes all the restrictions that the page {content_id} has kept, so that only administrators "
                "pass the one that the export has for them."
            )
            name = super_group_name()
            return Named({}, dict(Group.objects.filter(name=name).values_list("name", "pk")) or {name: 0})
        self.notes.append(
            f"The page {content_id} is closed by {len(several)} restrictions; in the export one stands for them, "
            f"which names the {len(people)} people and {len(common)} groups that pass all."
        )
        return Named(dict.fromkeys(people), common)

    @staticmethod
    def _passers(named: Named) -> set[int]:
        members = User.groups.through.objects.filter(group_id__in=named.groups.values())
        return {*named.people, *members.values_list("user_id", flat=True)}

    def _note_kept(self, content_id: int, several: list[Restriction], named: Mapping[int, Named]) -> None:
        kept = [
            {
                "number": one.pk,
                "kept_from": one.kept_from,
                "people": [self._people.key(user_id) for user_id in named[one.pk].people],
                "groups": list(named[one.pk].groups),
            }
            for one in several
        ]
        self.kept.append(json.dumps({"content": content_id, "restrictions": kept}))

    def _write_set(self, one: Restriction, owner: JavaClass, type: str, named: Named) -> None:
        written = [self._write_permission(one, user_id, None) for user_id in named.people]
        written += [self._write_permission(one, None, name) for name in named.groups]
        self._out.add(
            CONTENT_PERMISSION_SET,
            one.pk,
            writer.text("type", type),
            writer.collection("contentPermissions", CONTENT_PERMISSION, written),
            writer.reference("owningContent", owner, one.content_id),
        )

    def _write_permission(self, restriction: Restriction, user_id: int | None, group: str | None) -> int:
        identity = self._numbers.next("restriction")
        self._out.add(
            CONTENT_PERMISSION,
            identity,
            writer.text("type", str(restriction.type)),
            writer.reference("userSubject", CONFLUENCE_USER, self._people.key(user_id)),
            writer.text("groupName", group),
            writer.reference("owningSet", CONTENT_PERMISSION_SET, restriction.pk),
        )
        return identity
