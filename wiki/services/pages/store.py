"""Create and edit pages."""

from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadValue, ContentIdTaken
from wiki.events import ContentAdded, ContentEdited, ContentRelocated
from wiki.models import Body, Content, ContentKind, Space, allot_id
from wiki.permissions.access import page_in_held_space, space_for
from wiki.permissions.inheritance import inherit_gates
from wiki.permissions.vocabulary import Action
from wiki.services.attribution import Attribution, Authorship, authorship
from wiki.services.bodies import read_storage, write_body
from wiki.services.drafts.draft import forget_draft
from wiki.services.frame import about, record, service
from wiki.services.pages.archive import refuse_move_of_archived
from wiki.services.pages.place import parent_in_space, put_below
from wiki.services.titles import clean_text, clean_title, require_free_page_title
from wiki.services.versions import begin_version, keep_version, require_version
from wiki.storage_format.marker_keeping import with_markers_of
from wiki.storage_format.nodes import Document

ID_LIMIT = 2**63


@service
def create_page(
    actor: Actor,
    *,
    space_key: str,
    title: str,
    storage: str,
    parent_id: int | None = None,
    content_id: int | None = None,
    version_comment: str = "",
    minor_edit: bool = False,
    attribution: Attribution | None = None,
) -> Content:
    """Create a page.

    Args:
        space_key: the space, in any case.
        title: unique among the current pages of the space, whatever its case.
        storage: the body in storage format, kept byte for byte.
        parent_id: a page of the same space; None puts the page at the top level.
        content_id: an id to keep from another system; None allots one.
        version_comment: why the page was made.
        minor_edit: whether to notify nobody.
        attribution: authors and times to keep from another system.

    Raises:
        NoSuchSpace, NoSuchPage: the space or parent is not there for the actor.
        NotPermitted: the actor may not create pages there.
        BadMove: the parent is in another space, or archived.
        BadTitle, TitleTaken, BadBody, MalformedStorage, BadValue, ContentIdTaken: what is to be stored can't be.
    """
    space = space_for(actor, space_key, Action.CREATE_PAGE, lock=True)
    title = clean_title(title)
    document = read_storage(storage)
    parent = parent_in_space(actor, space, parent_id)
    require_free_page_title(space, title)
    page = new_page(space, title, parent, authorship(actor, attribution), content_id)
    page.version_comment = clean_text(version_comment, "version comment")
    page.minor_edit = minor_edit
    page.save(force_insert=True)
    write_body(page, storage, document)
    inherit_gates(page)
    record(actor, ContentAdded(**about(actor, page), kind=ContentKind.PAGE, minor_edit=minor_edit))
    return page


@service
def edit_page(
    actor: Actor,
    *,
    page_id: int,
    version: int | None,
    title: str | None = None,
    storage: str | None = None,
    parent_id: int | None = None,
    version_comment: str = "",
    minor_edit: bool = False,
    attribution: Attribution | None = None,
) -> Content:
    """Store a new version of a page; where nothing differs, no version is made.

    Args:
        version: the version that the edit started from; None edits whatever is current.
        title: a new title; links to the page follow. None leaves it.
        storage: a new body; None leaves it. Markers of comments that it lacks are put back where their words still
            stand.
        parent_id: a new parent in the same space. None leaves it.
        version_comment: why the page was changed.
        minor_edit: whether to notify nobody.
        attribution: authors and times to keep from another system.

    Raises:
        NoSuchPage: the page or the new parent is not there for the actor.
        NotPermitted: the actor may not edit the page.
        VersionConflict: somebody changed the page meanwhile; nothing is changed.
        BadTitle, TitleTaken, BadMove, BadBody, MalformedStorage, BadValue: what is to be stored can't be.
    """
    page = page_in_held_space(actor, page_id, Action.EDIT)
    require_version(page, version)
    new_title = page.title if title is None else clean_title(title)
    before = page.storage
    new_storage = before if storage is None else with_markers_of(before, storage)
    document = None if new_storage == before else read_storage(new_storage)
    parent = None
    if parent_id is not None and parent_id != page.parent_id:
        refuse_move_of_archived(page)
        parent = parent_in_space(actor, page.space, parent_id)
    if new_title == page.title and document is None and parent is None:
        return page
    if new_title != page.title:
        require_free_page_title(page.space, new_title, except_id=page.pk)
    old_title = page.title
    keep_version(page)
    begin_version(page, authorship(actor, attribution), clean_text(version_comment, "version comment"), minor_edit)
    page.retitle(new_title)
    if parent is not None:
        put_below(page, parent)
    page.save()
    write_new_body(page, new_storage, document)
    forget_draft(actor, page)
    record_edit(actor, page, old_title)
    return page


def record_edit(actor: Actor, content: Content, old_title: str) -> None:
    """Record a new version, and the change of its title when there is one."""
    what = about(actor, content)
    record(
        actor,
        ContentEdited(**what, kind=content.kind, version=content.version, minor_edit=content.minor_edit),
    )
    if content.title != old_title:
        record(
            actor,
            ContentRelocated(**what, kind=content.kind, old_space_key=content.space.key, old_title=old_title),
        )


def new_page(
    space: Space, title: str, parent: Content | None, author: Authorship, content_id: int | None = None
) -> Content:
    """Make the row of a page to be; the caller saves it.

    Args:
        content_id: an id to keep from another system; None allots one.

    Raises:
        ContentIdTaken: that id is in use.
    """
    refuse_taken_id(content_id)
    page_id = allot_id() if content_id is None else content_id
    page = Content(
        id=page_id,
        kind=ContentKind.PAGE,
        space=space,
        host_id=page_id,
        parent=parent,
        path=parent.subtree_path if parent else "/",
        creator_id=author.creator_id,
        created=author.created,
        modifier_id=author.modifier_id,
        modified=author.modified,
    )
    page.retitle(title)
    return page


def write_new_body(content: Content, storage: str, document: Document | None) -> None:
    """Give the new version of a content its body.

    Args:
        document: the text parsed, or None where it is the text of the version before, whose links are noted already.
    """
    if document is not None:
        write_body(content, storage, document)
    else:
        Body.objects.create(content_id=content.pk, storage=storage)
        content._state.fields_cache.pop("body", None)


def refuse_taken_id(content_id: int | None) -> None:
    """Check that an id chosen for new content is one, and free.

    Raises:
        BadValue: it is not between 1 and 2**63 - 1.
        ContentIdTaken: it is in use.
    """
    if content_id is None:
        return
    if not 0 < content_id < ID_LIMIT:
        raise BadValue("id", gettext("{content_id} can't be the id of content.").format(content_id=content_id))
    if Content.objects.filter(pk=content_id).exists():
        raise ContentIdTaken(content_id)
