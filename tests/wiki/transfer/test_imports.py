"""Imports of exports of every era, of exports with defects, and that nothing comes where not all can."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.utils import timezone

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import User
from jobs.errors import AlreadyUnderWay
from jobs.models import Job
from jobs.services import cancel_job
from search.models import JournalEntry
from tests.factories.wiki import group, make_page, make_space, member, open_site
from tests.wiki.services.imports.made import prepared, written
from tests.wiki.transfer import packages
from tests.wiki.transfer.made import jobs_done_at_once
from tests.wiki.transfer.packages import Ref, page, space, thing
from wiki.errors import NoSuchContent
from wiki.models import (
    Arrival,
    AuditEntry,
    Body,
    Content,
    Draft,
    InlineTask,
    Labelling,
    Link,
    PageArchive,
    PageTemplate,
    Restriction,
    Space,
    SpaceUserPermission,
    ViewGate,
    Watch,
)
from wiki.permissions.access import content_for
from wiki.permissions.vocabulary import Action
from wiki.services.imports.prepared import Person
from wiki.services.imports.take_back import SILENT_FOR
from wiki.services.spaces.remove import remove_space
from wiki.transfer import imports
from wiki.transfer.confluence_xml.importer import planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Actor:
    """A new site and its administrator."""
    open_site()
    return Actor.for_user(User.objects.get(username="root"))


def bring_in(actor: Actor, data: bytes, **how: object) -> dict:
    """Import a package that can be imported, and give the report."""
    job = begin(actor, data, **how)
    assert job.state == "done", job.problem
    return job.result["report"]


def begin(actor: Actor, data: bytes, **how: object) -> Job:
    """Import a package, and give the job as it ended."""
    with jobs_done_at_once():
        job = imports.start_import(actor, upload=imports.keep_upload(actor, (data,)), **how)
    job.refresh_from_db()
    return job


def titles(**wanted: object) -> list[str]:
    """Give titles in their order."""
    return list(Content.objects.filter(**wanted).order_by("pk").values_list("title", flat=True))


def stored(pk: int) -> str:
    """Give the body of a content."""
    return Body.objects.get(pk=pk).storage


def files_stored() -> set[str]:
    """Give what lies in the store of attachments."""
    store = storages["attachments"]
    found = set()
    for folder in store.listdir("")[0] if store.exists(".") else []:
        for inner in store.listdir(folder)[0]:
            found |= {f"{folder}/{inner}/{name}" for name in store.listdir(f"{folder}/{inner}")[1]}
    return found


class TestEras:
    """What each generation of the format holds arrives."""

    def test_3_x(self, root) -> None:
        report = bring_in(root, packages.with_3_x())
        home = Content.objects.get(pk=10)
        made = Space.objects.get(key="OLD")
        assert (made.name, made.description, made.home_page_id) == ("Old things", "About *it*", 10)
        assert (home.title, home.version, home.creator.username, home.modifier.username) == ("Home", 2, "anna", "bert")
        assert home.created == datetime(2008, 3, 4, 5, 6, 7, tzinfo=home.created.tzinfo)
        assert stored(10).startswith("<h1>Hello</h1>") and '<ri:page ri:content-title="Child"' in stored(10)
        old = Content.objects.get(pk=11)
        assert (old.status, old.current_id, old.title, old.version, old.host_id) == (
            "historical",
            10,
            "Old home",
            1,
            10,
        )
        assert 'ac:name="info"' in stored(12)
        child = Content.objects.get(pk=12)
        assert (child.parent_id, child.path, child.position) == (10, "/10/", 3)
        answer = Content.objects.get(pk=14)
        assert (answer.container_id, answer.parent_id, answer.title, stored(14)) == (
            10,
            13,
            "Re: Home",
            "<p>answer</p>",
        )
        now, before = Content.objects.get(pk=15), Content.objects.get(pk=16)
        assert [(one.version, one.file_size, one.media_type) for one in (before, now)] == [
            (1, 3, "text/plain"),
            (2, 6, "text/plain"),
        ]
        assert storages["attachments"].open(now.file_key).read() == b"second"
        assert {(str(one.label), one.content_id, one.user.username) for one in Labelling.objects.all()} == {
            ("red", 10, "anna"),
            ("my:favourite", 12, "bert"),
        }
        assert set(ViewGate.objects.values_list("content_id", flat=True)) == {10, 12}
        assert {(one.user.username, one.permission.codename) for one in SpaceUserPermission.objects.all()} == {
            ("bert", "editspace"),
            ("*anonymous*", "viewspace"),
        }
        assert Watch.objects.get().content_id == 12
        assert Link.objects.get().title_folded == "child"
        assert not User.objects.get(username="anna").is_active
        assert report["people_made"] == ["anna", "bert"] and report["not_understood"] == {"Mystery": 1}
        assert "ReferralLink" in report["classes_left_out"]

    def test_who_may_not_see_it_does_not(self, root) -> None:
        bring_in(root, packages.with_3_x())
        reader = member("reader")
        with pytest.raises(NoSuchContent):
            content_for(reader, 12, Action.VIEW)
        assert content_for(root, 12, Action.VIEW).title == "Child"

    def test_5_9(self, root) -> None:
        bring_in(root, packages.with_5_9())
        carla = User.objects.get(username="carla")
        assert (carla.key, carla.email, carla.is_active) == (
            "0123456789abcdef0123456789abcdef",
            "carla@example.org",
            False,
        )
        assert (titles(kind="page"), stored(10)) == (["see [[x]]y"], "<p>q[x]]&nbsp;<br/></p>")
        post = Content.objects.get(pk=11)
        assert (str(post.posting_day), post.creator_id) == ("2015-06-07", carla.pk)
        assert Content.objects.get(pk=13).media_type == "image/png"
        template = PageTemplate.objects.get()
        assert (template.name, template.version, template.storage) == ("Minutes", 3, "<p>who</p>")
        restriction = Restriction.objects.get()
        assert restriction.type == "Edit"
        assert list(restriction.group_permissions.values_list("group__name", flat=True)) == ["writers"]
        assert Group.objects.filter(name="writers").exists()

    def test_8_x(self, root) -> None:
        report = bring_in(root, packages.with_8_x())
        made = Space.objects.get(key="OLD")
        assert (made.name, made.status) == ("New & shiny", "archived")
        assert titles(space=made) == ["A ]] b", "A", "Gone"]
        assert [Content.objects.get(pk=pk).status for pk in (10, 11, 13)] == ["current", "historical", "trashed"]
        assert any("draft" in line for line in report["left_out"])

    def test_cloud(self, root) -> None:
        report = bring_in(root, packages.with_cloud())
        inside = Content.objects.get(pk=11)
        assert (inside.parent_id, inside.position) == (10, 416470385)
        assert inside.created.astimezone(UTC) == datetime(2020, 1, 1, 11, tzinfo=UTC)
        assert stored(10) == ""
        assert len([line for line in report["mended"] if "folder" in line]) == 1
        # Of three archived pages one stands above a page that is not.
        assert sorted(PageArchive.objects.values_list("page_id", "along")) == [(12, False), (13, True)]
        (line,) = [line for line in report["mended"] if "archived" in line]
        assert "Page 14" in line and "comes as a page like others" in line

    def test_the_index_hears_of_it(self, root) -> None:
        bring_in(root, packages.with_8_x())
        space_id = Space.objects.get(key="OLD").pk
        noted = set(JournalEntry.objects.values_list("thing", "number"))
        assert {("content", 10), ("space", space_id)} <= noted and ("content", 11) not in noted


class TestIds:
    """Ids are kept where they are free."""

    def test_taken_ones_are_mapped(self, root) -> None:
        make_space(root, "TST")
        taken = make_page(root, "Here before", content_id=10)
        bring_in(root, packages.with_3_x())
        home = Content.objects.get(space__key="OLD", title="Home", status="current")
        assert taken.pk == 10 and home.pk not in (10, 11, 12)
        assert Content.objects.get(title="Child").parent_id == home.pk
        assert Content.objects.get(title="Child").path == f"/{home.pk}/"
        assert Content.objects.get(pk=11).current_id == home.pk
        assert Content.objects.get(pk=15).container_id == home.pk

    def test_two_classes_with_one_id(self, root) -> None:
        bring_in(
            root,
            packages.package(space(), page(10, "A"), thing("Comment", 10, containerContent=Ref("Page", 10), version=1)),
        )
        assert sorted(Content.objects.values_list("kind", flat=True)) == ["comment", "page"]


class TestDefects:
    """What real exports have: taken, mended and reported."""

    def test_titles_that_stand_twice(self, root) -> None:
        report = bring_in(root, packages.package(space(), page(10, "Same"), page(11, "SAME"), page(12, "same (2)")))
        assert sorted(title.lower() for title in titles()) == ["same", "same (2)", "same (3)"]
        assert any("the title was taken" in line for line in report["mended"])

    def test_parents_that_are_missing_or_run_in_a_circle(self, root) -> None:
        report = bring_in(
            root,
            packages.package(
                space(),
                page(10, "A", parent=Ref("Page", 12)),
                page(11, "B", parent=Ref("Page", 10)),
                page(12, "C", parent=Ref("Page", 11)),
                page(13, "D", parent=Ref("Page", 99)),
                page(14, "E", parent=Ref("Page", 14)),
            ),
        )
        tops = set(Content.objects.filter(parent=None).values_list("title", flat=True))
        assert len(tops & {"A", "B", "C"}) == 1 and {"D", "E"} <= tops
        assert len(report["mended"]) == 3

    def test_versions_with_one_number(self, root) -> None:
        versions = [
            thing("Page", 20 + step, title=f"v{step}", version=1, originalVersion=Ref("Page", 10)) for step in range(3)
        ]
        report = bring_in(root, packages.package(space(), page(10, "A", version=2), *versions))
        assert list(Content.objects.order_by("pk").values_list("version", flat=True)) == [4, 1, 2, 3]
        assert len(report["mended"]) == 3

    def test_what_points_nowhere(self, root) -> None:
        report = bring_in(
            root,
            packages.package(
                space(homePage=Ref("Page", 77)),
                page(10, "A"),
                thing("Page", 11, title="Lost", version=1, originalVersion=Ref("Page", 99)),
                thing("Comment", 12, containerContent=Ref("Page", 99), version=1),
                thing("Comment", 13, containerContent=Ref("Page", 10), parent=Ref("Comment", 12), version=1),
                thing("Attachment", 14, title="x", containerContent=Ref("Page", 99), version=1),
                thing("Labelling", 15, label=Ref("Label", 1), content=Ref("Page", 10)),
                thing("Notification", 16, content=Ref("Page", 99), userName="anna"),
                thing("ContentPermissionSet", 17, type="View", owningContent=Ref("Page", 99)),
            ),
        )
        assert titles() == ["A", "Re: A"]
        for number in (11, 12, 14, 15, 16, 17):
            assert any(f" {number}" in line for line in report["left_out"]), number
        assert any("home page" in line for line in report["mended"])
        assert any("Comment 13" in line for line in report["mended"])

    def test_a_file_that_is_missing(self, root) -> None:
        report = bring_in(
            root,
            packages.package(
                space(),
                page(10, "A"),
                thing("Attachment", 14, title="x.txt", containerContent=Ref("Page", 10), version=2),
                thing(
                    "Attachment",
                    15,
                    title="x.txt",
                    containerContent=Ref("Page", 10),
                    version=1,
                    originalVersion=Ref("Attachment", 14),
                ),
            ),
        )
        only = Content.objects.get(kind="attachment")
        assert (only.file_size, storages["attachments"].open(only.file_key).read()) == (0, b"")
        assert len(report["missing_files"]) == 2

    def test_a_body_that_can_not_be_read_is_kept(self, root) -> None:
        report = bring_in(root, packages.package(space(), page(10, "A", "<p>never closed")))
        assert stored(10) == "<p>never closed"
        assert any("can't be shown" in line for line in report["warnings"])

    def test_fragments_of_other_spaces_stay_away(self, root) -> None:
        other = thing("Space", 2, name="Other", key="OTHER")
        foreign = thing("Page", 50, title="Foreign", space=Ref("Space", 2), version=1)
        bring_in(root, packages.package(space(), other, page(10, "A"), foreign))
        assert (titles(), list(Space.objects.values_list("key", flat=True))) == (["A"], ["OLD"])

    def test_characters_that_xml_can_not_carry(self, root) -> None:
        data = packages.entities(space(), page(10, "A", "<p>a\x02\x1cb\ufffe\u200b\u2028</p>"))
        bring_in(
            root,
            packages.zipped({"entities.xml": data, "exportDescriptor.properties": b"exportType=space\nspaceKey=OLD"}),
        )
        assert stored(10) == "<p>ab\u200b\u2028</p>"

    def test_tasks_and_macros_and_links(self, root) -> None:
        text = (
            "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status>"
            "<ac:task-body>do it</ac:task-body></ac:task></ac:task-list>"
            '<ac:structured-macro ac:name="toc"/><ac:structured-macro ac:name="nobody-knows"/>'
            '<ac:link><ri:page ri:content-title="Nowhere"/></ac:link>'
            '<ac:link><ri:page ri:space-key="FAR" ri:content-title="Away"/></ac:link>'
        )
        report = bring_in(root, packages.package(space(), page(10, "A", text)))
        assert InlineTask.objects.get().text == "do it"
        assert (report["macros"], report["unknown_macros"]) == ({"toc": 1}, {"nobody-knows": 1})
        assert len(report["broken_links"]) == 2


class TestDrafts:
    """What nobody has published stays its author's."""

    def test_of_a_page_of_a_new_one_and_of_5_x(self, root) -> None:
        def draft(number: int, title: str, text: str, **values: object) -> str:
            given = {"title": title, "contentStatus": "draft", "space": Ref("Space", 1), "version": 1, **values}
            return thing("Page", number, **given) + packages.body(number + 500, Ref("Page", number), text)

        old = thing("Draft", 24, title="Old", pageId="11", draftSpaceKey="OLD", draftType="page", creatorName="bert")
        report = bring_in(
            root,
            packages.package(
                space(),
                page(10, "A", "<p>a</p>", version=4),
                page(11, "B"),
                draft(20, "A", "<p>more</p>", originalVersion=Ref("Page", 10), lastModifierName="anna"),
                draft(21, "New", "<p>new</p>", parent=Ref("Page", 10), creatorName="anna"),
                draft(22, "A", "<p>a</p>", originalVersion=Ref("Page", 10), creatorName="bert"),
                draft(23, "A", "<p>whose</p>", originalVersion=Ref("Page", 10)),
                old,
                packages.body(900, Ref("Draft", 24), "<p>old</p>"),
            ),
        )
        rows = Draft.objects.order_by("storage")
        facts = ("user__username", "content_id", "parent_id", "title", "storage", "base_version")
        assert list(rows.values_list(*facts)) == [
            ("anna", 10, None, "A", "<p>more</p>", 4),
            ("anna", None, 10, "New", "<p>new</p>", 0),
            ("bert", 11, None, "Old", "<p>old</p>", 1),
        ]
        assert titles() == ["A", "B"] and report["counts"]["drafts"] == 3
        assert any("Page 23" in line for line in report["left_out"])
        assert any("1 drafts say" in line for line in report["warnings"])


