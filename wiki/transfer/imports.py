"""Imports of exports: starting them, rehearsing them, and doing them as jobs, all or nothing."""

import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from secrets import token_hex
from typing import IO, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import AccountError
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User
from accounts.writing import long_change, require_writable
from jobs.errors import AlreadyUnderWay
from jobs.models import LIVE_STATES, Job, JobState, LineLevel
from jobs.queries import wait_for
from jobs.registry import RunningJob, job
from jobs.services import start_job
from wiki.errors import WikiError
from wiki.services.imports.show import show_import
from wiki.services.imports.write import begin_import, write_import
from wiki.storage_format.references import fold_title
from wiki.transfer.confluence_xml.errors import BadPackage, ImportImpossible, ImportNotReady
from wiki.transfer.confluence_xml.importer import ImportPlan, bring_files, refuse_taken_keys
from wiki.transfer.folders.source import pack_folder
from wiki.transfer.planning import named_spaces, planned
from wiki.transfer.progress import Progress
from wiki.transfer.unfinished_imports import FILES, imports_folder, remove_import, remove_lost_imports

IMPORT_KIND = "import-space"
REHEARSAL_KIND = "rehearse-import"

_KEPT_FOR = 7 * 24 * 3600
_CHUNK = 1 << 20
_LISTED_LINES = 100
_PACKAGE = "package.zip"
_EXPECTED = (WikiError, AccountError, AlreadyUnderWay)


class Silence:
    """Progress that nobody wants to hear of."""

    def step(self, name: str, total: int | None = None) -> None:
        """Hear that a step begins."""

    def advance(self, count: int = 1) -> None:
        """Hear that some more things are done."""


def server_folder() -> Path:
    """Give the folder in which administrators put packages that are too large to be uploaded."""
    return imports_folder() / "from-server"


def packages_on_server() -> list[str]:
    """Give the names of the packages, zips and folders, that lie in the folder for them."""
    folder = server_folder()
    if not folder.is_dir():
        return []
    found = (one for one in folder.iterdir() if not one.name.startswith(".") and not one.is_symlink())
    return sorted(one.name for one in found if one.is_dir() or (one.suffix == ".zip" and one.is_file()))


def keep_upload(actor: Actor, chunks: Iterable[bytes]) -> str:
    """Keep a package that somebody sends; old ones that nothing works on are removed.

    Returns:
        the name under which it is known.

    Raises:
        NotPermitted: the actor is no system administrator.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    _remove_old_uploads()
    name = token_hex(16)
    folder = imports_folder() / name
    folder.mkdir(parents=True, mode=0o700)
    try:
        with (folder / _PACKAGE).open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise ImportImpossible(
                gettext("The package can't be kept on the server: {strerror}.").format(strerror=error.strerror or error)
            ) from error
        raise
    return name


def chunks_of(data: IO[bytes]) -> Iterable[bytes]:
    """Give a stream piece by piece."""
    while chunk := data.read(_CHUNK):
        yield chunk


def take_from_server(actor: Actor, file_name: str) -> str:
    """Keep a package that lies in the folder on the server, as `keep_upload` does.

    Raises:
        NotPermitted: the actor is no system administrator.
        ImportImpossible: there is no such file.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    if file_name not in packages_on_server():
        raise ImportImpossible(
            gettext("There is no package '{file_name}' in {value}.").format(
                file_name=file_name[:200], value=server_folder()
            )
        )
    found = server_folder() / file_name
    if found.is_dir():
        with pack_folder(found) as data:
            return keep_upload(actor, chunks_of(data))
    with found.open("rb") as data:
        return keep_upload(actor, chunks_of(data))


