"""Copy a page, with what hangs on it or below it as wanted."""

from dataclasses import dataclass

from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadMove
from wiki.events import ContentAdded
from wiki.models import Content, ContentKind, ContentStatus, Labelling, LabelNamespace, Restriction, allot_id
from wiki.permissions.access import page_for, space_by_id
from wiki.permissions.grants import copy_grants
from wiki.permissions.inheritance import gate_subtree, inherit_gates
from wiki.permissions.vocabulary import Action
from wiki.queries.pages import descendants_by_level
from wiki.services.attribution import authorship
from wiki.services.bodies import write_stored_body
from wiki.services.frame import about, record, service
from wiki.services.pages.archive import refuse_archived_parent
from wiki.services.pages.store import new_page
from wiki.services.titles import clean_title, free_page_title, require_free_page_title


@dataclass(frozen=True, kw_only=True)
class CopyOptions:
    """What is copied with a page besides its title and text.

    Attributes:
        find, replace: what stands instead of a text in the titles of the pages below; nothing to find changes none.
        prefix: what the titles of the pages below begin with.
    """

    attachments: bool = True
    labels: bool = True
    permissions: bool = False
    children: bool = False
    find: str = ""
    replace: str = ""
    prefix: str = ""

    def title_below(self, title: str) -> str:
        """Give the title of the copy of a page below the one that is copied."""
        changed = title.replace(self.find, self.replace) if self.find else title
        return f"{self.prefix}{changed}"


@service
def copy_page(
    actor: Actor, *, page_id: int, parent_id: int, title: str, options: CopyOptions = CopyOptions()
) -> Content:
    """Copy a page below another; the copy has no history and is not archived.

    Archived pages below are copied with one that is archived itself, and left out otherwise.

    Args:
        parent_id: the page that the copy comes to stand below.
        title: the title of the copy; those of children are as the options say, with a number where one is taken.
        options: what goes along.

    Raises:
        NoSuchPage: the page or the parent is not there for the actor.
        NotPermitted: the actor may not create pages in the parent's space.
        BadMove: children are to be copied below the page itself, or the parent is archived.
        BadTitle, TitleTaken: the title can't be.
    """
    source, parent = page_for(actor, page_id), page_for(actor, parent_id)
    space_by_id(actor, parent.space_id, Action.CREATE_PAGE, lock=True)
    refuse_archived_parent(page_for(actor, parent_id))
    if options.children and (parent.pk == source.pk or source.pk in parent.ancestor_ids):
        raise BadMove(
            gettext("The page '{title}' can't be copied with its children below itself.").format(title=source.title)
        )
    title = clean_title(title)
    require_free_page_title(parent.space, title)
    copies = {source.pk: _copy_one(actor, source, parent, title, options)}
    if options.children:
        for child in descendants_by_level(actor, source):
            if child.parent_id in copies:
                new_title = free_page_title(parent.space, clean_title(options.title_below(child.title)))
                copies[child.pk] = _copy_one(actor, child, copies[child.parent_id], new_title, options)
    return copies[source.pk]


@service
def copy_page_below(actor: Actor, *, page_id: int, parent_id: int, options: CopyOptions) -> Content:
    """Copy one page of a tree below the copy of its parent, with the title that the options make of its own.

    Raises:
        as `copy_page`; a title that is taken gets a number.
    """
    source, parent = page_for(actor, page_id), page_for(actor, parent_id)
    space_by_id(actor, parent.space_id, Action.CREATE_PAGE, lock=True)
    refuse_archived_parent(page_for(actor, parent_id))
    title = free_page_title(parent.space, clean_title(options.title_below(source.title)))
    return _copy_one(actor, source, parent, title, options)


def _copy_one(actor: Actor, source: Content, parent: Content, title: str, options: CopyOptions) -> Content:
    copy = new_page(parent.space, title, parent, authorship(actor, None))
    copy.position = source.position if source.parent_id != parent.pk else None
    copy.save(force_insert=True)
    write_stored_body(copy, source.storage)
    if options.attachments:
        _copy_attachments(actor, source, copy)
    if options.labels:
        _copy_labels(actor, source, copy)
    if options.permissions:
        _copy_restrictions(source, copy)
    inherit_gates(copy)
    record(actor, ContentAdded(**about(actor, copy), kind=ContentKind.PAGE))
    return copy


def _copy_attachments(actor: Actor, source: Content, copy: Content) -> None:
    author = authorship(actor, None)
    files = Content.objects.filter(container_id=source.pk, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT)
    for attachment in files:
        attachment.pk = allot_id()
        attachment.space_id = copy.space_id
        attachment.host_id = attachment.container_id = copy.pk
        attachment.version = 1
        attachment.creator_id = attachment.modifier_id = author.creator_id
        attachment.created = attachment.modified = author.created
        attachment.save(force_insert=True)


def _copy_labels(actor: Actor, source: Content, copy: Content) -> None:
    shared = Labelling.objects.filter(content_id=source.pk).exclude(label__namespace=LabelNamespace.MY)
    Labelling.objects.bulk_create(
        Labelling(label_id=labelling.label_id, content_id=copy.pk, user_id=actor.user_id) for labelling in shared
    )


def _copy_restrictions(source: Content, copy: Content) -> None:
    for origin in Restriction.objects.filter(content_id=source.pk):
        restriction = Restriction.objects.create(content_id=copy.pk, type=origin.type, kept_from=origin.kept_from)
        copy_grants(origin, [restriction])
        gate_subtree(copy, [restriction])
