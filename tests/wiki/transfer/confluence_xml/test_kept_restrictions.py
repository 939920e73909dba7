"""Pages that are closed by several restrictions: one set in the format, which lets nobody in whom one keeps out."""

import io
import json
import zipfile

import pytest

from accounts.actor import SYSTEM_IMPORT, Actor
from accounts.models import User
from tests.factories.wiki import group, make_chain, make_space, member, open_site
from tests.wiki.transfer import packages
from tests.wiki.transfer.made import Objects, done, jobs_done_at_once, package_of
from tests.wiki.transfer.packages import Ref, page, space, thing
from wiki.errors import NoSuchContent
from wiki.models import Restriction, RestrictionType
from wiki.permissions.access import content_for
from wiki.services.pages.remove import trash_page
from wiki.services.restrictions.set import set_restriction
from wiki.transfer import exports, imports
from wiki.transfer.confluence_xml.kept_restrictions import MEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Actor:
    """A new site and its administrator."""
    open_site()
    return Actor.for_user(User.objects.get(username="root"))


def closed_twice(root: Actor, first: tuple, second: tuple) -> tuple[Objects, zipfile.ZipFile, list[str]]:
    """Export a page with a restriction of its own and one of a page that stood above it.

    Args:
        first, second: the people and groups of each.
    """
    make_space(root)
    above, below = make_chain(root, "Above", "Below")
    for one, (users, groups) in ((above, first), (below, second)):
        people = [member.user for member in users]
        named = [group(name) for name in groups]
        # A person would be named by what they restrict.
        set_restriction(SYSTEM_IMPORT, content_id=one.pk, type=RestrictionType.VIEW, users=people, groups=named)
    trash_page(root, page_id=above.pk)
    with jobs_done_at_once():
        job = exports.start_space_export(root, space_key="TST", type=exports.ExportType.XML)
    package = package_of(job)
    return Objects(package), package, list(job.lines.values_list("text", flat=True))


def test_who_passes_both_is_named(root) -> None:
    both, one, other, grouped = (member(name) for name in ("both", "one", "other", "grouped"))
    grouped.user.groups.add(group("writers"))
    both.user.groups.add(group("readers"))
    objects, package, lines = closed_twice(root, ([one, grouped], ["readers"]), ([other, both], ["writers"]))
    (only,) = objects.all("ContentPermissionSet")
    assert only["type"] == "View"
    named = {
        objects.by_class["ConfluenceUserImpl"][each["userSubject"][1]]["name"]
        for each in objects.all("ContentPermission")
    }
    assert named == {"both", "grouped"}
    (line,) = package.read(MEMBER).splitlines()
    assert len(json.loads(line)["restrictions"]) == 2
    assert any("one stands for them" in text for text in lines)


def test_where_nobody_passes_both_administrators_are_named(root) -> None:
    objects, _, lines = closed_twice(root, ([member("one")], []), ([member("other")], []))
    (only,) = objects.all("ContentPermission")
    assert (only["groupName"], only.get("userSubject")) == ("confluence-administrators", None)
    assert any("only administrators" in text for text in lines)


def test_a_package_without_our_member_lets_in_whom_all_let_in(root) -> None:
    both = member("both")
    member("one")
    _, package, _ = closed_twice(root, ([both, member("two")], []), ([both], []))
    cut = io.BytesIO()
    with zipfile.ZipFile(cut, "w") as out:
        for name in package.namelist():
            if name != MEMBER:
                out.writestr(name, package.read(name).replace(b"TST", b"CUT"))
    with jobs_done_at_once():
        done(imports.start_import(root, upload=imports.keep_upload(root, (cut.getvalue(),))))
    (restriction,) = Restriction.objects.filter(content__space__key="CUT")
    assert [one.user for one in restriction.user_permissions.all()] == [both.user]


def test_of_two_sets_of_one_type_each_closes(root) -> None:
    sets = [
        thing("ContentPermissionSet", 30 + at, type="View", owningContent=Ref("Page", 10))
        + thing("ContentPermission", 40 + at, userName=name, owningSet=Ref("ContentPermissionSet", 30 + at))
        for at, name in enumerate(("anna", "bert"))
    ]
    grant = thing("SpacePermission", 50, type="VIEWSPACE", group="confluence-users", space=Ref("Space", 1))
    anna = member("anna")
    with jobs_done_at_once():
        data = packages.package(space(), page(10, "A"), *sets, grant)
        done(imports.start_import(root, upload=imports.keep_upload(root, (data,))))
    assert Restriction.objects.filter(content_id=10).count() == 2
    with pytest.raises(NoSuchContent):
        content_for(anna, 10)


@pytest.mark.parametrize("line", ["{", "[]", '{"content": 10, "restrictions": [{"number": "x"}]}', "[" * 5000])
def test_a_member_that_is_not_ours_is_refused(root, line: str) -> None:
    data = packages.package(space(), page(10, "A"), files={MEMBER: line.encode()})
    with jobs_done_at_once():
        job = imports.start_import(root, upload=imports.keep_upload(root, (data,)))
    job.refresh_from_db()
    assert job.state == "failed" and "not what this wiki writes" in job.problem