def start_import(
    actor: Actor,
    *,
    upload: str,
    keys: Sequence[str] = (),
    table: Mapping[str, str] | None = None,
    name: str = "",
) -> Job:
    """Start the import of a package that was kept.

    Args:
        keys: the spaces to take, of an export that holds several; the key of the new space, of a folder.
        table: usernames here by names and keys of the export.
        name: what the space is called that a folder becomes; empty for the name that the folder says, or the key.

    Raises:
        NotPermitted: the actor is no system administrator.
        ReadOnly: the wiki is read only.
        BadPackage: the package is damaged, hostile or no export.
        AlreadyUnderWay: another import works on the same space.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    require_writable()
    named = ",".join(named_spaces(_package(upload), keys))
    return start_job(
        kind=IMPORT_KIND,
        title=gettext("Import of the space {named}").format(named=named) if named else gettext("Import of an export"),
        owner_id=actor.user_id,
        arguments={"upload": upload, "keys": list(keys), "table": dict(table or {}), "name": name},
        subject=f"import:{fold_title(named)}",
    )


def start_rehearsal(
    actor: Actor,
    *,
    upload: str,
    keys: Sequence[str] = (),
    table: Mapping[str, str] | None = None,
    name: str = "",
) -> Job:
    """Start the rehearsal of an import: the job's result is the report, and nothing is written.

    Raises:
        NotPermitted, BadPackage: as `start_import`.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    named = ",".join(named_spaces(_package(upload), keys))
    return start_job(
        kind=REHEARSAL_KIND,
        title=gettext("Rehearsal of the import of {named}").format(named=named or gettext("an export")),
        owner_id=actor.user_id,
        arguments={"upload": upload, "keys": list(keys), "table": dict(table or {}), "name": name},
    )


def wait_until_imported(job: Job) -> None:
    """Wait for an import.

    Raises:
        ImportNotReady: it takes longer than a caller waits (`WIKI_EXPORT_WAIT_SECONDS`), and goes on.
        ImportImpossible: nothing was imported.
    """
    ended = wait_for(job, settings.WIKI_EXPORT_WAIT_SECONDS)
    if ended.is_live:
        raise ImportNotReady(f"{settings.WIKI_BASE_URL}/jobs/{job.pk}")
    if ended.state != JobState.DONE:
        raise ImportImpossible(
            gettext("Nothing was imported. {problem}").format(
                problem=ended.problem or gettext("The import was cancelled.")
            )
        )


def rehearse_data(actor: Actor, data: bytes) -> dict[str, Any]:
    """Rehearse the import of a package that is in memory; see `rehearse`."""
    upload = keep_upload(actor, (data,))
    try:
        return rehearse(actor, _package(upload), progress=Silence())
    finally:
        shutil.rmtree(imports_folder() / upload, ignore_errors=True)


def forget_upload(upload: str) -> None:
    """Remove a package that was kept."""
    if upload.isalnum():
        shutil.rmtree(imports_folder() / upload, ignore_errors=True)


def rehearse(
    actor: Actor,
    path: Path,
    *,
    keys: Sequence[str] = (),
    table: Mapping[str, str] | None = None,
    name: str = "",
    progress: Progress,
) -> dict[str, Any]:
    """Read a package and report what importing it would bring; nothing is written.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadPackage, ImportImpossible: nothing of it could be taken.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    with planned(path, keys=keys, table=table, name=name, progress=progress) as plan:
        for space in plan.spaces:
            for content in space.space.contents:
                if content.kind == "attachment" and id(content) in space.files:
                    plan.findings.counts["bytes in files"] += plan.package.size_of(space.files[id(content)])
        try:
            refuse_taken_keys(plan)
        except ImportImpossible as error:
            plan.findings.warnings.insert(0, str(error))
        return _report(plan)


@job(REHEARSAL_KIND, attempts=2, expected=_EXPECTED)
def run_rehearsal(
    running: RunningJob, upload: str, keys: list[str], table: dict[str, str], name: str = ""
) -> dict[str, Any]:
    """Rehearse an import for the job's owner."""
    with _disk_trouble_told():
        report = rehearse(_owner(running), _package(upload), keys=keys, table=table, name=name, progress=running)
    return {
        "report": report,
        "upload": upload,
        "address": f"{settings.WIKI_CONTEXT_PATH}/admin/import/{running.id}",
        "label": gettext("See the report"),
    }


@job(IMPORT_KIND, clean_up=remove_import, attempts=2, expected=_EXPECTED)
def run_import(
    running: RunningJob, upload: str, keys: list[str], table: dict[str, str], name: str = ""
) -> dict[str, Any]:
    """Import a package for the job's owner; it shows in one step."""
    actor = _owner(running)
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    remove_lost_imports()
    with (
        long_change(actor, run_import.__name__),
        _disk_trouble_told(),
        planned(_package(upload), keys=keys, table=table, name=name, progress=running) as plan,
    ):
        _bring_in(actor, plan, running.id, running, _held(running))
        report = _report(plan)
    _tell(running, report)
    forget_upload(upload)
    return {
        "report": report,
        "address": f"{settings.WIKI_CONTEXT_PATH}/admin/import/{running.id}",
        "label": gettext("See the report"),
    }