class TestRestrictions:
    """Nothing opens that was closed."""

    def closing(self, number: int, on: int) -> str:
        """A view restriction that names anna."""
        return thing("ContentPermissionSet", number, type="View", owningContent=Ref("Page", on)) + thing(
            "ContentPermission", number + 1, userName="anna", owningSet=Ref("ContentPermissionSet", number)
        )

    @pytest.mark.parametrize("above", ["missing", "trashed"])
    def test_pages_stay_closed_when_what_closed_them_is_gone(self, root, above: str) -> None:
        parent = page(10, "Top", contentStatus="deleted") if above == "trashed" else ""
        bring_in(
            root,
            packages.package(
                space(),
                parent,
                page(11, "Below", parent=Ref("Page", 10)),
                page(12, "Deeper", parent=Ref("Page", 11)),
                self.closing(30, 10),
                thing("SpacePermission", 40, type="VIEWSPACE", group="confluence-users", space=Ref("Space", 1)),
            ),
        )
        for pk in (11, 12):
            with pytest.raises(NoSuchContent):
                content_for(member(f"reader{pk}"), pk, Action.VIEW)

    def test_one_that_names_nobody_opens_for_nobody(self, root) -> None:
        report = bring_in(
            root,
            packages.package(
                space(), page(10, "A"), thing("ContentPermissionSet", 30, type="View", owningContent=Ref("Page", 10))
            ),
        )
        assert ViewGate.objects.get().content_id == 10
        assert any("names nobody" in line for line in report["warnings"])

    def test_a_person_who_is_not_in_the_package_is_not_everybody(self, root) -> None:
        user = Ref("ConfluenceUserImpl", "f" * 32)
        bring_in(
            root,
            packages.package(
                space(), thing("SpacePermission", 40, type="VIEWSPACE", userSubject=user, space=Ref("Space", 1))
            ),
        )
        assert SpaceUserPermission.objects.get().user.username == "f" * 32


