"""Copy a large tree of pages as a job, page by page, so that nobody waits for all of it."""

from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.queries import user_by_id
from accounts.writing import long_change
from jobs.models import Job
from jobs.registry import RunningJob, job
from jobs.services import start_job
from wiki.errors import BadMove, WikiError
from wiki.permissions.access import page_for, space_by_id
from wiki.permissions.vocabulary import Action
from wiki.queries.links import content_url
from wiki.queries.pages import descendants_by_level
from wiki.services.frame import service
from wiki.services.pages.archive import refuse_archived_parent
from wiki.services.pages.copy import CopyOptions, copy_page, copy_page_below
from wiki.services.titles import clean_title, require_free_page_title

KIND = "copy-pages"


@service
def start_tree_copy(actor: Actor, *, page_id: int, parent_id: int, title: str, options: CopyOptions) -> Job:
    """Start copying a page with all below it, as `copy_page` does at once.

    Raises:
        NoSuchPage, NotPermitted, BadMove, BadTitle, TitleTaken: as `copy_page`.
        AlreadyUnderWay: this page is being copied there.
    """
    source, parent = page_for(actor, page_id), page_for(actor, parent_id)
    space_by_id(actor, parent.space_id, Action.CREATE_PAGE)
    if parent.pk == source.pk or source.pk in parent.ancestor_ids:
        raise BadMove(
            _("The page '{title}' can't be copied with its children below itself.").format(title=source.title)
        )
    refuse_archived_parent(parent)
    title = clean_title(title)
    require_free_page_title(parent.space, title)
    return start_job(
        kind=KIND,
        title=_("Copy of “%(title)s” with the pages below it") % {"title": source.title},
        owner_id=actor.user_id,
        arguments={"page_id": page_id, "parent_id": parent_id, "title": title, "options": asdict(options)},
        subject=f"copy:{page_id}:{parent_id}",
    )


@job(KIND, expected=(WikiError, AccountError))
def copy_pages(
    running: RunningJob, page_id: int, parent_id: int, title: str, options: dict[str, Any]
) -> dict[str, Any]:
    """Copy a page and those below it; what has been copied stays when the job is cancelled or fails."""
    actor = Actor.for_user(user_by_id(running.owner_id or 0))
    with long_change(actor, copy_pages.__name__):
        return _copy(running, actor, page_id, parent_id, title, CopyOptions(**options))


def _copy(
    running: RunningJob, actor: Actor, page_id: int, parent_id: int, title: str, wanted: CopyOptions
) -> dict[str, Any]:
    source = page_for(actor, page_id)
    below = descendants_by_level(actor, source)
    running.step(_("Copying pages"), len(below) + 1)
    top = copy_page(actor, page_id=page_id, parent_id=parent_id, title=title, options=replace(wanted, children=False))
    copies = {source.pk: top.pk}
    running.advance()
    for page in below:
        copied_parent = copies.get(page.parent_id or 0)
        if copied_parent is not None:
            copies[page.pk] = copy_page_below(actor, page_id=page.pk, parent_id=copied_parent, options=wanted).pk
        running.advance()
    running.log(_("%(count)s pages were copied.") % {"count": len(copies)})
    address = f"{settings.WIKI_CONTEXT_PATH}{content_url(top)}"
    return {"address": address, "label": _("Open the copy"), "pages": len(copies), "page_id": top.pk}
