"""The people of a whole site as its backup has them, hashes of passwords and permissions included."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from django.utils import timezone

from accounts.global_permissions import GlobalPermissionType
from accounts.models import fold_name
from accounts.services.global_grants import GlobalGrant, Grantee
from accounts.services.restoring import RestoredPerson, RestoredProfile, can_be_checked
from wiki.transfer.confluence_xml.errors import ImportImpossible
from wiki.transfer.confluence_xml.package import ENTITIES, Package
from wiki.transfer.confluence_xml.reader import Record, Reference, read_records
from wiki.transfer.confluence_xml.space_plan import zone_of
from wiki.transfer.confluence_xml.space_reader import read_date

_WANTED = frozenset(
    {"ConfluenceUserImpl", "InternalUser", "InternalGroup", "HibernateMembership", "PersonalInformation"}
)
_LARGEST_VERSION = 2**30


@dataclass
class SitePeople:
    """Everybody of a backup, and what they may do on the whole site.

    Attributes:
        without_password: the names of those who had a password that can't be kept.
        not_understood: permissions that there are none of here.
        grant_ids: the ids of all objects that are permissions on the whole site.
    """

    people: list[RestoredPerson] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    grants: list[GlobalGrant] = field(default_factory=list)
    profiles: list[RestoredProfile] = field(default_factory=list)
    without_password: list[str] = field(default_factory=list)
    not_understood: list[str] = field(default_factory=list)
    grant_ids: set[str] = field(default_factory=set)


def read_site_people(path: Path) -> SitePeople:
    """Read everybody from the export of a whole site.

    Raises:
        BadPackage: the package is damaged, hostile or no export.
        ImportImpossible: it is no export of a whole site.
    """
    with Package(path) as package:
        if package.descriptor.export_type != "all":
            raise ImportImpossible("This is the export of a space. Only the backup of a whole site can be restored.")
        reading = _Reading(zone_of(package.descriptor.time_zone))
        with package.open(ENTITIES) as stream:
            for record in read_records(stream, with_parts=True):
                reading.take(record)
    return reading.result()


class _Reading:
    """The objects about people, while they are gathered."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._records: dict[str, dict[str, Record]] = defaultdict(dict)
        self._grants: list[Record] = []
        self._texts: dict[str, str] = {}

    def take(self, record: Record) -> None:
        """Take one object, if it is about people."""
        if record.class_name in _WANTED:
            self._records[record.class_name][record.id] = record
        elif record.class_name == "SpacePermission" and record.reference("space") is None:
            self._grants.append(record)
        elif record.class_name == "BodyContent":
            owner = record.reference("content")
            if owner is not None and owner.class_name == "PersonalInformation":
                self._texts[owner.id] = record.text("body")

    def result(self) -> SitePeople:
        """Put everybody together."""
        found = SitePeople()
        found.groups = sorted({fold_name(one.text("name")) for one in self._records["InternalGroup"].values()} - {""})
        joined = self._memberships()
        keys = {fold_name(one.text("name")): one.id for one in self._records["ConfluenceUserImpl"].values()}
        for record in self._records["InternalUser"].values():
            name = fold_name(record.text("name"))
            if not name:
                continue
            person = self._person(record, name, keys.get(name, ""), joined.get(record.id, []))
            found.people.append(person)
            if person.password and not person.password.startswith("!") and not can_be_checked(person.password):
                found.without_password.append(name)
        known = {one.username for one in found.people}
        self._add_grants(found, known)
        found.profiles = [
            profile for record in self._records["PersonalInformation"].values() if (profile := self._profile(record))
        ]
        return found

    def _person(self, record: Record, name: str, key: str, groups: list[str]) -> RestoredPerson:
        joined = self._date(record, "createdDate")
        return RestoredPerson(
            username=name,
            key=key or record.text("externalId").strip(),
            full_name=record.text("displayName"),
            email=record.text("emailAddress"),
            is_active=record.text("active").strip().lower() != "false",
            joined=joined,
            password_changed=self._date(record, "updatedDate", joined),
            password=record.text("credential"),
            groups=tuple(groups),
        )

    def _memberships(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record in self._records["HibernateMembership"].values():
            user, group = record.reference("userMember"), record.reference("parentGroup")
            row = self._records["InternalGroup"].get(group.id) if group is not None else None
            if user is not None and row is not None:
                found[user.id].append(fold_name(row.text("name")))
        return found

    def _add_grants(self, found: SitePeople, known: set[str]) -> None:
        for record in self._grants:
            found.grant_ids.add(record.id)
            name = record.text("type").strip()
            grantee = self._grantee(record)
            is_here = grantee is not None and (
                grantee.kind == "anonymous" or grantee.name in (known if grantee.kind == "user" else found.groups)
            )
            if grantee is None or not is_here or name not in GlobalPermissionType.__members__:
                found.not_understood.append(f"{name[:100]} of {grantee or 'somebody'}")
            else:
                found.grants.append(GlobalGrant(GlobalPermissionType(name), grantee))

    def _grantee(self, record: Record) -> Grantee | None:
        group = record.text("group").strip()
        if group:
            return Grantee.group(fold_name(group))
        subject = record.reference("userSubject")
        if subject is None:
            return Grantee.anonymous()
        name = self._name(subject)
        return Grantee.user(name) if name else None

    def _profile(self, record: Record) -> RestoredProfile | None:
        name = self._name(record.reference("user"))
        if not name:
            return None
        created = self._date(record, "creationDate")
        return RestoredProfile(
            username=name,
            storage=self._texts.get(record.id, ""),
            version=min(max(record.number("version") or 1, 1), _LARGEST_VERSION),
            creator=self._name(record.reference("creator")),
            created=created,
            modifier=self._name(record.reference("lastModifier")),
            modified=self._date(record, "lastModificationDate", created),
        )

    def _name(self, reference: Reference | None) -> str:
        record = self._records["ConfluenceUserImpl"].get(reference.id) if reference is not None else None
        return fold_name(record.text("name")) if record is not None else ""

    def _date(self, record: Record, name: str, otherwise: datetime | None = None) -> datetime:
        return read_date(record.text(name), self._zone) or otherwise or timezone.now()
