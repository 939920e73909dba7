"""Exports of spaces and of the site: what they hold, who may have them, and what is left when they fail."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import SYSTEM_BACKUP, Actor
from accounts.errors import NotPermitted
from jobs import execution
from jobs.models import Job, JobState
from jobs.services import cancel_job, sweep_jobs
from tests.factories.wiki import grant, make_attachment, make_comment, make_page, make_space
from tests.wiki.transfer.made import Objects, done, jobs_done_at_once, package_of
from wiki.errors import BadValue, ExportFailed, ExportNotReady, NoSuchSpace, TooManyExports
from wiki.models import AuditEntry, Content, RestrictionType, Space
from wiki.services.blogposts.store import create_blogpost
from wiki.services.labels.label import add_labels
from wiki.services.pages.remove import trash_page
from wiki.services.pages.store import edit_page
from wiki.services.restrictions.set import set_restriction
from wiki.services.watches.watch import watch_content
from wiki.tasks import make_daily_backup
from wiki.transfer import exports, files
from wiki.transfer.exports import (
    ExportType,
    PageExportType,
    address_when_done,
    start_backup,
    start_page_export,
    start_site_export,
    start_space_export,
)

CODE = (
    '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a[b[0]]]]></ac:plain-text-body>'
    "</ac:structured-macro>"
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings) -> Iterator[None]:
    """A folder of its own for exports and backups."""
    settings.WIKI_HOME = tmp_path
    yield


@pytest.fixture
def space(ann: Actor) -> Space:
    """Ann's space, which everybody may view."""
    return make_space(ann, for_all_users=True)


def export(actor: Actor, *, everything: bool = False) -> Job:
    with jobs_done_at_once():
        return start_space_export(actor, space_key="TST", type=ExportType.XML, everything=everything)


def objects(actor: Actor, *, everything: bool = False) -> Objects:
    return Objects(package_of(export(actor, everything=everything)))


