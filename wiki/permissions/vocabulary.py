"""The words permissions are spoken of in: space permissions, restrictions, and what a person wants to do."""

from enum import StrEnum

from wiki.models.restriction import RestrictionType
from wiki.models.space_permission import SpacePermissionType

__all__ = ["Action", "RestrictionType", "SpacePermissionType"]


class Action(StrEnum):
    """What an actor wants to do to a space or a content."""

    VIEW = "view"
    EDIT = "edit"
    CREATE_PAGE = "create a page"
    CREATE_BLOGPOST = "create a blog post"
    REMOVE = "remove"
    COMMENT = "comment"
    ATTACH = "attach files"
    REMOVE_ATTACHMENT = "remove attachments"
    LABEL = "label"
    RESTRICT = "restrict"
    EXPORT = "export"
    EXPORT_SPACE = "export the space"
    ADMINISTER = "administer"
