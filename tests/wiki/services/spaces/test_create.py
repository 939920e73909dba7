"""Spaces are made."""

import pytest

from accounts.actor import SYSTEM_SETUP
from accounts.errors import NotPermitted
from tests.factories.accounts import UserFactory
from tests.factories.wiki import make_space
from wiki.errors import BadKey, BadTitle, BadValue, KeyTaken, MalformedStorage
from wiki.models import AuditEntry, Space, SpacePermissionType
from wiki.permissions.decide import space_permissions
from wiki.services.spaces.create import MEMBER_PERMISSIONS, create_personal_space, create_space

pytestmark = pytest.mark.django_db


def test_a_space_with_its_home_page_and_permissions(ann, bob):
    space = create_space(ann, key="Docs1", name=" Documents ", description="all of them")
    space.refresh_from_db()
    assert (space.key, space.key_folded, space.name, space.description) == (
        "Docs1",
        "docs1",
        "Documents",
        "all of them",
    )
    assert (space.kind, space.status, space.creator) == ("global", "current", ann.user)
    assert (space.home_page.title, space.home_page.space, space.home_page.path) == ("Documents Home", space, "/")
    assert space_permissions(ann, space) == set(SpacePermissionType)
    assert space_permissions(bob, space) == set()
    assert AuditEntry.objects.filter(event="SpaceAdded", space_key="Docs1").count() == 1


def test_for_all_users(ann, bob):
    assert space_permissions(bob, make_space(ann, for_all_users=True)) == set(MEMBER_PERMISSIONS)


def test_by_the_system(site, administrator):
    space = make_space(SYSTEM_SETUP)
    assert space_permissions(administrator, space) == set(SpacePermissionType)
    assert not space.user_permissions.exists()


@pytest.mark.parametrize("key", ["", " ", "a b", "a-b", "é", "~ann", "x" * 256, "a\n", "a/b", "a\x00"])
def test_keys_that_can_not_be(ann, refused, key):
    if key.strip() == "a":
        assert create_space(ann, key=key, name="n").key == "a"
        return
    with refused(BadKey):
        create_space(ann, key=key, name="n")


def test_refusals(ann, stranger, anonymous, refused):
    make_space(ann)
    with refused(KeyTaken):
        create_space(ann, key="tst", name="n")
    for name in ("", "x" * 256, "a\x00"):
        with refused(BadTitle):
            create_space(ann, key="NEW", name=name)
    with refused(BadValue):
        create_space(ann, key="NEW", name="n", description="\x00")
    with refused(MalformedStorage):
        create_space(ann, key="NEW", name="n", home_storage="<p>")
    for nobody in (stranger, anonymous):
        with refused(NotPermitted):
            create_space(nobody, key="NEW", name="n")


def test_the_longest_name(ann):
    assert create_space(ann, key="L", name="x" * 255).home_page.title == "x" * 250 + " Home"


def test_chosen_ids(ann, refused):
    assert create_space(ann, key="A", name="n", space_id=5000).pk == 5000
    assert make_space(ann, "B").pk != 5000
    for bad in (0, -1, 2**63, 5000):
        with refused(BadValue):
            create_space(ann, key="C", name="n", space_id=bad)
    following = Space.objects.get(key="B").pk + 1
    create_space(ann, key="D", name="n", space_id=following)
    assert make_space(ann, "E").pk > following


class TestPersonal:
    """Spaces of one person."""

    def test_ones_own(self, ann):
        space = create_personal_space(ann, owner=ann.user)
        assert (space.key, space.kind, space.owner, space.name) == ("~ann", "personal", ann.user, "Ann")
        assert space_permissions(ann, space) == set(SpacePermissionType)

    def test_for_others_by_administrators(self, administrator, ann, bob, refused):
        with refused(NotPermitted):
            create_personal_space(ann, owner=bob.user)
        space = create_personal_space(administrator, owner=bob.user, name="Bob's")
        assert (space.name, space_permissions(bob, space)) == ("Bob's", set(SpacePermissionType))

    def test_refusals(self, administrator, ann, stranger, refused):
        create_personal_space(ann, owner=ann.user)
        with refused(KeyTaken):
            create_personal_space(ann, owner=ann.user)
        with refused(NotPermitted):
            create_personal_space(stranger, owner=stranger.user)
        with refused(BadKey):
            create_personal_space(administrator, owner=UserFactory(username="x" * 255, full_name="x", email=""))
        with refused(BadKey):
            create_personal_space(administrator, owner=UserFactory(username="ß" * 200, full_name="x", email=""))