class TestWhatItHolds:
    """Everything of the space, both directions of every link."""

    def test_pages_with_history_in_their_places(self, ann: Actor, space: Space) -> None:
        top = make_page(ann, "Top ]] of [[it", storage=CODE)
        child = make_page(ann, "Child", below=top)
        edit_page(ann, page_id=top.pk, version=1, storage="<p>two&nbsp;</p>", version_comment="why")
        found = objects(ann)
        now = found.one("Page", title="Top ]] of [[it", originalVersionId=None)
        assert (now["version"], now["versionComment"], now["contentStatus"]) == ("2", "why", "current")
        assert now["space"] == ("Space", str(space.pk)) and str(child.pk) in now["children"]
        old = found.one("Page", originalVersion=("Page", now["id"]))
        assert now["historicalVersions"] == [old["id"]] and "space" not in old and "parent" not in old
        assert found.one("Page", title="Child")["parent"] == ("Page", now["id"])
        bodies = {body["content"][1]: body for body in found.all("BodyContent")}
        assert bodies[now["id"]]["body"] == "<p>two&nbsp;</p>" and bodies[now["id"]]["bodyType"] == "2"
        assert bodies[old["id"]]["body"] == CODE

    def test_posts_comments_and_labels(self, ann: Actor, space: Space) -> None:
        post = create_blogpost(ann, space_key="TST", title="News", storage="<p>n</p>")
        comment = make_comment(ann, post)
        reply = make_comment(ann, post, reply_to=comment)
        add_labels(ann, content_id=post.pk, labels="red my:mine")
        found = objects(ann)
        written = found.one("BlogPost", title="News")
        assert written["comments"] == [str(comment.pk), str(reply.pk)]
        assert found.by_class["Comment"][str(reply.pk)]["parent"] == ("Comment", str(comment.pk))
        assert found.by_class["Comment"][str(comment.pk)]["containerContent"] == ("BlogPost", str(post.pk))
        labels = {one["name"]: one for one in found.all("Label")}
        assert labels.keys() == {"red", "mine"} and labels["mine"]["owningUser"][0] == "ConfluenceUserImpl"
        assert sorted(written["labellings"]) == sorted(found.by_class["Labelling"])

    def test_files_with_their_versions(self, ann: Actor, space: Space) -> None:
        page = make_page(ann, "Files")
        file = make_attachment(ann, page, "ü.txt", b"first")
        make_attachment(ann, page, "ü.txt", b"second")
        package = package_of(export(ann))
        folder = f"attachments/{page.pk}/{file.pk}"
        assert package.read(f"{folder}/1") == b"first" and package.read(f"{folder}/2") == b"second"
        found = Objects(package)
        now = found.by_class["Attachment"][str(file.pk)]
        assert now["title"] == "ü.txt" and now["containerContent"] == ("Page", str(page.pk))
        facts = {
            found.by_class["ContentProperty"][one]["name"]: found.by_class["ContentProperty"][one]
            for one in now["contentProperties"]
        }
        assert facts["FILESIZE"]["longValue"] == "6" and facts["MEDIA_TYPE"]["stringValue"] == "text/plain"

    def test_restrictions_permissions_watches_and_people(self, ann: Actor, bob: Actor, space: Space) -> None:
        page = make_page(ann, "Closed")
        set_restriction(ann, content_id=page.pk, type=RestrictionType.VIEW, users=[bob.user])
        watch_content(bob, content_id=page.pk)
        found = objects(ann)
        closing = found.one("ContentPermissionSet", owningContent=("Page", str(page.pk)))
        named = [found.by_class["ContentPermission"][one]["userSubject"][1] for one in closing["contentPermissions"]]
        assert sorted(named) == sorted([ann.user.key, bob.user.key]) and closing["type"] == "View"
        users = found.by_class["ConfluenceUserImpl"]
        assert {one["name"] for one in users.values()} >= {"ann", "bob"}
        assert {one["email"] for one in users.values()} == {None}, "mail addresses are not for every exporter"
        assert found.one("Notification", content=("Page", str(page.pk)), receiver=("ConfluenceUserImpl", bob.user.key))
        types = {one["type"] for one in found.all("SpacePermission")}
        assert {"VIEWSPACE", "SETSPACEPERMISSIONS"} <= types
        written = found.one("Space", key="TST")
        assert sorted(written["permissions"]) == sorted(found.by_class["SpacePermission"])
        assert found.by_class["SpaceDescription"][written["description"][1]]["space"] == ("Space", written["id"])

    def test_the_descriptor_names_the_space(self, ann: Actor, space: Space) -> None:
        lines = package_of(export(ann)).read("exportDescriptor.properties").decode("latin-1").splitlines()
        assert lines[0].startswith("#") and {"exportType=space", "spaceKey=TST", "backupAttachments=true"} <= set(lines)

    def test_a_file_that_the_store_lost_is_told(self, ann: Actor, space: Space) -> None:
        make_attachment(ann, make_page(ann), "gone.txt")
        Content.objects.filter(title="gone.txt").update(file_key="aa/bb/never")
        job = done(export(ann))
        assert job.result["missing"] == 1 and "gone.txt" in job.lines.get().text

    def test_queries_do_not_grow_with_pages(self, ann: Actor, space: Space) -> None:
        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                export(ann)
            return len(captured)

        make_comment(ann, make_page(ann))
        few = queries()
        for _ in range(12):
            page = make_page(ann)
            make_comment(ann, page)
            make_attachment(ann, page)
            add_labels(ann, content_id=page.pk, labels="one two")
        assert queries() - few <= 4


class TestWhoSeesWhat:
    """Only what the exporter may view goes in."""

    def test_what_is_hidden_stays_out(self, ann: Actor, bob: Actor, space: Space) -> None:
        grant(space, bob.user, "EXPORTSPACE")
        secret = make_page(ann, "Secret")
        set_restriction(ann, content_id=secret.pk, type=RestrictionType.VIEW, users=[ann.user])
        make_attachment(ann, secret, "plans.txt", b"plans")
        make_page(ann, "Below", below=secret)
        open_page = make_page(ann, "Open")
        watch_content(ann, content_id=open_page.pk)
        add_labels(ann, content_id=open_page.pk, labels="my:hush")
        package = package_of(export(bob))
        everything = package.read("entities.xml").decode()
        for word in ("Secret", "plans.txt", "Below", "hush", "SpacePermission"):
            assert word not in everything
        assert not [name for name in package.namelist() if name.startswith("attachments/")]
        found = Objects(package)
        assert found.all("Notification") == [] and found.one("Page", title="Open")

    def test_trash_is_for_everything_only(self, ann: Actor, administrator: Actor, space: Space) -> None:
        page = make_page(ann, "Rubbish")
        trash_page(ann, page_id=page.pk)
        assert "Rubbish" not in {one["title"] for one in objects(administrator).all("Page")}
        assert objects(administrator, everything=True).one("Page", title="Rubbish")["contentStatus"] == "deleted"

    def test_who_may_not_export_is_refused(self, ann: Actor, bob: Actor, space: Space) -> None:
        with pytest.raises(NotPermitted):
            export(bob)
        with pytest.raises(NotPermitted, match="pass every permission"):
            export(ann, everything=True)
        with pytest.raises(NoSuchSpace):
            start_space_export(ann, space_key="NONE", type=ExportType.XML)
        for start in (start_site_export, start_backup):
            with pytest.raises(NotPermitted):
                start(ann, attachments=True)
        assert not Job.objects.exists()

    def test_a_right_that_was_taken_meanwhile_is_gone(self, ann: Actor, space: Space) -> None:
        job = start_space_export(ann, space_key="TST", type=ExportType.XML)
        space.user_permissions.all().delete()
        space.group_permissions.all().delete()
        execution.execute(job.pk)
        job.refresh_from_db()
        assert job.state == JobState.FAILED and not files.folder_of(job.pk).exists()

    def test_types_have_the_names_that_scripts_use(self) -> None:
        for name in ("TYPE_XML", "xml", "all", " Type_Xml "):
            assert exports.export_type_named(name) is ExportType.XML
        with pytest.raises(BadValue, match="TYPE_XML"):
            exports.export_type_named("TYPE_TEX")


