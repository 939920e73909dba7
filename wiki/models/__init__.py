"""The rows of the wiki, in the words of its field."""

from wiki.models.audit_entry import AuditEntry
from wiki.models.body import Body
from wiki.models.content import Content, ContentKind, ContentStatus
from wiki.models.content_id import ContentIdCounter, allot_id, allot_ids
from wiki.models.draft import Draft
from wiki.models.label import Label, Labelling, LabelNamespace
from wiki.models.link import Link, LinkKind
from wiki.models.restriction import (
    Restriction,
    RestrictionGroupPermission,
    RestrictionType,
    RestrictionUserPermission,
    ViewGate,
)
from wiki.models.space import Space, SpaceKind, SpaceStatus
from wiki.models.space_group import SpaceGroup
from wiki.models.space_permission import SpaceGroupPermission, SpacePermissionType, SpaceUserPermission
from wiki.models.watch import Watch

__all__ = [
    "AuditEntry",
    "Body",
    "Content",
    "ContentIdCounter",
    "ContentKind",
    "ContentStatus",
    "Draft",
    "Label",
    "LabelNamespace",
    "Labelling",
    "Link",
    "LinkKind",
    "Restriction",
    "RestrictionGroupPermission",
    "RestrictionType",
    "RestrictionUserPermission",
    "Space",
    "SpaceGroup",
    "SpaceGroupPermission",
    "SpaceKind",
    "SpacePermissionType",
    "SpaceStatus",
    "SpaceUserPermission",
    "ViewGate",
    "Watch",
    "allot_id",
    "allot_ids",
]
