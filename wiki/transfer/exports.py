"""Exports of spaces and of the whole site, and backups: starting them, doing them as jobs, and waiting for one."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM_BACKUP, Actor
from accounts.errors import AccountError, NotPermitted
from accounts.models import User
from jobs.errors import JobFailure
from jobs.models import Job, JobState, LineLevel
from jobs.queries import count_live_jobs, wait_for
from jobs.registry import RunningJob, job
from jobs.services import start_job
from wiki.errors import BadValue, ExportFailed, ExportNotReady, TooManyExports, WikiError
from wiki.models import Content, ContentKind, Space
from wiki.permissions.access import content_for, space_for
from wiki.permissions.vocabulary import Action
from wiki.services.exports.note import note_page_export, note_site_export, note_space_export
from wiki.transfer import files
from wiki.transfer.confluence_xml.package_writer import PackageRequest, write_package
from wiki.transfer.exported import Exported, highest_content_id
from wiki.transfer.html_export import write_html
from wiki.transfer.packed_files import ExportFacts
from wiki.transfer.page_documents import page_as_html, page_as_markdown, page_as_word
from wiki.transfer.pdf import page_as_pdf, require_pdf, write_space_pdf
from wiki.transfer.progress import Progress

_LISTED_FILES = 50
_EXPECTED = (WikiError, AccountError)
_LIMITED = ("export-space", "export-page", "export-site")
_ENDINGS = {
    "pdf": "pdf",
    "word": "doc",
    "html": "html",
    "markdown": "md",
}
_OUT_OF_NAMES = re.compile(r"[^A-Za-z0-9.~_-]+")


class ExportType(StrEnum):
    """What a space can be exported as."""

    XML = "xml"
    HTML = "html"
    PDF = "pdf"


class PageExportType(StrEnum):
    """What a page can be exported as."""

    PDF = "pdf"
    WORD = "word"
    HTML = "html"
    MARKDOWN = "markdown"


AnyType = TypeVar("AnyType", ExportType, PageExportType)


def export_type_named(name: str) -> ExportType:
    """Give the type of a space's export that scripts call by a name: `TYPE_XML`, `xml`, `all`, in any case.

    Raises:
        BadValue: there is none of this name.
    """
    return _named(name, ExportType, {"all": ExportType.XML})


def page_export_type_named(name: str) -> PageExportType:
    """Give the type of a page's export that scripts call by a name: `TYPE_PDF`, `pdf`, in any case.

    Raises:
        BadValue: there is none of this name.
    """
    return _named(name, PageExportType, {})


def _named(name: str, types: type[AnyType], further: dict[str, AnyType]) -> AnyType:
    known = {each.value: each for each in types} | further
    found = known.get(name.strip().lower().removeprefix("type_"))
    if found is None:
        there_are = ", ".join(f"TYPE_{each.name}" for each in types)
        raise BadValue(
            "exportType",
            _("There is no export of the type '{name}'. There are: {there_are}.").format(
                name=name[:50], there_are=there_are
            ),
        )
    return found


def start_space_export(actor: Actor, *, space_key: str, type: ExportType, everything: bool = False) -> Job:
    """Start the export of a space.

    Args:
        everything: also what the actor may not view, and the trash; for those alone who pass every permission.

    Raises:
        NoSuchSpace: the space is not there for the actor.
        NotPermitted: the actor may not export it, or not everything in it.
        PdfUnavailable: it is to be a PDF, and this server can't make one.
        TooManyExports: the actor has as many under way as one person may.
    """
    told = _("everything as {name}").format(name=type.name) if everything else type.name
    with transaction.atomic():
        space = note_space_export(actor, space_key=space_key, what=told)
        if everything and not actor.is_super:
            raise NotPermitted(_("Only administrators who pass every permission may export what they can't view."))
        if type is ExportType.PDF:
            require_pdf()
        return _begin(
            actor,
            kind="export-space",
            title=_("Export of the space %(key)s as %(type)s") % {"key": space.key, "type": type.name},
            arguments={
                "space_key": space.key,
                "type": type.value,
                "everything": everything,
                "name": _name(space.key, "pdf" if type is ExportType.PDF else f"{type.value}.zip"),
            },
        )


def start_page_export(actor: Actor, *, content_id: int, type: PageExportType) -> Job:
    """Start the export of a page or blog post.

    Raises:
        NoSuchContent: it is not there for the actor.
        NotPermitted: the actor may not export it.
        PdfUnavailable: it is to be a PDF, and this server can't make one.
        TooManyExports: the actor has as many under way as one person may.
    """
    with transaction.atomic():
        page = note_page_export(actor, content_id=content_id)
        if type is PageExportType.PDF:
            require_pdf()
        return _begin(
            actor,
            kind="export-page",
            title=_("Export of “%(title)s” as %(type)s") % {"title": page.title, "type": type.name},
            arguments={"content_id": page.pk, "type": type.value, "name": _name(page.title, _ENDINGS[type])},
        )


def start_site_export(actor: Actor, *, attachments: bool) -> Job:
    """Start the export of the whole site, people and groups included.

    Raises:
        NotPermitted: the actor is no system administrator.
        TooManyExports: the actor has as many under way as one person may.
    """
    with transaction.atomic():
        note_site_export(actor, what="export")
        return _begin(
            actor,
            kind="export-site",
            title=_("Export of the site"),
            arguments={"attachments": attachments, "name": _name("site", "xml.zip")},
        )


def start_backup(actor: Actor, *, attachments: bool) -> Job:
    """Start a backup: an export of the whole site that stays in the folder of backups.

    Raises:
        NotPermitted: the actor is no system administrator.
        AlreadyUnderWay: a backup is being made.
    """
    prefix = files.DAILY if actor == SYSTEM_BACKUP else "backup-"
    with transaction.atomic():
        note_site_export(actor, what="backup")
        return start_job(
            kind="backup",
            title=_("Daily backup") if actor == SYSTEM_BACKUP else _("Backup of the site"),
            owner_id=actor.user_id,
            arguments={"attachments": attachments, "name": _name(prefix.rstrip("-"), "xml.zip")},
            subject="backup:site",
        )


def _begin(actor: Actor, *, kind: str, title: str, arguments: dict[str, Any]) -> Job:
    """Start an export in a transaction, unless the actor has as many under way as one person may."""
    if actor.user_id is not None:
        # Two requests of one person take turns, so that each counts what the other has begun.
        list(User.objects.select_for_update(no_key=True).filter(pk=actor.user_id).values_list("pk"))
    most: int = settings.WIKI_EXPORTS_PER_PERSON
    if count_live_jobs(actor.user_id, _LIMITED) >= most:
        raise TooManyExports(most, f"{settings.WIKI_BASE_URL}/jobs")
    return start_job(kind=kind, title=title, owner_id=actor.user_id, arguments=arguments)


def address_when_done(job: Job) -> str:
    """Wait for an export, and give the address from which it can be fetched for an hour.

    Raises:
        ExportNotReady: it takes longer than a caller waits (`WIKI_EXPORT_WAIT_SECONDS`), or enough callers wait already
            (`WIKI_WAITING_CALLS`); it goes on.
        ExportFailed: it came to no result.
    """
    ended = wait_for(job, settings.WIKI_EXPORT_WAIT_SECONDS)
    if ended.is_live:
        raise ExportNotReady(f"{settings.WIKI_BASE_URL}/jobs/{job.pk}")
    if ended.state != JobState.DONE:
        why = ended.problem or _("It was cancelled.")
        raise ExportFailed(_("The export came to no result. %(why)s") % {"why": why})
    return files.signed_address(ended)


def remove_export(job_id: UUID, **arguments: Any) -> None:
    """Remove what an export has made."""
    shutil.rmtree(files.folder_of(job_id), ignore_errors=True)


def remove_backup(job_id: UUID, *, name: str, **arguments: Any) -> None:
    """Remove what a backup has made."""
    folder = files.backups_folder()
    for one in (folder / name, *folder.glob(f"{files.unfinished_name(job_id)}*")):
        one.unlink(missing_ok=True)


@job("export-space", clean_up=remove_export, attempts=2, expected=_EXPECTED)
def export_space(running: RunningJob, space_key: str, type: str, everything: bool, name: str) -> dict[str, Any]:
    """Export a space as its owner sees it."""
    actor = _owner(running)
    space = space_for(actor, space_key, Action.EXPORT_SPACE)
    exported = Exported(actor, everything and actor.is_super, highest_content_id())
    with _made(running, name, files.folder_of(running.id)) as target:
        facts = _SPACE_WRITERS[ExportType(type)](target, exported, space, running)
    return _result(running, name, "exports", _told(running, facts))


@job("export-page", clean_up=remove_export, attempts=2, expected=_EXPECTED)
def export_page(running: RunningJob, content_id: int, type: str, name: str) -> dict[str, Any]:
    """Export a page or blog post as its owner sees it."""
    actor = _owner(running)
    page = _page(actor, content_id)
    with _made(running, name, files.folder_of(running.id)) as target:
        target.write_bytes(_PAGE_WRITERS[PageExportType(type)](actor, page))
    return _result(running, name, "exports", {"pages": 1})


@job("export-site", clean_up=remove_export, attempts=2, expected=_EXPECTED)
def export_site(running: RunningJob, attachments: bool, name: str) -> dict[str, Any]:
    """Export the whole site."""
    with _made(running, name, files.folder_of(running.id)) as target:
        facts = _write_site(target, running, attachments=attachments)
    return _result(running, name, "exports", facts)


@job("backup", clean_up=remove_backup, attempts=2, expected=_EXPECTED)
def make_backup(running: RunningJob, attachments: bool, name: str) -> dict[str, Any]:
    """Export the whole site into the folder of backups."""
    with _made(running, name, files.backups_folder()) as target:
        facts = _write_site(target, running, attachments=attachments)
    if name.startswith(files.DAILY):
        files.remove_old_backups()
    return _result(running, name, "backups", facts)


def _write_site(target: Path, running: RunningJob, *, attachments: bool) -> dict[str, Any]:
    exported = Exported(SYSTEM_BACKUP, True, highest_content_id())
    request = PackageRequest(list(exported.spaces()), whole_site=True, attachments=attachments)
    return _told(running, write_package(target, exported, request, running))


def _write_space_as_xml(target: Path, exported: Exported, space: Space, progress: Progress) -> ExportFacts:
    request = PackageRequest([space], whole_site=False, attachments=True)
    return write_package(target, exported, request, progress)


_SPACE_WRITERS: dict[ExportType, Callable[[Path, Exported, Space, Progress], ExportFacts]] = {
    ExportType.XML: _write_space_as_xml,
    ExportType.HTML: write_html,
    ExportType.PDF: write_space_pdf,
}
_PAGE_WRITERS: dict[PageExportType, Callable[[Actor, Content], bytes]] = {
    PageExportType.PDF: page_as_pdf,
    PageExportType.WORD: page_as_word,
    PageExportType.HTML: page_as_html,
    PageExportType.MARKDOWN: page_as_markdown,
}


def _page(actor: Actor, content_id: int) -> Content:
    return content_for(actor, content_id, Action.EXPORT, kinds=(ContentKind.PAGE, ContentKind.BLOGPOST))


def _told(running: RunningJob, facts: ExportFacts) -> dict[str, Any]:
    for name in facts.missing[:_LISTED_FILES]:
        running.log(
            _("The attached file {name} is not in the store, and so not in the export.").format(name=name),
            LineLevel.WARNING,
        )
    if len(facts.missing) > _LISTED_FILES:
        running.log(
            _("And so it is with {count} more.").format(count=len(facts.missing) - _LISTED_FILES), LineLevel.WARNING
        )
    for note in facts.notes[:_LISTED_FILES]:
        running.log(note, LineLevel.WARNING)
    if len(facts.notes) > _LISTED_FILES:
        running.log(
            _("And so it is with {count} more pages.").format(count=len(facts.notes) - _LISTED_FILES), LineLevel.WARNING
        )
    return {"pages": facts.contents, "files": facts.files, "missing": len(facts.missing)}


@contextmanager
def _made(running: RunningJob, name: str, folder: Path) -> Iterator[Path]:
    """Give a path for the block to write to; what it wrote comes into a folder under its name when all is well."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        # In the folder itself, which may be another disk than its neighbours.
        half = folder / files.unfinished_name(running.id)
        yield half
        # Another worker may have been given this job meanwhile; then this one has no say any more.
        with running.last_step():
            os.replace(half, folder / name)
    except OSError as error:
        why = error.strerror or error
        raise JobFailure(_("The export could not be written: %(why)s.") % {"why": why}) from error


def _result(running: RunningJob, name: str, place: str, told: dict[str, Any]) -> dict[str, Any]:
    address = f"{settings.WIKI_CONTEXT_PATH}{files.download_path(running.id, name)}"
    return {"address": address, "label": _("Download %(name)s") % {"name": name}, "file": name, "place": place, **told}


def _owner(running: RunningJob) -> Actor:
    owner = User.objects.filter(pk=running.owner_id).first() if running.owner_id is not None else None
    return Actor.anonymous() if owner is None else Actor.for_user(owner)


def _name(subject: str, ending: str) -> str:
    # The end tells apart what is begun in the same second.
    return f"{_OUT_OF_NAMES.sub('_', subject)[:80]}-{timezone.now():%Y%m%d-%H%M%S}-{token_hex(2)}.{ending}"
