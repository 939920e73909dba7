"""The objects of an export, indexed: small ones in memory, bodies in a file of their own."""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from wiki.transfer.confluence_xml.errors import BadPackage
from wiki.transfer.confluence_xml.reader import Record, Reference

MOST_OBJECTS = 50_000_000

TAKEN = frozenset(
    [
        "Space",
        "SpaceDescription",
        "Page",
        "BlogPost",
        "Comment",
        "Attachment",
        "BodyContent",
        "ContentProperty",
        "Label",
        "Labelling",
        "ContentPermissionSet",
        "ContentPermission",
        "SpacePermission",
        "ConfluenceUserImpl",
        "InternalUser",
        "InternalGroup",
        "HibernateMembership",
        "DefaultHibernateUser",
        "DefaultHibernateGroup",
        "LikeEntity",
        "Notification",
        "PageTemplate",
        "Draft",
    ]
)
"""Classes that an import makes something of."""

LEFT_OUT = {
    "OutgoingLink": "links are found anew in the texts",
    "ReferralLink": "who came from where is not kept here",
    "User2ContentRelationEntity": "who opened what is not kept here",
    "BucketPropertySetItem": "settings of plugins",
    "ConfluenceBandanaRecord": "settings of the space's looks and of plugins",
    "CustomContentEntityObject": "content of plugins",
    "PersonalInformation": "profiles belong to people, not to spaces",
    "GlobalDescription": "settings of the site",
    "AliasedKey": "settings of the site",
    "ConfluenceRememberMeToken": "sessions of the old server",
    "UserLoginInfo": "sessions of the old server",
    "SchedulerClusteredJob": "the clock of the old server",
    "InternalUserAttribute": "configuration of user directories",
    "InternalGroupAttribute": "configuration of user directories",
    "DirectoryImpl": "configuration of user directories",
    "DirectoryMapping": "configuration of user directories",
    "ApplicationImpl": "configuration of user directories",
}
"""Classes that are understood and not taken, with the reason."""

_KEPT_COLLECTIONS = frozenset({"contentProperties", "historicalVersions", "groups", "localMembers"})
_STORAGE = 2


@dataclass(frozen=True)
class BodyPlace:
    """Where a body lies, and in which format: 0 and none are wiki markup, 1 raw, 2 storage format."""

    start: int
    length: int
    body_type: int | None


class Objects:
    """All objects that an import may need; a context that removes the file of the bodies."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.by_class: dict[str, dict[str, Record]] = defaultdict(dict)
        self.bodies: dict[Reference, BodyPlace] = {}
        self.repeated: Counter[str] = Counter()
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed by the context
        self._unnumbered = 0

    def __enter__(self) -> "Objects":
        return self

    def __exit__(self, *error: object) -> None:
        self._spool.close()

    def take_all(self, records: Iterable[Record], advance: Callable[[int], None]) -> None:
        """Take objects in.

        Args:
            advance: told now and then how many more there were.

        Raises:
            BadPackage: there are too many.
        """
        since = 0
        for record in records:
            self._take(record)
            since += 1
            if since == 1000:
                advance(since)
                since = 0
        advance(since)

    def all(self, class_name: str) -> Iterator[Record]:
        """Give the objects of a class, in the order of the file."""
        return iter(self.by_class.get(class_name, {}).values())

    def find(self, reference: Reference | None) -> Record | None:
        """Give the object that a reference points to; None where it is not in the file."""
        if reference is None:
            return None
        return self.by_class.get(reference.class_name, {}).get(reference.id)

    def body_of(self, record: Record) -> tuple[str, int | None] | None:
        """Give the body of an object and its type; None where it has none."""
        place = self.bodies.get(Reference(record.class_name, record.id))
        if place is None:
            return None
        self._spool.seek(place.start)
        return self._spool.read(place.length).decode("utf-8", "surrogatepass"), place.body_type

    def _take(self, record: Record) -> None:
        self.counts[record.class_name] += 1
        if self.counts.total() > MOST_OBJECTS:
            raise BadPackage(f"The package holds more than {MOST_OBJECTS:,} objects.")
        if record.class_name == "BodyContent":
            self._take_body(record)
            return
        if record.class_name not in TAKEN:
            return
        record.many = {name: items for name, items in record.many.items() if name in _KEPT_COLLECTIONS and items}
        if not record.id:
            self._unnumbered += 1
            record.id = f"none-{self._unnumbered}"
        known = self.by_class[record.class_name]
        if record.id in known:
            self.repeated[record.class_name] += 1
        known[record.id] = record

    def _take_body(self, record: Record) -> None:
        owner = record.reference("content")
        if owner is None:
            self.repeated["BodyContent"] += 1
            return
        body_type = record.number("bodyType")
        before = self.bodies.get(owner)
        if before is not None and before.body_type == _STORAGE:
            return
        data = record.text("body").encode("utf-8", "surrogatepass")
        start = self._spool.seek(0, 2)
        self._spool.write(data)
        self.bodies[owner] = BodyPlace(start, len(data), body_type)