class TestPeople:
    """Whom the names of an export stand for."""

    def test_a_table_says_who_is_who(self, root) -> None:
        anna = member("anna.new").user
        bring_in(root, packages.with_3_x(), table={"Anna": "anna.new"})
        assert Content.objects.get(pk=10).creator_id == anna.pk
        assert not User.objects.filter(username="anna").exists()

    def test_who_has_the_same_name(self, root) -> None:
        anna = member("anna").user
        bring_in(root, packages.with_3_x())
        assert Content.objects.get(pk=10).creator_id == anna.pk
        anna.refresh_from_db()
        assert anna.is_active

    def test_names_that_no_account_can_have(self, root) -> None:
        bring_in(root, packages.package(space(creatorName="John Doe, <boss>")))
        assert Space.objects.get().creator.username == "john_doe___boss_"

    def test_two_names_do_not_become_one(self, root) -> None:
        member("john_doe")
        bring_in(
            root,
            packages.package(
                space(),
                page(10, "A", creatorName="john doe"),
                page(11, "B", creatorName="john+doe"),
                page(12, "C", creatorName="john_doe"),
            ),
        )
        authors = Content.objects.order_by("pk").values_list("creator__username", flat=True)
        assert list(authors) == ["john_doe-2", "john_doe-3", "john_doe"]


