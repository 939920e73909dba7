"""Restore and remove versions of pages and blog posts."""

from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from wiki.errors import BadMove, NoSuchVersion
from wiki.events import VersionRemoved
from wiki.models import Content, ContentKind, ContentStatus
from wiki.permissions.access import content_for, version_for
from wiki.permissions.decide import may_in_space
from wiki.permissions.vocabulary import Action
from wiki.services.blogposts.store import edit_blogpost
from wiki.services.frame import about, record, service
from wiki.services.pages.store import edit_page
from wiki.services.purge import purge

_TEXTS = (ContentKind.PAGE, ContentKind.BLOGPOST)


@service
def restore_version(actor: Actor, *, content_id: int, version: int, version_comment: str = "") -> Content:
    """Make a new version of a page or blog post that has title and body of an earlier one.

    A title that another page, or post of the day, has meanwhile stays as it is now; only the body comes back then.

    Raises:
        NoSuchContent, NoSuchVersion: the content or version is not there for the actor.
        NotPermitted: the actor may not edit it.
    """
    content = content_for(actor, content_id, Action.EDIT, kinds=_TEXTS)
    earlier = numbered_version(content, version)
    same_place = Content.objects.filter(
        space_id=content.space_id,
        kind=content.kind,
        status=ContentStatus.CURRENT,
        posting_day=content.posting_day,
        title_folded=earlier.title_folded,
    )
    title = None if same_place.exclude(pk=content.pk).exists() else earlier.title
    comment = version_comment or gettext("Restored version {version}").format(version=version)
    if content.kind == ContentKind.BLOGPOST:
        return edit_blogpost(
            actor, post_id=content.pk, version=None, title=title, storage=earlier.storage, version_comment=comment
        )
    return edit_page(
        actor, page_id=content.pk, version=None, title=title, storage=earlier.storage, version_comment=comment
    )


@service
def remove_version(actor: Actor, *, content_id: int, version: int) -> None:
    """Remove an earlier version of a page or blog post for good; the others keep their numbers.

    Raises:
        NoSuchContent, NoSuchVersion: the content or version is not there for the actor.
        NotPermitted: the actor does not administer the space.
        BadMove: it is the current version.
    """
    content = content_for(actor, content_id, kinds=_TEXTS, lock=True)
    if version == content.version:
        raise BadMove(gettext("Version {version} is the current one and can't be removed.").format(version=version))
    _remove(actor, content, numbered_version(content, version))


@service
def remove_version_by_id(actor: Actor, *, version_id: int) -> None:
    """Remove an earlier version of a page or blog post for good, by the content id of that version.

    Raises:
        as `remove_version`.
    """
    earlier = version_for(actor, version_id, kinds=_TEXTS)
    if not earlier.is_historical or earlier.current_id is None:
        raise BadMove(
            gettext("{version_id} is the current version and can't be removed.").format(version_id=version_id)
        )
    _remove(actor, content_for(actor, earlier.current_id, kinds=_TEXTS, lock=True), earlier)


def numbered_version(content: Content, version: int) -> Content:
    """Give one version of a content by its number, which may be the current one.

    Raises:
        NoSuchVersion: there is none of that number.
    """
    if version == content.version:
        return content
    earlier = Content.objects.filter(current_id=content.pk, version=version).select_related("space").first()
    if earlier is None:
        raise NoSuchVersion(f"{version} of {content.pk}")
    return earlier


def _remove(actor: Actor, content: Content, earlier: Content) -> None:
    if not may_in_space(actor, Action.ADMINISTER, content.space):
        raise NotPermitted(gettext("Only administrators of the space may remove versions."))
    purge(Content.objects.filter(pk=earlier.pk))
    record(actor, VersionRemoved(**about(actor, content), version=earlier.version))
