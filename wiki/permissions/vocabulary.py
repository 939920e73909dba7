"""The words permissions are spoken of in: space permissions, restrictions, and what a person wants to do."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from wiki.models.restriction import RestrictionType
from wiki.models.space_permission import SpacePermissionType

__all__ = ["ACTION_WORDS", "Action", "RestrictionType", "SpacePermissionType"]


class Action(StrEnum):
    """What an actor wants to do to a space or a content."""

    VIEW = "view"
    EDIT = "edit"
    CREATE_PAGE = "create a page"
    CREATE_BLOGPOST = "create a blog post"
    REMOVE = "remove"
    ARCHIVE = "archive"
    COMMENT = "comment"
    ATTACH = "attach files"
    REMOVE_ATTACHMENT = "remove attachments"
    LABEL = "label"
    RESTRICT = "restrict"
    EXPORT = "export"
    EXPORT_SPACE = "export the space"
    ADMINISTER = "administer"


ACTION_WORDS: Mapping[Action, str | Promise] = {
    Action.VIEW: pgettext_lazy("you are not permitted to", "view"),
    Action.EDIT: pgettext_lazy("you are not permitted to", "edit"),
    Action.CREATE_PAGE: pgettext_lazy("you are not permitted to", "create a page"),
    Action.CREATE_BLOGPOST: pgettext_lazy("you are not permitted to", "create a blog post"),
    Action.REMOVE: pgettext_lazy("you are not permitted to", "remove"),
    Action.ARCHIVE: pgettext_lazy("you are not permitted to", "archive"),
    Action.COMMENT: pgettext_lazy("you are not permitted to", "comment"),
    Action.ATTACH: pgettext_lazy("you are not permitted to", "attach files"),
    Action.REMOVE_ATTACHMENT: pgettext_lazy("you are not permitted to", "remove attachments"),
    Action.LABEL: pgettext_lazy("you are not permitted to", "label"),
    Action.RESTRICT: pgettext_lazy("you are not permitted to", "restrict"),
    Action.EXPORT: pgettext_lazy("you are not permitted to", "export"),
    Action.EXPORT_SPACE: pgettext_lazy("you are not permitted to", "export the space"),
    Action.ADMINISTER: pgettext_lazy("you are not permitted to", "administer"),
}
"""The actions in the reader's language, as they stand behind "You're not permitted to"."""