class TestAllOrNothing:
    """A package that can't be taken leaves nothing behind."""

    def test_a_damaged_file_in_the_middle(self, root) -> None:
        data = bytearray(packages.with_3_x())
        at = data.index(b"attachments/10/15/2") + len(b"attachments/10/15/2")
        data[at : at + 4] = b"\xff\xff\xff\xff"
        before, stored_before = User.objects.count(), files_stored()
        job = begin(root, bytes(data))
        assert job.state == "failed" and "damaged" in job.problem
        assert (Space.objects.count(), Content.objects.count(), User.objects.count()) == (0, 0, before)
        assert files_stored() == stored_before

    def test_a_full_disk(self, root, monkeypatch) -> None:
        def fail(*given: object) -> None:
            raise OSError(28, "No space left on device")

        before = files_stored()
        monkeypatch.setattr("wiki.transfer.confluence_xml.importer._Copied.chunks", fail)
        job = begin(root, packages.with_3_x())
        assert job.state == "failed" and "No space left on device" in job.problem
        assert (Space.objects.count(), files_stored()) == (0, before)

    def test_a_space_of_that_key_is_there(self, root) -> None:
        make_space(root, "old")
        job = begin(root, packages.with_3_x())
        assert job.state == "failed" and "OLD already" in job.problem

    def test_cancelled_before_the_last_step(self, root, monkeypatch) -> None:
        stored_before = files_stored()
        bring_files = imports.bring_files

        def bring_and_cancel(plan, note, progress) -> None:
            bring_files(plan, note, progress)
            cancel_job(Job.objects.get())

        monkeypatch.setattr(imports, "bring_files", bring_and_cancel)
        assert begin(root, packages.with_3_x()).state == "cancelled"
        assert (Space.objects.count(), files_stored()) == (0, stored_before)

    def test_two_at_once(self, root) -> None:
        upload = imports.keep_upload(root, (packages.with_5_9(),))
        imports.start_import(root, upload=upload)
        with pytest.raises(AlreadyUnderWay):
            imports.start_import(root, upload=upload)

    def test_while_another_import_brings_that_space(self, root) -> None:
        written(prepared("OLD"))
        job = begin(root, packages.with_3_x())
        assert job.state == "failed" and "Another import is bringing the space OLD" in job.problem
        assert list(Space.objects.values_list("key", flat=True)) == ["OLD"] and Content.objects.count() == 4

    def test_after_another_import_of_that_space_was_killed(self, root) -> None:
        anna = Person("anna")
        written(prepared("OLD", people=[anna]), people=[anna])
        Arrival.objects.update(beat=timezone.now() - 2 * SILENT_FOR)
        bring_in(root, packages.with_3_x())
        assert Content.objects.get(pk=10).creator == User.objects.get(username="anna")
        assert set(Space.objects.values_list("key", "arrival")) == {("OLD", None)}

    def test_a_second_time_after_it_was_removed(self, root) -> None:
        bring_in(root, packages.with_3_x())
        remove_space(root, key="OLD")
        bring_in(root, packages.with_3_x())
        assert Content.objects.get(pk=10).title == "Home"

    def test_only_system_administrators(self, root) -> None:
        stranger = member("someone")
        with pytest.raises(NotPermitted):
            imports.keep_upload(stranger, (b"",))
        with pytest.raises(NotPermitted):
            imports.start_import(stranger, upload="x")


