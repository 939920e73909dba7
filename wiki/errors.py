"""What can go wrong in the wiki: one class for each kind of refusal, with a sentence for the person who asked."""

from accounts.errors import NotPermitted
from wiki.storage_format.errors import MalformedStorage

__all__ = [
    "AlreadyExists",
    "AttachmentTooLarge",
    "BadBody",
    "BadDate",
    "BadFileName",
    "BadKey",
    "BadLabel",
    "BadMove",
    "BadPermission",
    "BadRestriction",
    "BadTitle",
    "BadValue",
    "ConcurrentChange",
    "ContentIdTaken",
    "FileNameTaken",
    "KeyTaken",
    "LastSpaceAdministrator",
    "MalformedStorage",
    "NoSuchAttachment",
    "NoSuchBlogPost",
    "NoSuchComment",
    "NoSuchContent",
    "NoSuchDraft",
    "NoSuchLabel",
    "NoSuchPage",
    "NoSuchSpace",
    "NoSuchSpaceGroup",
    "NoSuchVersion",
    "NotPermitted",
    "SpaceGroupTaken",
    "TitleTaken",
    "VersionConflict",
    "WikiError",
]


class WikiError(Exception):
    """A request that the wiki refuses; `str(error)` says why."""


class NoSuchContent(WikiError):
    """Nothing of this id is there, or the actor may not know of it: both look the same."""

    noun = "content"

    def __init__(self, what: object = "", message: str = "") -> None:
        self.what = what
        named = f" ({what})" if what not in ("", None) else ""
        super().__init__(message or f"You're not allowed to view that {self.noun}, or it does not exist{named}.")


class NoSuchPage(NoSuchContent):
    """No page of this id or title that the actor may see."""

    noun = "page"


class NoSuchBlogPost(NoSuchContent):
    """No blog post of this id, or day and title, that the actor may see."""

    noun = "blog post"


class NoSuchComment(NoSuchContent):
    """No comment of this id that the actor may see."""

    noun = "comment"


class NoSuchAttachment(NoSuchContent):
    """No attachment of this name, version or id that the actor may see."""

    noun = "attachment"


class NoSuchVersion(NoSuchContent):
    """No such version of content that the actor may see."""

    noun = "version"


class NoSuchDraft(NoSuchContent):
    """No draft of this id that belongs to the actor."""

    noun = "draft"


class NoSuchSpace(NoSuchContent):
    """No space of this key that the actor may see."""

    noun = "space"


class NoSuchSpaceGroup(NoSuchContent):
    """No space group of this key."""

    noun = "space group"


class NoSuchLabel(NoSuchContent):
    """No label of this name or id that the actor may see."""

    noun = "label"


class BadValue(WikiError):
    """A value that can't be taken; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class BadTitle(BadValue):
    """A title that is empty, too long, or holds characters that no title may have."""

    def __init__(self, message: str) -> None:
        super().__init__("title", message)


class BadKey(BadValue):
    """A space key that breaks the rule for keys."""

    def __init__(self, message: str) -> None:
        super().__init__("key", message)


class BadLabel(BadValue):
    """A label that breaks the rule for labels."""

    def __init__(self, message: str) -> None:
        super().__init__("label", message)


class BadFileName(BadValue):
    """A file name that an attachment can't have."""

    def __init__(self, message: str) -> None:
        super().__init__("fileName", message)


class BadDate(BadValue):
    """A date that does not exist or can't be used here."""

    def __init__(self, message: str) -> None:
        super().__init__("date", message)


class BadBody(BadValue):
    """A body that is too large, or is for another kind of content."""

    def __init__(self, message: str) -> None:
        super().__init__("content", message)


class BadMove(WikiError):
    """A move that would break the tree: below itself, beside nothing, or to a place that can't be."""


class BadPermission(WikiError):
    """A permission name that is not one; the message lists those that are."""


class BadRestriction(WikiError):
    """A restriction that names nobody known, or is of no known type."""


class LastSpaceAdministrator(WikiError):
    """The change would leave a space without anybody who may administer it."""


class AttachmentTooLarge(WikiError):
    """A file over the size limit of the site."""


class AlreadyExists(WikiError):
    """Something of this name is there already."""


class TitleTaken(AlreadyExists):
    """Another current page of the space, or post of the day, has this title."""

    def __init__(self, title: str, place: str) -> None:
        self.title = title
        super().__init__(f"A page with the title '{title}' already exists in {place}.")


class KeyTaken(AlreadyExists):
    """Another space has this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"A space with the key '{key}' already exists.")


class SpaceGroupTaken(AlreadyExists):
    """Another space group has this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"A space group with the key '{key}' already exists.")


class FileNameTaken(AlreadyExists):
    """The target of a move has an attachment of this name already."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"An attachment named '{name}' already exists there.")


class ContentIdTaken(AlreadyExists):
    """The id that was chosen for new content is in use."""

    def __init__(self, content_id: int) -> None:
        self.content_id = content_id
        super().__init__(f"Content with the id {content_id} already exists.")


class ConcurrentChange(WikiError):
    """Somebody changed the same thing at the very same moment, and was first."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed the same at the same moment. Nothing was changed; please try again.")


class VersionConflict(WikiError):
    """Somebody else changed the content since the version that the edit started from."""

    def __init__(self, given: int, current: int) -> None:
        self.given = given
        self.current = current
        super().__init__(
            f"You're trying to edit an outdated version of that page: you edited version {given}, "
            f"the current version is {current}. Nothing was changed."
        )
