"""What can go wrong in the wiki: one class for each kind of refusal, with a sentence for the person who asked."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    "ExportFailed",
    "ExportNotReady",
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
    "NoSuchNotification",
    "NoSuchPage",
    "NoSuchSpace",
    "NoSuchSpaceGroup",
    "NoSuchTemplate",
    "NoSuchTask",
    "NoSuchVersion",
    "NotPermitted",
    "PdfUnavailable",
    "SpaceGroupTaken",
    "TemplateTaken",
    "TitleTaken",
    "TooManyExports",
    "VersionConflict",
    "WikiError",
    "WordsNotFound",
]


class WikiError(Exception):
    """A request that the wiki refuses; `str(error)` says why."""


class NoSuchContent(WikiError):
    """Nothing of this id is there, or the actor may not know of it: both look the same."""

    sentence = gettext_lazy("You're not allowed to view that content, or it does not exist{named}.")

    def __init__(self, what: object = "", message: str = "") -> None:
        self.what = what
        named = f" ({what})" if what not in ("", None) else ""
        super().__init__(message or str(self.sentence).format(named=named))


class NoSuchPage(NoSuchContent):
    """No page of this id or title that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that page, or it does not exist{named}.")


class NoSuchBlogPost(NoSuchContent):
    """No blog post of this id, or day and title, that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that blog post, or it does not exist{named}.")


class NoSuchComment(NoSuchContent):
    """No comment of this id that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that comment, or it does not exist{named}.")


class NoSuchAttachment(NoSuchContent):
    """No attachment of this name, version or id that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that attachment, or it does not exist{named}.")


class NoSuchVersion(NoSuchContent):
    """No such version of content that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that version, or it does not exist{named}.")


class NoSuchDraft(NoSuchContent):
    """No draft of this id that belongs to the actor."""

    sentence = gettext_lazy("You're not allowed to view that draft, or it does not exist{named}.")


class NoSuchSpace(NoSuchContent):
    """No space of this key that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that space, or it does not exist{named}.")


class NoSuchSpaceGroup(NoSuchContent):
    """No space group of this key."""

    sentence = gettext_lazy("You're not allowed to view that space group, or it does not exist{named}.")


class NoSuchTemplate(NoSuchContent):
    """No page template of this name or id that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that template, or it does not exist{named}.")


class NoSuchLabel(NoSuchContent):
    """No label of this name or id that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that label, or it does not exist{named}.")


class NoSuchTask(NoSuchContent):
    """No task of this number in a text that the actor may see."""

    sentence = gettext_lazy("You're not allowed to view that task, or it does not exist{named}.")


class NoSuchNotification(NoSuchContent):
    """Nothing of this number that the actor was told, or nothing any more that they may see."""

    sentence = gettext_lazy("You're not allowed to view that notification, or it does not exist{named}.")


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


class WordsNotFound(WikiError):
    """Words that a comment was to be put on, and that do not stand in the text like that."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "These words are not in the text of the page as they were chosen: it may have changed, or they "
                "come from a macro. Please choose other words."
            )
        )


class BadPermission(WikiError):
    """A permission name that is not one; the message lists those that are."""


class BadRestriction(WikiError):
    """A restriction that names nobody known, or is of no known type."""


class LastSpaceAdministrator(WikiError):
    """The change would leave a space without anybody who may administer it."""


class AttachmentTooLarge(WikiError):
    """A file over the size limit of the site."""


class ExportNotReady(WikiError):
    """An export takes longer than its caller waits; the job goes on."""

    def __init__(self, address: str) -> None:
        super().__init__(
            _("The export is not ready yet. It goes on as the job %(address)s, which will have its result.")
            % {"address": address}
        )


class TooManyExports(WikiError):
    """Somebody has as many exports under way as one person may."""

    def __init__(self, most: int, address: str) -> None:
        super().__init__(
            _(
                "%(most)s of your exports are under way, and that is the most that one person may have. "
                "Wait until one has ended, or cancel one: %(address)s"
            )
            % {"most": most, "address": address}
        )


class PdfUnavailable(WikiError):
    """This server can't make PDF."""

    def __init__(self) -> None:
        super().__init__(_("This server can't make PDF: WeasyPrint, or Pango, which it needs, is not installed."))


class ExportFailed(WikiError):
    """An export came to no result."""


class AlreadyExists(WikiError):
    """Something of this name is there already."""


class TitleTaken(AlreadyExists):
    """Another current page of the space, or post of the day, has this title."""

    def __init__(self, title: str, place: str) -> None:
        self.title = title
        super().__init__(
            _("A page with the title '{title}' already exists in {place}.").format(title=title, place=place)
        )


class KeyTaken(AlreadyExists):
    """Another space has this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(_("A space with the key '{key}' already exists.").format(key=key))


class SpaceGroupTaken(AlreadyExists):
    """Another space group has this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(_("A space group with the key '{key}' already exists.").format(key=key))


class TemplateTaken(AlreadyExists):
    """Another template of the same space, or for all spaces, has this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(_("A template with the name '{name}' already exists here.").format(name=name))


class FileNameTaken(AlreadyExists):
    """The target of a move has an attachment of this name already."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(_("An attachment named '{name}' already exists there.").format(name=name))


class ContentIdTaken(AlreadyExists):
    """The id that was chosen for new content is in use."""

    def __init__(self, content_id: int) -> None:
        self.content_id = content_id
        super().__init__(_("Content with the id {content_id} already exists.").format(content_id=content_id))


class ConcurrentChange(WikiError):
    """Somebody changed the same thing at the very same moment, and was first."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else changed the same at the same moment. Nothing was changed; please try again."))


class VersionConflict(WikiError):
    """Somebody else changed the content since the version that the edit started from."""

    def __init__(self, given: int, current: int) -> None:
        self.given = given
        self.current = current
        super().__init__(
            _(
                "You're trying to edit an outdated version of that page: you edited version {given}, the current "
                "version is {current}. Nothing was changed."
            ).format(given=given, current=current)
        )
