"""The rows of the wiki, in the words of its field."""

from wiki.models.arrival import Arrival, ArrivalTrace, ArrivalTraceKind
from wiki.models.audit_entry import AuditEntry
from wiki.models.body import Body
from wiki.models.change_stamp import ChangeStamp
from wiki.models.content import Content, ContentKind, ContentStatus
from wiki.models.content_id import ContentIdCounter, allot_id, allot_ids
from wiki.models.draft import Draft
from wiki.models.draft_file import DraftFile
from wiki.models.editor_presence import EditorPresence
from wiki.models.fetched_feed import FetchedFeed
from wiki.models.former_place import FormerPlace
from wiki.models.inline_comment import InlineComment
from wiki.models.inline_task import InlineTask
from wiki.models.label import Label, Labelling, LabelNamespace
from wiki.models.link import Link, LinkKind
from wiki.models.logo import Logo
from wiki.models.notification import Notification, NotificationKind
from wiki.models.page_archive import PageArchive
from wiki.models.page_template import PageTemplate
from wiki.models.reaction import Reaction, ReactionKind
from wiki.models.restriction import (
    Restriction,
    RestrictionGroupPermission,
    RestrictionType,
    RestrictionUserPermission,
    ViewGate,
)
from wiki.models.share import Share
from wiki.models.site_setting import SiteSetting
from wiki.models.space import Space, SpaceKind, SpaceStatus
from wiki.models.space_group import SpaceGroup
from wiki.models.space_permission import SpaceGroupPermission, SpacePermissionType, SpaceUserPermission
from wiki.models.view_count import ViewCount
from wiki.models.watch import Watch

__all__ = [
    "Arrival",
    "ArrivalTrace",
    "ArrivalTraceKind",
    "AuditEntry",
    "Body",
    "ChangeStamp",
    "Content",
    "ContentIdCounter",
    "ContentKind",
    "ContentStatus",
    "Draft",
    "DraftFile",
    "EditorPresence",
    "FetchedFeed",
    "FormerPlace",
    "InlineComment",
    "InlineTask",
    "Label",
    "LabelNamespace",
    "Labelling",
    "Link",
    "LinkKind",
    "Logo",
    "Notification",
    "NotificationKind",
    "PageArchive",
    "PageTemplate",
    "Reaction",
    "ReactionKind",
    "Restriction",
    "RestrictionGroupPermission",
    "RestrictionType",
    "RestrictionUserPermission",
    "Share",
    "SiteSetting",
    "Space",
    "SpaceGroup",
    "SpaceGroupPermission",
    "SpaceKind",
    "SpacePermissionType",
    "SpaceStatus",
    "SpaceUserPermission",
    "ViewCount",
    "ViewGate",
    "Watch",
    "allot_id",
    "allot_ids",
]
