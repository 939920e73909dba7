"""Archive pages, and bring them back: they stay current and can be read, but tree, lists and search leave them out."""

from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.batches import batches
from wiki.errors import BadMove, BadValue
from wiki.events import PageArchived, PageBroughtBack
from wiki.models import Content, PageArchive
from wiki.permissions.access import page_in_held_space
from wiki.permissions.inheritance import subtree
from wiki.permissions.vocabulary import Action
from wiki.queries.archived_pages import without_archived
from wiki.services.frame import about, record, service
from wiki.services.titles import clean_text

LONGEST_NOTE = 500
BATCH = 500


@service
def archive_page(actor: Actor, *, page_id: int, note: str = "") -> int:
    """Archive a page with all below it; what is archived there already stays as it is.

    Args:
        note: why, in a few words.

    Returns:
        how many pages are archived now that were not before.

    Raises:
        NoSuchPage: the page is not there for the actor.
        NotPermitted: the actor may not both edit and remove it.
        BadMove: it is archived already, or it is the home page of its space or stands above that.
        BadValue: the note is too long or can't be stored.
    """
    page = page_in_held_space(actor, page_id, Action.ARCHIVE)
    note = _clean_note(note)
    if page.archived:
        raise BadMove(gettext("The page '{title}' is archived already.").format(title=page.title))
    home = page.space.home_page
    if home is not None and page.pk in (home.pk, *home.ancestor_ids):
        raise BadMove(
            gettext("The home page of the space {key} can't be archived, nor can what it stands below.").format(
                key=page.space.key
            )
        )
    now = timezone.now()
    below = list(without_archived(subtree(page)).values_list("pk", flat=True))
    rows = [PageArchive(page_id=page.pk, at=now, by_id=actor.user_id, note=note)]
    rows += [PageArchive(page_id=pk, at=now, by_id=actor.user_id, note=note, along=True) for pk in below]
    PageArchive.objects.bulk_create(rows, batch_size=BATCH)
    record(actor, PageArchived(**about(actor, page)))
    return len(rows)


@service
def bring_back_page(actor: Actor, *, page_id: int) -> int:
    """Bring an archived page back, with those below it that were archived along with it.

    Pages below that somebody had archived by themselves stay archived, with what is below them.

    Returns:
        how many pages came back.

    Raises:
        NoSuchPage: the page is not there for the actor.
        NotPermitted: the actor may not both edit and remove it.
        BadMove: it is not archived, or the page above it is archived.
    """
    page = page_in_held_space(actor, page_id, Action.ARCHIVE)
    if not page.archived:
        raise BadMove(gettext("The page '{title}' is not archived.").format(title=page.title))
    parent = page.parent
    if parent is not None and parent.archived:
        raise BadMove(
            gettext("'{title}' stands below '{parent}', which is archived: bring that back first.").format(
                title=page.title, parent=parent.title
            )
        )
    back = [page.pk, *_archived_along(page)]
    for batch in batches(back, BATCH):
        PageArchive.objects.filter(page_id__in=batch).delete()
    record(actor, PageBroughtBack(**about(actor, page)))
    return len(back)


def refuse_archived_parent(parent: Content | None) -> None:
    """Check that no page comes to stand below an archived one.

    Raises:
        BadMove: it would.
    """
    if parent is not None and parent.archived:
        raise BadMove(
            gettext("The page '{title}' is archived: nothing can be put below it before it is brought back.").format(
                title=parent.title
            )
        )


def refuse_move_of_archived(page: Content) -> None:
    """Check that a page which is to move is not archived.

    Raises:
        BadMove: it is.
    """
    if page.archived:
        raise BadMove(
            gettext("The page '{title}' is archived and can't be moved: bring it back first.").format(title=page.title)
        )


def _clean_note(note: str) -> str:
    note = " ".join(clean_text(note, "note").split())
    if len(note) > LONGEST_NOTE:
        raise BadValue("note", gettext("A note has {most} characters at most.").format(most=LONGEST_NOTE))
    return note


def _archived_along(page: Content) -> list[int]:
    """Give the pages below a page that were archived along with it, and not with one between."""
    rows = subtree(page).filter(archive__isnull=False).values_list("pk", "path", "archive__along")
    found = [(pk, path, along) for pk, path, along in rows]
    apart = {str(pk) for pk, _, along in found if not along}
    return [pk for pk, path, along in found if along and apart.isdisjoint(path.split("/"))]