def import_now(
    actor: Actor,
    path: Path,
    *,
    keys: Sequence[str] = (),
    table: Mapping[str, str] | None = None,
    name: str = "",
    progress: Progress,
    last_step: AbstractContextManager[None] | None = None,
) -> dict[str, Any]:
    """Import a package without a job, and give the report; all of it comes or nothing.

    Args:
        last_step: holds the transaction in which all of it shows, for whoever does more in it.

    Raises:
        NotPermitted: the actor is no system administrator.
        BadPackage, ImportImpossible: nothing of it can be taken.
        ReadOnly: the wiki is read only.
        KeyTaken, ConcurrentChange: somebody was faster.
    """
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    require_writable()
    # Before the plan is made: it must not count on accounts that go with them.
    remove_lost_imports()
    number = uuid4()
    try:
        with planned(path, keys=keys, table=table, name=name, progress=progress) as plan:
            _bring_in(actor, plan, number, progress, last_step or nullcontext())
            return _report(plan)
    except BaseException:
        remove_import(number)
        raise


@contextmanager
def _held(running: RunningJob) -> Iterator[None]:
    """Hold the job for its last step, which may take longer than a silent worker is waited for."""
    with running.last_step():
        yield
        # Whoever waits for the row to take the job away sees with the commit that it is alive.
        Job.objects.filter(pk=running.id).update(beat=timezone.now())


@contextmanager
def _disk_trouble_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ImportImpossible(
            gettext("The server could not write what it needs: {strerror}.").format(strerror=error.strerror or error)
        ) from error


def _bring_in(
    actor: Actor, plan: ImportPlan, number: UUID, progress: Progress, last_step: AbstractContextManager[None]
) -> None:
    """Copy the files, write the rest where nobody sees it, and show all of it in one step.

    Args:
        number: under which all of this is found by whoever has to remove it.
        last_step: holds the job for the time of the last step.
    """
    refuse_taken_keys(plan)
    under_way = begin_import(
        actor,
        number=number,
        spaces=[one.space for one in plan.spaces],
        people=plan.people,
        memberships=plan.memberships,
        site=plan.site,
    )
    work = imports_folder() / str(number)
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (work / FILES).open("w", encoding="ascii") as listed:

        def note(key: str) -> None:
            # Flushed, so that the list outlives a worker that is killed.
            listed.write(f"{key}\n")
            listed.flush()
            under_way.steps.beat()

        bring_files(plan, note, progress)
    write_import(actor, under_way=under_way, step=progress.step, advance=progress.advance)
    progress.step(gettext("Showing all of it"))
    with last_step:
        show_import(actor, under_way=under_way)
    shutil.rmtree(work, ignore_errors=True)


def _report(plan: ImportPlan) -> dict[str, Any]:
    return {"spaces": [one.space.key for one in plan.spaces], **plan.findings.as_data()}


def _tell(running: RunningJob, report: dict[str, Any]) -> None:
    for name, level in (("warnings", LineLevel.WARNING), ("left_out", LineLevel.WARNING), ("mended", LineLevel.INFO)):
        lines = report[name]
        for line in lines[:_LISTED_LINES]:
            running.log(line, level)
        if len(lines) > _LISTED_LINES:
            running.log(
                gettext("And {count} more such lines, which are in the report.").format(
                    count=format(len(lines) - _LISTED_LINES, ",")
                ),
                level,
            )


def _package(upload: str) -> Path:
    path = imports_folder() / upload / _PACKAGE
    if not upload.isalnum() or not path.is_file():
        raise BadPackage(gettext("The package is not there any more. Upload it again."))
    return path


def _remove_old_uploads() -> None:
    folder = imports_folder()
    if not folder.is_dir():
        return
    live = Job.objects.filter(kind__in=(IMPORT_KIND, REHEARSAL_KIND), state__in=LIVE_STATES)
    used = {name for pk, arguments in live.values_list("pk", "arguments") for name in (str(pk), arguments["upload"])}
    for one in folder.iterdir():
        is_old = one.is_dir() and one.stat().st_mtime < time.time() - _KEPT_FOR
        if is_old and one.name not in used and one != server_folder():
            shutil.rmtree(one, ignore_errors=True)


def _owner(running: RunningJob) -> Actor:
    owner = User.objects.filter(pk=running.owner_id).first() if running.owner_id is not None else None
    return Actor.anonymous() if owner is None else Actor.for_user(owner)