class TestSite:
    """Everything, with people."""

    def test_it_holds_people_groups_and_all_spaces(self, ann: Actor, administrator: Actor, space: Space) -> None:
        make_space(administrator, "OWN")
        with jobs_done_at_once():
            package = package_of(start_site_export(administrator, attachments=True))
        found = Objects(package)
        assert {one["key"] for one in found.all("Space")} >= {"TST", "OWN"}
        user = found.one("InternalUser", name="ann")
        assert user["credential"] == ann.user.password and user["externalId"] == ann.user.key
        group = found.one("InternalGroup", name="confluence-users")
        assert found.one(
            "HibernateMembership", parentGroup=("InternalGroup", group["id"]), userMember=("InternalUser", user["id"])
        )
        assert "USECONFLUENCE" in {one["type"] for one in found.all("SpacePermission") if "space" not in one}
        assert b"exportType=all" in package.read("exportDescriptor.properties")

    def test_backups_stay_and_daily_ones_make_room(self, administrator: Actor, space: Space, settings) -> None:
        settings.WIKI_BACKUPS_KEPT = 2
        with jobs_done_at_once():
            by_hand = done(start_backup(administrator, attachments=False))
            files.backups_folder().joinpath("daily-backup-20200101-000000-aaaa.xml.zip").touch()
            for _ in range(3):
                make_daily_backup()
        kept = sorted(one.name for one in files.backups_folder().iterdir())
        assert by_hand.result["file"] in kept and len(kept) == 3
        assert "daily-backup-20200101-000000-aaaa.xml.zip" not in kept
        assert not files.exports_folder().exists()

    def test_no_daily_backup_where_none_is_wanted(self, settings) -> None:
        settings.WIKI_BACKUPS_KEPT = 0
        make_daily_backup()
        assert not Job.objects.exists()

    def test_two_backups_at_once_are_one(self, administrator: Actor) -> None:
        start_backup(administrator, attachments=False)
        make_daily_backup()
        assert Job.objects.count() == 1


class TestHowMany:
    """Each export is written down, and one person has only so many at once."""

    def test_each_is_written_down(self, ann: Actor, administrator: Actor, space: Space) -> None:
        page = make_page(ann, "Plan")
        export(ann)
        export(administrator, everything=True)
        start_page_export(ann, content_id=page.pk, type=PageExportType.WORD)
        start_site_export(administrator, attachments=True)
        make_daily_backup()
        entries = AuditEntry.objects.filter(event__endswith="Exported").order_by("pk")
        assert list(entries.values_list("actor_name", "event", "space_key", "subject")) == [
            ("ann", "SpaceExported", "TST", "XML"),
            ("chief", "SpaceExported", "TST", "everything as XML"),
            ("ann", "ContentExported", "TST", "Plan"),
            ("chief", "SiteExported", "", "export"),
            (SYSTEM_BACKUP.username, "SiteExported", "", "backup"),
        ]

    def test_one_person_has_so_many_at_once(
        self, ann: Actor, administrator: Actor, space: Space, settings: Any
    ) -> None:
        settings.WIKI_EXPORTS_PER_PERSON = 2
        page = make_page(ann, "Plan")
        first = start_space_export(ann, space_key="TST", type=ExportType.XML)
        start_page_export(ann, content_id=page.pk, type=PageExportType.WORD)
        before = AuditEntry.objects.count()
        for start in (
            lambda: start_space_export(ann, space_key="TST", type=ExportType.HTML),
            lambda: start_page_export(ann, content_id=page.pk, type=PageExportType.HTML),
        ):
            with pytest.raises(TooManyExports, match="2 of your exports are under way.*/jobs"):
                start()
        assert (Job.objects.count(), AuditEntry.objects.count()) == (2, before)
        start_space_export(administrator, space_key="TST", type=ExportType.XML)
        execution.execute(first.pk)
        start_space_export(ann, space_key="TST", type=ExportType.HTML)

    def test_a_caller_is_told_when_enough_wait(self, ann: Actor, space: Space, settings: Any) -> None:
        settings.WIKI_EXPORT_WAIT_SECONDS, settings.WIKI_WAITING_CALLS = 60, 0
        job = start_space_export(ann, space_key="TST", type=ExportType.XML)
        began = time.monotonic()
        with pytest.raises(ExportNotReady, match=f"/jobs/{job.pk}"):
            address_when_done(job)
        assert time.monotonic() - began < 20


