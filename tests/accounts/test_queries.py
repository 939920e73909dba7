"""Questions about people and groups."""

import pytest

from accounts import queries
from accounts.actor import Actor
from accounts.errors import NoSuchGroup, NoSuchUser, NotPermitted
from tests.factories.accounts import GroupFactory, UserFactory, actor, administrator

pytestmark = pytest.mark.django_db


def test_people_are_found_by_name_key_and_id() -> None:
    anna = UserFactory(username="anna")
    assert queries.user_by_name(" ANNA ") == anna
    assert queries.user_by_key(anna.key.upper()) == anna
    assert queries.user_by_id(anna.pk) == anna
    assert queries.user_exists("Anna")
    for missing in ("nobody", "*anonymous*", "", "a\0b", "a\ud800"):
        assert not queries.user_exists(missing)
        with pytest.raises(NoSuchUser):
            queries.user_by_name(missing)
        with pytest.raises(NoSuchUser):
            queries.user_by_key(missing)
    for missing_id in (-1, 0):
        with pytest.raises(NoSuchUser):
            queries.user_by_id(missing_id)


def test_lists_leave_the_anonymous_row_out() -> None:
    UserFactory(username="bob", is_active=False)
    UserFactory(username="anna")
    assert [user.username for user in queries.people()] == ["anna", "bob"]
    assert [user.username for user in queries.active_people()] == ["anna"]


def test_groups_are_found_by_name() -> None:
    writers = GroupFactory(name="writers")
    anna = UserFactory(username="anna", groups=("writers",))
    assert queries.group_by_name("Writers") == writers
    assert queries.group_exists("WRITERS")
    assert list(queries.all_groups()) == [writers]
    assert list(queries.groups_of(anna)) == [writers]
    assert list(queries.members_of(writers)) == [anna]
    for missing in ("nowhere", "", "a\0b", "a\ud800"):
        assert not queries.group_exists(missing)
        with pytest.raises(NoSuchGroup):
            queries.group_by_name(missing)


def test_somebodys_groups_are_for_them_and_administrators() -> None:
    anna = actor("anna", groups=("writers",))
    assert queries.group_names_of(anna, "Anna") == ["writers"]
    assert queries.group_names_of(administrator(), "anna") == ["writers"]
    for stranger in (actor("bob"), Actor.anonymous()):
        with pytest.raises(NotPermitted):
            queries.group_names_of(stranger, "anna")


def test_profiles_have_a_door() -> None:
    anna = actor("anna")
    assert anna.user is not None
    viewer = actor(permissions=("USECONFLUENCE", "VIEWUSERPROFILES"))
    assert queries.person_for(viewer, "anna") == anna.user
    assert queries.person_for(anna, "ANNA") == anna.user
    assert queries.person_for_key(viewer, anna.user.key) == anna.user
    assert queries.person_for_key(anna, anna.user.key) == anna.user
    with pytest.raises(NoSuchUser):
        queries.person_for(viewer, "nobody")
    messages = set()
    for name in ("anna", "nobody"):
        with pytest.raises(NotPermitted) as raised:
            queries.person_for(actor(permissions=("VIEWUSERPROFILES",)), name)
        messages.add(str(raised.value))
    assert len(messages) == 1
    gone = Actor.for_user(UserFactory(username="gone", is_active=False))
    with pytest.raises(NotPermitted):
        queries.person_for(gone, "gone")
    assert gone.user is not None
    with pytest.raises(NotPermitted):
        queries.person_for_key(gone, gone.user.key)
