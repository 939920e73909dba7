"""Restrictions and space permissions of an export. What can't be read closes; nothing opens by a mistake."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.errors import AccountError
from accounts.names import checked_group_name
from wiki.models import ContentKind, ContentStatus, RestrictionType, SpacePermissionType
from wiki.services.imports.prepared import Person, PreparedContent, PreparedGrant, PreparedRestriction
from wiki.transfer.confluence_xml.kept_restrictions import KeptRestriction
from wiki.transfer.confluence_xml.reader import Record, Reference
from wiki.transfer.confluence_xml.space_reader import SpaceReading, what

_TYPES = {"view": RestrictionType.VIEW, "edit": RestrictionType.EDIT, "share": None}
_EVERYBODY = "anonymous-users"


@dataclass
class Whom:
    """Whom a restriction lets pass: people by `id()`, and groups."""

    people: dict[int, Person]
    groups: dict[str, None]


class RightsReader:
    """Takes who may view and edit which page, and who may do what in the space.

    Args:
        kept: the view restrictions of pages that have kept some of former ancestors, by the ids of the pages.
    """

    def __init__(self, reading: SpaceReading, kept: Mapping[str, Sequence[KeptRestriction]]) -> None:
        self._reading = reading
        self._kept = kept
        self._taken: dict[tuple[int, RestrictionType], set[int | None]] = defaultdict(set)

    def read(self) -> None:
        """Take restrictions and permissions."""
        sets = self._sets()
        for owner, found in sets.items():
            content = self._reading.contents.get(owner)
            if content is None or content.current is not None:
                self._report_lost(owner, found)
                continue
            self._restrict(content, found)
        self._carry_over(sets)
        self._read_permissions()

    def _sets(self) -> dict[Reference, list[Record]]:
        found: dict[Reference, list[Record]] = defaultdict(list)
        for record in self._reading.objects.all("ContentPermissionSet"):
            owner = record.reference("owningContent")
            if owner is not None:
                found[owner].append(record)
            elif self._reading.is_only:
                self._reading.findings.opening.append(f"{what(record)}: it names no page")
        self._members: dict[str, list[Record]] = defaultdict(list)
        for record in self._reading.objects.all("ContentPermission"):
            owner = record.reference("owningSet")
            if owner is not None:
                self._members[owner.id].append(record)
        return found

    def _restrict(self, content: PreparedContent, records: list[Record], kept_from: int | None = None) -> None:
        """Close a content by what some sets say; of several of one type each closes."""
        by_type: dict[RestrictionType, list[Record]] = defaultdict(list)
        for record in records:
            type = self._type(record)
            if type is not None:
                by_type[type].append(record)
        for type, found in by_type.items():
            if kept_from is not None and type != RestrictionType.VIEW:
                continue
            own = found[0].reference("owningContent") if kept_from is None and type == RestrictionType.VIEW else None
            if own is not None and own.id in self._kept:
                self._close_exactly(content, found[0], self._kept[own.id])
            elif type == RestrictionType.EDIT:
                self._close(content, type, found[0], self._in_all(found))
            else:
                for record in found:
                    self._close(content, type, record, self._whom(record), kept_from)

    def _close_exactly(self, content: PreparedContent, record: Record, kept: Sequence[KeptRestriction]) -> None:
        for one in kept:
            people = [self._reading.people.keyed(key) for key in one.people]
            groups = [self._group(name, what(record)) for name in one.groups]
            whom = Whom({id(person): person for person in people}, {name: None for name in groups if name})
            self._close(content, RestrictionType.VIEW, record, whom, one.kept_from, one.number)

    def _close(
        self,
        content: PreparedContent,
        type: RestrictionType,
        record: Record,
        whom: Whom,
        kept_from: int | None = None,
        number: int = 0,
    ) -> None:
        """Close a content by one restriction.

        Args:
            record: the set that says so.
            kept_from: None for the content's own; where it has one already, the next one is kept beside it.
            number: by which others are kept from it; 0 takes that of the set.
        """
        number = number or _number(record.id)
        taken = self._taken[id(content), type]
        if kept_from is None and None in taken:
            kept_from = -number
        while kept_from in taken and kept_from is not None:
            kept_from -= 1
        taken.add(kept_from)
        if not whom.people and not whom.groups:
            self._reading.findings.warnings.append(
                f"{what(record)}: the restriction of '{content.title}' names nobody, "
                "so that only administrators pass it"
            )
        self._reading.space.restrictions.append(
            PreparedRestriction(content, type, tuple(whom.people.values()), tuple(whom.groups), kept_from, number)
        )
        self._reading.findings.counts["restrictions"] += 1

    def _whom(self, record: Record) -> Whom:
        whom = Whom({}, {})
        for member in self._members.get(record.id, ()):
            self._name(member, whom)
        return whom

    def _in_all(self, records: list[Record]) -> Whom:
        """Give whom all of some sets name: the format has one, and where there are more none may open for another."""
        first, *others = [self._whom(record) for record in records]
        return Whom(
            {key: person for key, person in first.people.items() if all(key in one.people for one in others)},
            {name: None for name in first.groups if all(name in one.groups for one in others)},
        )

    def _type(self, record: Record) -> RestrictionType | None:
        name = record.text("type").strip().lower()
        if name not in _TYPES:
            # What is not understood closes.
            self._reading.findings.mend(what(record), f"has the unknown type '{name[:50]}', and closes for viewing")
            return RestrictionType.VIEW
        type = _TYPES[name]
        if type is None:
            self._reading.findings.leave_out(what(record), "with whom a page was shared is not kept here")
        return type

    def _name(self, member: Record, whom: Whom) -> None:
        group = member.text("groupName").strip()
        person = self._reading.people.of(member, "userSubject", "userName")
        if person is not None:
            whom.people[id(person)] = person
        elif group:
            name = self._group(group, what(member))
            if name:
                whom.groups[name] = None
        else:
            self._reading.findings.leave_out(what(member), "it names neither a person nor a group")

    def _group(self, name: str, of: str) -> str:
        try:
            return checked_group_name(name)
        except AccountError as error:
            self._reading.findings.leave_out(of, str(error))
            return ""

    def _report_lost(self, owner: Reference, records: list[Record]) -> None:
        found = self._reading.objects.find(owner)
        if found is None and self._reading.is_only:
            for record in records:
                self._reading.findings.leave_out(what(record), f"its page {owner.id} is not in the package")

    def _carry_over(self, sets: dict[Reference, list[Record]]) -> None:
        """Keep closed what was closed by a page above that does not stand above it any more."""
        for content in list(self._reading.contents.values()):
            if content.kind != ContentKind.PAGE or content.current is not None:
                continue
            if self._reading.record_of(content).id in self._kept:
                continue
            above = self._reading.record_of(content).reference("parent")
            seen: set[Reference] = set()
            while above is not None and above not in seen:
                seen.add(above)
                parent = self._reading.contents.get(above)
                if parent is not None and parent is content.parent and content.status == ContentStatus.CURRENT:
                    break
                view = [one for one in sets.get(above, []) if self._type(one) == RestrictionType.VIEW]
                if view and parent is not content:
                    self._restrict(content, view, kept_from=-_number(above.id))
                    if parent is None or parent.status != ContentStatus.CURRENT:
                        self._reading.findings.mend(
                            what(self._reading.record_of(content)),
                            f"keeps the restriction of the page {above.id}, which does not stand above it any more",
                        )
                record = self._reading.objects.find(above)
                above = record.reference("parent") if record is not None else None

    def _read_permissions(self) -> None:
        taken: set[tuple[object, ...]] = set()
        for record in self._reading.objects.all("SpacePermission"):
            space = record.reference("space")
            if space is None or space.id != self._reading.record.id:
                continue
            grant = self._grant(record)
            if grant is None:
                continue
            key = (grant.permission, id(grant.person) if grant.person else None, grant.group)
            if key not in taken:
                taken.add(key)
                self._reading.space.grants.append(grant)
        self._reading.findings.counts["permissions"] += len(self._reading.space.grants)

    def _grant(self, record: Record) -> PreparedGrant | None:
        name = record.text("type").strip().upper()
        if name not in SpacePermissionType.values:
            self._reading.findings.leave_out(what(record), f"there is no permission {name[:50]} here")
            return None
        permission = SpacePermissionType(name)
        person = self._reading.people.of(record, "userSubject", "userName")
        group, everybody = record.text("group").strip(), record.text("allUsersSubject").strip()
        if person is not None:
            return PreparedGrant(permission, person=person)
        if group:
            checked = self._group(group, what(record))
            return PreparedGrant(permission, group=checked) if checked else None
        if everybody and everybody != _EVERYBODY:
            self._reading.findings.leave_out(what(record), f"nobody knows who '{everybody[:50]}' are")
            return None
        return PreparedGrant(permission)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 1
