"""A space as an import has read it: checked, mended, and ready to be written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from django.utils import timezone

from accounts.global_permissions import GlobalPermissionType
from wiki.models import ContentKind, ContentStatus, LabelNamespace, RestrictionType, SpacePermissionType
from wiki.storage_format.references import fold_title

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(eq=False)
class Person:
    """Somebody whom an import names.

    Attributes:
        username: the name that a new account gets.
        key: the key that a new account gets; empty for a fresh one.
        user_id: the account here; None where one has to be made.
        is_active: whether a new account can be used.
    """

    username: str
    key: str = ""
    full_name: str = ""
    email: str = ""
    is_active: bool = False
    user_id: int | None = None


@dataclass(eq=False, slots=True)
class PreparedArchive:
    """That a page is archived; `along` says that it was with a page above it."""

    at: datetime
    by: Person | None = None
    note: str = ""
    along: bool = False


@dataclass(eq=False, slots=True)
class PreparedContent:
    """One row of content to be, at first without an id.

    Attributes:
        id: the id it gets; 0 until one is known.
        old_id: the id it had where it comes from; 0 for none that could be kept.
        current: the content that this is an earlier version of.
        container: what a comment or an attachment hangs on.
        parent: the page above, or the comment that is answered.
        properties: what a package says of a comment besides: for one within the text, where that is.
        archived: that it is a page which is archived.
    """

    kind: ContentKind
    title: str
    created: datetime
    modified: datetime
    status: ContentStatus = ContentStatus.CURRENT
    old_id: int = 0
    id: int = 0
    version: int = 1
    creator: Person | None = None
    modifier: Person | None = None
    version_comment: str = ""
    minor_edit: bool = False
    current: "PreparedContent | None" = None
    container: "PreparedContent | None" = None
    parent: "PreparedContent | None" = None
    position: int | None = None
    posting_day: date | None = None
    media_type: str = ""
    file_size: int = 0
    file_key: str = ""
    file_digest: str = ""
    has_body: bool = False
    properties: Mapping[str, str] = field(default_factory=lambda: _NONE)
    archived: PreparedArchive | None = None

    @property
    def host(self) -> "PreparedContent":
        """The page or blog post that this hangs on, or that it is or was."""
        found = self.current or self
        while found.container is not None:
            found = found.container
        return found

    @property
    def folded(self) -> str:
        """The form in which the title is unique."""
        return fold_title(self.title)


@dataclass(frozen=True)
class PreparedBody:
    """A body with what is noted of it.

    Attributes:
        storage: the text.
        links: kind, folded space key, folded title and target of each link.
        has_tasks: whether tasks stand in it.
    """

    storage: str
    links: list[tuple[str, str, str, str]]
    has_tasks: bool


@dataclass(frozen=True)
class PreparedRestriction:
    """Who may pass one restriction of a page.

    Attributes:
        kept_from: the number of the restriction of a former ancestor that this one was copied from; None for the
            page's own.
        number: the number that others may be kept from; 0 for none.
    """

    content: PreparedContent
    type: RestrictionType
    people: tuple[Person, ...]
    groups: tuple[str, ...]
    kept_from: int | None = None
    number: int = 0


@dataclass(frozen=True)
class PreparedGrant:
    """A permission in the space; neither person nor group means everybody."""

    permission: SpacePermissionType
    person: Person | None = None
    group: str = ""


@dataclass(frozen=True)
class PreparedLabel:
    """A label on a content, or on the space where there is none."""

    namespace: LabelNamespace
    name: str
    owner: Person | None
    content: PreparedContent | None
    by: Person | None
    created: datetime


@dataclass(frozen=True)
class PreparedWatch:
    """That somebody watches a content, or the space where there is none."""

    person: Person
    content: PreparedContent | None
    content_kind: str = ""
    created: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class PreparedLike:
    """That somebody likes a content."""

    person: Person
    content: PreparedContent
    created: datetime


@dataclass(frozen=True)
class PreparedDraft:
    """An edit that somebody has not published: of a content, or of something to be below a page.

    Attributes:
        text: gives its storage format.
    """

    owner: Person
    content: PreparedContent | None
    parent: PreparedContent | None
    kind: ContentKind
    title: str
    text: Callable[[], str]
    created: datetime
    modified: datetime


@dataclass(frozen=True)
class PreparedTemplate:
    """A template of a space, or for all spaces."""

    name: str
    description: str
    storage: str
    version: int
    creator: Person | None
    created: datetime
    modifier: Person | None
    modified: datetime


@dataclass
class PreparedSpace:
    """One space with all that comes with it.

    Attributes:
        contents: what others point to always stands before them.
        bodies: gives the bodies of contents that have one, in the order of `contents`.
    """

    key: str
    name: str
    created: datetime
    modified: datetime
    is_personal: bool = False
    is_archived: bool = False
    description: str = ""
    owner: Person | None = None
    creator: Person | None = None
    modifier: Person | None = None
    home: PreparedContent | None = None
    contents: list[PreparedContent] = field(default_factory=list)
    restrictions: list[PreparedRestriction] = field(default_factory=list)
    grants: list[PreparedGrant] = field(default_factory=list)
    labels: list[PreparedLabel] = field(default_factory=list)
    watches: list[PreparedWatch] = field(default_factory=list)
    likes: list[PreparedLike] = field(default_factory=list)
    templates: list[PreparedTemplate] = field(default_factory=list)
    drafts: list[PreparedDraft] = field(default_factory=list)
    bodies: Callable[[], Iterator[tuple[PreparedContent, PreparedBody]]] = lambda: iter(())


@dataclass(frozen=True)
class PreparedSiteGrant:
    """A permission on the whole site; neither person nor group means everybody."""

    permission: GlobalPermissionType
    person: Person | None = None
    group: str = ""


@dataclass
class PreparedSite:
    """What an import brings that belongs to no space."""

    grants: list[PreparedSiteGrant] = field(default_factory=list)
    templates: list[PreparedTemplate] = field(default_factory=list)


def user_id_of(person: Person | None) -> int | None:
    """Give the id of somebody's account; None for nobody."""
    return person.user_id if person is not None else None


def content_id_of(content: PreparedContent | None) -> int | None:
    """Give the id that a content has been given; None for no content."""
    return content.id if content is not None else None