class TestWhatIsLeft:
    """A failed, cancelled or interrupted export leaves nothing; an interrupted one is made anew."""

    def test_a_failure_leaves_nothing(self, ann: Actor, space: Space) -> None:
        with mock.patch("wiki.transfer.packed_files.FileList.pack", side_effect=OSError(28, "No space")):
            job = export(ann)
        job.refresh_from_db()
        assert job.state == JobState.FAILED and "No space" in job.problem
        assert not files.folder_of(job.pk).exists() and files.file_of(job) is None
        with pytest.raises(ExportFailed, match="No space"):
            address_when_done(job)

    def test_a_failed_backup_leaves_nothing(self, administrator: Actor) -> None:
        with mock.patch("wiki.transfer.packed_files.FileList.pack", side_effect=OSError(28, "No space")):
            with jobs_done_at_once():
                job = start_backup(administrator, attachments=True)
        job.refresh_from_db()
        assert job.state == JobState.FAILED and list(files.backups_folder().iterdir()) == []

    def test_what_a_killed_worker_left_of_a_backup_is_removed(self, administrator: Actor) -> None:
        job = start_backup(administrator, attachments=True)
        files.backups_folder().mkdir(parents=True)
        for name in (files.unfinished_name(job.pk), files.unfinished_name(job.pk) + ".files"):
            (files.backups_folder() / name).write_bytes(b"half")
        Job.objects.filter(pk=job.pk).update(attempt=1)
        execution.execute(job.pk)
        assert [one.name for one in files.backups_folder().iterdir()] == [done(job).result["file"]]

    def test_a_killed_worker_is_followed_by_another(self, ann: Actor, space: Space) -> None:
        job = start_space_export(ann, space_key="TST", type=ExportType.XML)
        half = files.folder_of(job.pk)
        half.mkdir(parents=True)
        (half / "being-written").write_bytes(b"PK half")
        (half / "old").write_bytes(b"x")
        long_ago = timezone.now() - timedelta(hours=1)
        Job.objects.filter(pk=job.pk).update(state="running", attempt=1, beat=long_ago, worker="killed")
        assert sweep_jobs() == 1
        execution.execute(job.pk)
        job = done(job)
        assert [one.name for one in half.iterdir()] == [job.result["file"]]
        assert Objects(package_of(job)).one("Space", key="TST")

    def test_a_cancelled_one_leaves_nothing(self, ann: Actor, space: Space) -> None:
        job = start_space_export(ann, space_key="TST", type=ExportType.XML)
        cancel_job(job)
        execution.execute(job.pk)
        with pytest.raises(ExportFailed, match="cancelled"):
            address_when_done(job)
        assert not files.folder_of(job.pk).exists()

    def test_one_that_takes_long_is_named(self, ann: Actor, space: Space) -> None:
        job = start_space_export(ann, space_key="TST", type=ExportType.XML)
        with pytest.raises(ExportNotReady, match=f"/jobs/{job.pk}"):
            address_when_done(job)

    def test_old_exports_are_removed(self, ann: Actor, space: Space) -> None:
        old, new = export(ann), export(ann)
        long_ago = (timezone.now() - timedelta(hours=settings.WIKI_EXPORT_HOURS + 1)).timestamp()
        os.utime(files.folder_of(old.pk), (long_ago, long_ago))
        assert files.remove_old_exports() == 1
        assert files.file_of(done(old)) is None and files.file_of(done(new)) is not None


def test_the_system_may_back_up(site: None) -> None:
    assert start_backup(SYSTEM_BACKUP, attachments=True).owner_id is None