class TestCommentsInTheText:
    """What says where a comment within the text stands is read, in both forms that packages have."""

    def test_its_properties_are_known(self, root, tmp_path) -> None:
        comments = [
            thing("Comment", 20, containerContent=Ref("Page", 10), contentProperties=[Ref("ContentProperty", 30)]),
            thing("ContentProperty", 30, name="inline-marker-ref", stringValue="a-b-c"),
            thing("Comment", 21, containerContent=Ref("Page", 10)),
            thing("ContentProperty", 31, name="status", stringValue="resolved", content=Ref("Comment", 21)),
            thing("ContentProperty", 32, name="macroNames", stringValue="x", content=Ref("Comment", 21)),
        ]
        path = tmp_path / "package.zip"
        path.write_bytes(packages.package(space(), page(10, "A"), *comments))
        with planned(path, progress=imports.Silence()) as plan:
            found = {one.old_id: dict(one.properties) for one in plan.spaces[0].space.contents}
        assert found == {10: {}, 20: {"inline-marker-ref": "a-b-c"}, 21: {"status": "resolved"}}


class TestRehearsal:
    """What would come is said, and nothing is written."""

    def test_it_writes_nothing_and_says_the_same(self, root) -> None:
        people, stored_before = User.objects.count(), files_stored()
        told = imports.rehearse_data(root, packages.with_3_x())
        assert (Space.objects.count(), Content.objects.count(), User.objects.count()) == (0, 0, people)
        assert files_stored() == stored_before
        done = bring_in(root, packages.with_3_x())
        assert told["counts"].pop("bytes in files") == 9
        assert told == done

    def test_a_key_that_is_taken_is_a_warning(self, root) -> None:
        make_space(root, "OLD")
        assert "already" in imports.rehearse_data(root, packages.with_8_x())["warnings"][0]


