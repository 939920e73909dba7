"""While the wiki is read only no long work begins that writes; what had begun ends, and exports and backups go on."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.actor import Actor
from accounts.errors import ReadOnly
from accounts.models import User
from jobs.execution import execute
from jobs.models import Job, JobState
from tests.factories.wiki import make_chain, make_space, open_site
from tests.wiki.transfer import packages
from tests.wiki.transfer.made import jobs_done_at_once, package_of
from tests.wiki.transfer.packages import page, space
from wiki.models import Content, Space
from wiki.services.pages import copy_in_job
from wiki.services.pages.copy import CopyOptions
from wiki.services.site.maintenance import set_maintenance
from wiki.transfer import exports, imports

pytestmark = pytest.mark.django_db

PACKAGE = packages.package(space("NEW"), page(1, "One"), page(2, "Two"), key="NEW")


@pytest.fixture
def root() -> Actor:
    """A new site and its administrator."""
    open_site()
    return Actor.for_user(User.objects.get(username="root"))


def read_only(root: Actor, state: bool = True) -> None:
    """Begin or end the mode."""
    set_maintenance(root, banner="", read_only=state)


def ended(job: Job) -> Job:
    """Do a job that waits, and give it as it ended."""
    execute(job.pk)
    job.refresh_from_db()
    return job


def test_no_import_begins_and_a_rehearsal_does(root: Actor, tmp_path: Path) -> None:
    waiting = imports.start_import(root, upload=imports.keep_upload(root, (PACKAGE,)))
    read_only(root)
    assert (ended(waiting).state, waiting.problem[:21]) == (JobState.FAILED, "The wiki is read only")
    upload = imports.keep_upload(root, (PACKAGE,))
    with pytest.raises(ReadOnly):
        imports.start_import(root, upload=upload)
    (tmp_path / "export.zip").write_bytes(PACKAGE)
    (tmp_path / "users.csv").write_text("username\nnew\n")
    for command, file in (
        ("import_space", "export.zip"),
        ("restore_site", "export.zip"),
        ("import_users_csv", "users.csv"),
    ):
        with pytest.raises(CommandError):
            call_command(command, str(tmp_path / file))
    assert not Space.objects.exists() and not User.objects.filter(username="new").exists()
    assert ended(imports.start_rehearsal(root, upload=upload)).state == JobState.DONE


def test_exports_and_backups_begin(root: Actor) -> None:
    make_space(root, "DOC")
    read_only(root)
    with jobs_done_at_once():
        package_of(exports.start_space_export(root, space_key="DOC", type=exports.ExportType.XML))
        package_of(exports.start_backup(root, attachments=True))


def test_an_import_that_had_begun_ends(root: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def bring_files_and_stop(*given: object) -> None:
        read_only(root)
        packages_brought(*given)

    packages_brought = imports.bring_files
    monkeypatch.setattr(imports, "bring_files", bring_files_and_stop)
    job = imports.start_import(root, upload=imports.keep_upload(root, (PACKAGE,)))
    assert ended(job).state == JobState.DONE, job.problem
    assert Content.objects.filter(space__key="NEW").count() == 2
    with pytest.raises(ReadOnly):
        imports.start_import(root, upload="x")


def test_a_copy_that_had_begun_ends_and_one_that_waits_does_not_begin(
    root: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_space(root, "DOC").home_page
    top = make_chain(root, "A", "B", "C", space="DOC")[0]
    how = {"page_id": top.pk, "parent_id": home.pk, "options": CopyOptions(children=True)}
    first = copy_in_job.start_tree_copy(root, title="First", **how)

    def copy_and_stop(*given: object, **wanted: object) -> Content:
        copied = copied_below(*given, **wanted)
        read_only(root)
        return copied

    copied_below = copy_in_job.copy_page_below
    monkeypatch.setattr(copy_in_job, "copy_page_below", copy_and_stop)
    assert (ended(first).state, first.result["pages"]) == (JobState.DONE, 3)
    read_only(root, False)
    second = copy_in_job.start_tree_copy(root, title="Second", **how)
    read_only(root)
    assert (ended(second).state, second.problem[:21]) == (JobState.FAILED, "The wiki is read only")
    with pytest.raises(ReadOnly):
        copy_in_job.start_tree_copy(root, title="Third", **how)
    assert not Content.objects.filter(title="Second").exists()
