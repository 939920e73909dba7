"""Imports that are begun and written, and not shown."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from accounts.actor import SYSTEM_IMPORT
from wiki.models import ContentKind, LabelNamespace, RestrictionType, SpacePermissionType
from wiki.services.imports.prepared import (
    Person,
    PreparedBody,
    PreparedContent,
    PreparedDraft,
    PreparedGrant,
    PreparedLabel,
    PreparedRestriction,
    PreparedSpace,
    PreparedWatch,
)
from wiki.services.imports.write import Import, begin_import, write_import

WHEN = datetime(2020, 1, 2, tzinfo=UTC)


def prepared(key: str = "NEW", pages: int = 4, first_id: int = 1000, people: Sequence[Person] = ()) -> PreparedSpace:
    """Give a space with pages below each other, restricted from the second on, and more where there are people."""
    space = PreparedSpace(key, f"Space {key}", WHEN, WHEN)
    for at in range(pages):
        parent = space.contents[-1] if space.contents else None
        space.contents.append(
            PreparedContent(
                ContentKind.PAGE, f"{key} {at}", WHEN, WHEN, old_id=first_id + at, parent=parent, has_body=True
            )
        )
    space.home = space.contents[0]
    space.bodies = lambda: iter([(one, PreparedBody("<p>secret words</p>", [], False)) for one in space.contents])
    space.grants = [PreparedGrant(SpacePermissionType.VIEWSPACE, group="readers")]
    for person in people:
        space.contents[0].creator = person
        space.watches.append(PreparedWatch(person, space.contents[0]))
        space.labels.append(PreparedLabel(LabelNamespace.GLOBAL, "arriving", None, space.contents[0], person, WHEN))
        space.restrictions.append(PreparedRestriction(space.contents[1], RestrictionType.VIEW, (person,), ()))
        space.drafts.append(
            PreparedDraft(person, space.contents[0], None, ContentKind.PAGE, "", lambda: "<p>draft</p>", WHEN, WHEN)
        )
    return space


def written(*spaces: PreparedSpace, people: Sequence[Person] = (), number: UUID | None = None) -> Import:
    """Begin an import and write all of it, without showing it."""
    under_way = begin_import(SYSTEM_IMPORT, number=number or uuid4(), spaces=spaces, people=people)
    write_import(SYSTEM_IMPORT, under_way=under_way, step=lambda name, total: None, advance=lambda count: None)
    return under_way
