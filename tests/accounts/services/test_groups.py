"""Groups come and go, and people join and leave them."""

import pytest

from accounts.actor import SYSTEM_SETUP, Actor
from accounts.errors import BadGroupName, GroupExists, LastAdministrator, NoSuchGroup, NoSuchUser, NotPermitted
from accounts.queries import group_exists, group_names_of, members_of
from accounts.services import groups
from tests.factories.accounts import (
    GroupFactory,
    UserFactory,
    actor,
    administrator,
    fresh,
    super_actor,
    system_administrator,
)

pytestmark = pytest.mark.django_db
SUPER = "confluence-administrators"


def test_add_group() -> None:
    admin = administrator()
    assert groups.add_group(admin, name="Writers").name == "writers"
    with pytest.raises(GroupExists):
        groups.add_group(admin, name="WRITERS")
    with pytest.raises(BadGroupName):
        groups.add_group(admin, name=" ")
    for somebody in (actor(), Actor.anonymous()):
        with pytest.raises(NotPermitted):
            groups.add_group(somebody, name="readers")


def test_joining_and_leaving() -> None:
    admin, anna = administrator(), actor("anna")
    groups.add_group(admin, name="writers")
    groups.add_user_to_group(admin, username="Anna", group="Writers")
    groups.add_user_to_group(admin, username="anna", group="writers")
    assert fresh(anna).group_names == {"writers"}
    assert group_names_of(anna, "anna") == ["writers"]
    groups.remove_user_from_group(admin, username="anna", group="writers")
    groups.remove_user_from_group(admin, username="anna", group="writers")
    assert fresh(anna).group_names == set()
    for verb in (groups.add_user_to_group, groups.remove_user_from_group):
        with pytest.raises(NoSuchUser):
            verb(admin, username="nobody", group="writers")
        with pytest.raises(NoSuchGroup):
            verb(admin, username="anna", group="nowhere")
        with pytest.raises(NotPermitted):
            verb(anna, username="anna", group="writers")
    with pytest.raises(NoSuchUser):
        groups.add_user_to_group(admin, username="*anonymous*", group="writers")


def test_the_super_group_keeps_its_last_active_member() -> None:
    UserFactory(is_active=False, groups=(SUPER,))
    root = super_actor()
    with pytest.raises(LastAdministrator):
        groups.remove_user_from_group(root, username="root", group=SUPER)
    assert fresh(root).is_super
    super_actor("second")
    groups.remove_user_from_group(root, username="root", group=SUPER)
    assert not fresh(root).is_super


def test_the_super_group_is_neither_removed_nor_renamed() -> None:
    root = super_actor()
    with pytest.raises(LastAdministrator):
        groups.remove_group(root, name=SUPER)
    with pytest.raises(LastAdministrator):
        groups.rename_group(root, old_name=SUPER, new_name="others")
    GroupFactory(name="others")
    with pytest.raises(BadGroupName):
        groups.rename_group(root, old_name="others", new_name=SUPER)
    assert group_exists(SUPER)


def test_administrators_do_not_make_themselves_super() -> None:
    super_actor()
    GroupFactory(name="systems")
    admin = administrator()
    with pytest.raises(NotPermitted):
        groups.add_user_to_group(admin, username="admin", group=SUPER)
    with pytest.raises(NotPermitted):
        groups.remove_user_from_group(admin, username="root", group=SUPER)
    groups.add_user_to_group(system_administrator(), username="admin", group=SUPER)


def test_remove_group_moves_members_to_the_default() -> None:
    admin = administrator()
    UserFactory(username="anna", groups=("old",))
    UserFactory(username="bob", groups=("old", "new"))
    with pytest.raises(NoSuchGroup):
        groups.remove_group(admin, name="old", default_group="nowhere")
    with pytest.raises(BadGroupName):
        groups.remove_group(admin, name="old", default_group="OLD")
    with pytest.raises(NotPermitted):
        groups.remove_group(admin, name="old", default_group=GroupFactory(name=SUPER).name)
    groups.remove_group(admin, name="old", default_group="new")
    assert not group_exists("old")
    assert [user.username for user in members_of(GroupFactory(name="new"))] == ["anna", "bob"]
    groups.remove_group(admin, name="new", default_group="")
    with pytest.raises(NoSuchGroup):
        groups.remove_group(admin, name="new")
    with pytest.raises(NotPermitted):
        groups.remove_group(actor(), name="whatever")


def test_rename_group() -> None:
    admin = administrator()
    GroupFactory(name="old")
    GroupFactory(name="taken")
    assert groups.rename_group(admin, old_name="old", new_name="New").name == "new"
    assert groups.rename_group(admin, old_name="new", new_name="NEW").name == "new"
    with pytest.raises(GroupExists):
        groups.rename_group(admin, old_name="new", new_name="taken")
    with pytest.raises(NotPermitted):
        groups.rename_group(actor(), old_name="new", new_name="x")


def test_exact_groups_and_members() -> None:
    UserFactory(username="anna", groups=("a", "b"))
    UserFactory(username="bob")
    GroupFactory(name="c")
    groups.set_groups_of_user(SYSTEM_SETUP, username="anna", groups=("B", "c"))
    assert group_names_of(SYSTEM_SETUP, "anna") == ["b", "c"]
    groups.set_members_of_group(SYSTEM_SETUP, group="c", usernames=("bob",))
    assert group_names_of(SYSTEM_SETUP, "anna") == ["b"]
    assert group_names_of(SYSTEM_SETUP, "bob") == ["c"]
    with pytest.raises(NotPermitted):
        groups.set_groups_of_user(actor(), username="anna", groups=())
    with pytest.raises(NotPermitted):
        groups.set_members_of_group(actor(), group="c", usernames=())