class TestSites:
    """Exports of a whole site."""

    def site(self) -> bytes:
        """Two spaces."""
        return packages.package(
            space(),
            thing("Space", 2, name="Second", key="SEC"),
            page(10, "A"),
            thing("Page", 50, title="A", space=Ref("Space", 2), version=1),
            descriptor="exportType=all\n",
        )

    def test_all_spaces(self, root) -> None:
        report = bring_in(root, self.site())
        assert (report["spaces"], titles()) == (["OLD", "SEC"], ["A", "A"])

    def test_people_and_groups(self, root) -> None:
        member_of = [
            thing(
                "HibernateMembership", 80 + at, userMember=Ref("InternalUser", 70), parentGroup=Ref("InternalGroup", at)
            )
            for at in (60, 61, 69)
        ]
        report = bring_in(
            root,
            packages.package(
                space(),
                thing("InternalGroup", 60, name="Dancers"),
                thing("InternalGroup", 61, name="confluence-administrators"),
                thing(
                    "InternalUser", 70, name="Eve", displayName="Eve Doe", emailAddress="e@example.org", active="true"
                ),
                thing("InternalUser", 71, name="gone", active="false"),
                thing("SpacePermission", 90, type="USECONFLUENCE", group="x"),
                *member_of,
                descriptor="exportType=all\n",
            ),
        )
        eve = User.objects.get(username="eve")
        assert (eve.full_name, eve.email, eve.is_active, eve.has_usable_password()) == (
            "Eve Doe",
            "e@example.org",
            True,
            False,
        )
        assert list(eve.groups.values_list("name", flat=True)) == ["dancers"]
        assert not User.objects.get(username="gone").is_active
        assert len([one for one in report["left_out"] if "by hand" in one or "not in the package" in one]) == 2
        assert report["site_permissions"] == ["USECONFLUENCE for the group x"]

    def test_what_belongs_to_no_space(self, root) -> None:
        group("here")
        grants = [
            ("CREATESPACE", {"group": "new"}),
            ("ADMINISTRATECONFLUENCE", {"group": "new"}),
            ("ADMINISTRATECONFLUENCE", {"group": "here"}),
            ("SYSTEMADMINISTRATOR", {"group": "new"}),
            ("CREATESPACE", {"userName": "root"}),
            ("CREATESPACE", {}),
            ("USECONFLUENCE", {"group": "confluence-users"}),
            ("FLY", {"group": "new"}),
        ]
        report = bring_in(
            root,
            packages.package(
                space(),
                *(thing("SpacePermission", 90 + at, type=type, **whom) for at, (type, whom) in enumerate(grants)),
                thing("PageTemplate", 80, name="For all", content="<p>x</p>", bodyType=2),
                descriptor="exportType=all\n",
            ),
        )
        new = Group.objects.get(name="new")
        assert set(new.permissions.values_list("codename", flat=True)) == {"CREATESPACE", "ADMINISTRATECONFLUENCE"}
        assert not Group.objects.get(name="here").permissions.exists()
        assert not root.user.user_permissions.exists()
        assert len(report["site_permissions"]) == 2 and len(report["left_out"]) == 5
        assert any("ADMINISTRATECONFLUENCE" in line for line in report["warnings"])
        assert PageTemplate.objects.get(space=None).storage == "<p>x</p>"
        assert AuditEntry.objects.filter(event="grant_global", subject__contains="new").count() == 2

    def test_chosen_ones(self, root) -> None:
        assert bring_in(root, self.site(), keys=["sec"])["spaces"] == ["SEC"]
        assert list(Content.objects.values_list("pk", flat=True)) == [50]

    def test_one_that_is_not_there(self, root) -> None:
        assert "no space with the key NONE" in begin(root, self.site(), keys=["NONE"]).problem
