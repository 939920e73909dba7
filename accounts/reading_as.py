"""As whom an administrator reads: kept in the session of the browser, and checked with every request."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, has_global
from accounts.models import User
from accounts.queries import active_people

_KEY = "reading_as"
_ENDING = ("/admin/readas/end", "/logout.action")
_PAGES = (
    "/blog/",
    "/display/",
    "/dosearchsite.action",
    "/download/attachments/",
    "/download/thumbnails/",
    "/label/",
    "/labels/listlabels",
    "/macros/",
    "/pages/children.action",
    "/pages/diffpages",
    "/pages/listpages",
    "/pages/recentlyupdated.action",
    "/pages/releaseview.action",
    "/pages/viewinfo.action",
    "/pages/viewpage.action",
    "/pages/viewpageattachments.action",
    "/pages/viewpreviousversions.action",
    "/plugins/html/frame.action",
    "/plugins/pagetree/",
    "/plugins/livesearch/",
    "/search/suggestions",
    "/spacedirectory/",
    "/spaces/viewspace",
    "/users/userpicture",
    "/x/",
)
"""What is shown as another person sees it: what they see of the wiki, and nothing that is theirs alone."""


@dataclass(frozen=True)
class ReadingAs:
    """As whom somebody reads: a person, or None for the anonymous user."""

    person: User | None

    @property
    def as_user(self) -> User | AnonymousUser:
        """The person as Django has them in a request."""
        return self.person if self.person is not None else AnonymousUser()

    def is_being_ended(self, request: HttpRequest) -> bool:
        """Say whether the request is the one that ends it."""
        return request.path_info in _ENDING


def is_shown_to_others(request: HttpRequest) -> bool:
    """Say whether a request reads what can be read as somebody else."""
    return request.method in ("GET", "HEAD") and request.path_info.startswith(_PAGES)


def reading_as(request: HttpRequest) -> ReadingAs | None:
    """Give as whom the browser of a request reads; None for themselves.

    Whoever is no system administrator any more reads as themselves, and so does everybody once the person is gone.
    """
    kept = request.session.get(_KEY)
    if kept is None or not has_global(Actor.for_request(request), GlobalPermissionType.SYSTEMADMINISTRATOR):
        return None
    if kept == 0:
        return ReadingAs(None)
    person = active_people().filter(pk=kept).first()
    return ReadingAs(person) if person is not None else None


def keep_reading_as(request: HttpRequest, person: User | None) -> None:
    """Read as somebody from the next request on."""
    request.session[_KEY] = person.pk if person is not None else 0


def forget_reading_as(request: HttpRequest) -> None:
    """Read as oneself from the next request on."""
    request.session.pop(_KEY, None)
