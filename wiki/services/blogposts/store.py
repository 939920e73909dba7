"""Create and edit blog posts."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadDate
from wiki.events import ContentAdded
from wiki.models import Content, ContentKind, Space
from wiki.permissions.access import blogpost_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.services.attribution import Attribution, authorship
from wiki.services.bodies import read_storage, write_body
from wiki.services.drafts.draft import forget_draft
from wiki.services.frame import about, record, service
from wiki.services.pages.store import new_page, record_edit, write_new_body
from wiki.services.titles import clean_text, clean_title, require_free_post_title
from wiki.services.versions import begin_version, keep_version, require_version
from wiki.storage_format.marker_keeping import with_markers_of


@service
def create_blogpost(
    actor: Actor,
    *,
    space_key: str,
    title: str,
    storage: str,
    published: datetime | None = None,
    content_id: int | None = None,
    minor_edit: bool = False,
    attribution: Attribution | None = None,
) -> Content:
    """Publish a blog post.

    Args:
        space_key: the space, in any case.
        title: unique among the posts of its day in the space.
        storage: the body in storage format, kept byte for byte.
        published: when it was posted; None stands for now. Its day in the site's time zone goes into the address.
        content_id: an id to keep from another system; None allots one.
        minor_edit: whether to notify nobody.
        attribution: authors and times to keep from another system.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor may not post there.
        BadTitle, TitleTaken, BadDate, BadBody, MalformedStorage, ContentIdTaken: what is to be stored can't be.
    """
    space = space_for(actor, space_key, Action.CREATE_BLOGPOST, lock=True)
    title = clean_title(title)
    document = read_storage(storage)
    author = authorship(actor, attribution)
    published = published or author.created
    day = _posting_day(published)
    require_free_post_title(space, day, title)
    post = new_page(space, title, None, author, content_id)
    post.kind = ContentKind.BLOGPOST
    post.created = published
    post.posting_day = day
    post.minor_edit = minor_edit
    post.save(force_insert=True)
    write_body(post, storage, document)
    record(actor, ContentAdded(**about(actor, post), kind=ContentKind.BLOGPOST, minor_edit=minor_edit))
    return post


def _posting_day(published: datetime) -> date:
    if timezone.is_naive(published):
        raise BadDate(gettext("The time of posting needs a time zone."))
    try:
        return timezone.localdate(published)
    except OverflowError:
        raise BadDate(
            gettext("{published} can't be the day of a blog post.").format(published=format(published, "%Y-%m-%d"))
        ) from None


@service
def edit_blogpost(
    actor: Actor,
    *,
    post_id: int,
    version: int | None,
    title: str | None = None,
    storage: str | None = None,
    version_comment: str = "",
    minor_edit: bool = False,
) -> Content:
    """Store a new version of a blog post; where nothing differs, no version is made.

    Args:
        version: the version that the edit started from; None edits whatever is current.
        title: a new title. None leaves it.
        storage: a new body; None leaves it. Markers of comments that it lacks are put back where their words still
            stand.

    Raises:
        NoSuchBlogPost: the post is not there for the actor.
        NotPermitted: the actor may not edit it.
        VersionConflict: somebody changed it meanwhile; nothing is changed.
        BadTitle, TitleTaken, BadBody, MalformedStorage: what is to be stored can't be.
    """
    seen = blogpost_for(actor, post_id, Action.EDIT)
    Space.objects.select_for_update(no_key=True).get(pk=seen.space_id)
    post = blogpost_for(actor, post_id, Action.EDIT, lock=True)
    require_version(post, version)
    old_title = post.title
    new_title = old_title if title is None else clean_title(title)
    before = post.storage
    new_storage = before if storage is None else with_markers_of(before, storage)
    document = None if new_storage == before else read_storage(new_storage)
    if new_title == old_title and document is None:
        return post
    if new_title != old_title and post.posting_day is not None:
        require_free_post_title(post.space, post.posting_day, new_title, except_id=post.pk)
    keep_version(post)
    begin_version(post, authorship(actor, None), clean_text(version_comment, "version comment"), minor_edit)
    post.retitle(new_title)
    post.save()
    write_new_body(post, new_storage, document)
    forget_draft(actor, post)
    record_edit(actor, post, old_title)
    return post
