"""People come, change, are renamed, deactivated and removed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from accounts import events
from accounts.actor import SYSTEM_IMPORT, Actor
from accounts.errors import (
    BadPassword,
    BadUsername,
    BadValue,
    LastAdministrator,
    NoSuchGroup,
    NoSuchUser,
    NotPermitted,
    StillInUse,
    UserExists,
)
from accounts.models import User
from accounts.queries import user_by_name
from accounts.services import users
from tests.factories.accounts import (
    PASSWORD,
    GroupFactory,
    UserFactory,
    actor,
    administrator,
    fresh,
    super_actor,
    system_administrator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the users whose credentials were made void."""
    heard: list[int] = []
    monkeypatch.setattr(events, "credentials_changed", [heard.append])
    return heard


def test_add_user() -> None:
    GroupFactory(name="confluence-users")
    user = users.add_user(administrator(), username="Anna", full_name=" Anna A ", email="a@b.org", password=PASSWORD)
    user.refresh_from_db()
    assert (user.username, user.full_name, user.email, len(user.key)) == ("anna", "Anna A", "a@b.org", 32)
    assert user.check_password(PASSWORD)
    assert [group.name for group in user.groups.all()] == ["confluence-users"]


def test_add_user_without_password_can_not_log_in() -> None:
    assert not users.add_user(administrator(), username="12345").has_usable_password()


def test_add_user_with_key_and_id_of_another_system() -> None:
    user = users.add_user(SYSTEM_IMPORT, username="old", key="AB" * 16, user_id=70000, groups=())
    assert (user.pk, user.key, user.groups.count()) == (70000, "ab" * 16, 0)
    assert users.add_user(SYSTEM_IMPORT, username="next").pk > 70000
    lower = users.add_user(SYSTEM_IMPORT, username="lower", user_id=60000)
    assert lower.pk == 60000
    assert users.add_user(SYSTEM_IMPORT, username="after").pk > 70000


def test_add_user_refuses_what_is_taken() -> None:
    taken = UserFactory(username="anna")
    for given in ({"username": "ANNA"}, {"username": "x", "key": taken.key}, {"username": "x", "user_id": taken.pk}):
        with pytest.raises(UserExists):
            users.add_user(SYSTEM_IMPORT, **given)


def test_add_user_refuses_bad_values() -> None:
    with pytest.raises(BadUsername):
        users.add_user(SYSTEM_IMPORT, username="a b")
    with pytest.raises(BadPassword):
        users.add_user(SYSTEM_IMPORT, username="a", password="short")
    with pytest.raises(BadPassword):
        users.add_user(SYSTEM_IMPORT, username="a", password="")
    with pytest.raises(BadValue):
        users.add_user(SYSTEM_IMPORT, username="a", email="nobody")
    with pytest.raises(BadValue):
        users.add_user(SYSTEM_IMPORT, username="a", user_id=0)
    with pytest.raises(BadValue):
        users.add_user(SYSTEM_IMPORT, username="a", notify=True)
    with pytest.raises(NoSuchGroup):
        users.add_user(SYSTEM_IMPORT, username="a", groups=("nowhere",))
    assert not User.objects.filter(username="a").exists()


def test_add_user_is_for_administrators() -> None:
    for somebody in (Actor.anonymous(), actor()):
        with pytest.raises(NotPermitted):
            users.add_user(somebody, username="anna")


def test_only_system_administrators_fill_the_super_group() -> None:
    GroupFactory(name="confluence-administrators")
    with pytest.raises(NotPermitted):
        users.add_user(administrator(), username="anna", groups=("confluence-administrators",))
    users.add_user(system_administrator(), username="anna", groups=("confluence-administrators",))
    assert fresh(Actor.for_user(user_by_name("anna"))).is_super


def test_a_service_wants_an_actor() -> None:
    with pytest.raises(TypeError, match="needs an Actor"):
        users.add_user(UserFactory(), username="anna")


def test_notified_people_get_a_link_and_never_the_password(
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        user = users.add_user(administrator(), username="anna", email="a@b.org", password=PASSWORD, notify=True)
    (sent,) = mail.outbox
    assert sent.to == ["a@b.org"]
    assert user.key in sent.body
    assert PASSWORD not in sent.body


def test_edit_user_is_for_oneself_and_administrators() -> None:
    anna = actor("anna")
    users.edit_user(anna, username="ANNA", full_name="Anna B", email="b@b.org")
    users.edit_user(administrator(), username="anna", full_name="Anna C")
    user = user_by_name("anna")
    assert (user.full_name, user.email) == ("Anna C", "b@b.org")
    for stranger in (actor("bob"), Actor.anonymous(), Actor.for_user(UserFactory(is_active=False))):
        with pytest.raises(NotPermitted):
            users.edit_user(stranger, username="anna", full_name="Nobody")
        with pytest.raises(NotPermitted):
            users.edit_user(stranger, username="not-there", full_name="Nobody")
    with pytest.raises(NoSuchUser):
        users.edit_user(administrator("other"), username="not-there", full_name="Nobody")


def test_administrators_do_not_touch_accounts_of_system_administrators() -> None:
    system_administrator()
    super_actor()
    admin = administrator()
    for name in ("sysadmin", "root"):
        for verb, given in (
            (users.edit_user, {"username": name, "email": "mine@example.org"}),
            (users.rename_user, {"old_name": name, "new_name": "x"}),
            (users.deactivate_user, {"username": name}),
            (users.reactivate_user, {"username": name}),
            (users.remove_user, {"username": name}),
            (users.end_sessions, {"username": name}),
        ):
            with pytest.raises(NotPermitted):
                verb(admin, **given)


def test_rename_keeps_key_and_id_and_tells_who_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(events, "user_renamed", [lambda user, old: heard.append((user.username, old))])
    before = UserFactory(username="anna")
    after = users.rename_user(administrator(), old_name="Anna", new_name="Hanna")
    assert (after.pk, after.key, after.username) == (before.pk, before.key, "hanna")
    assert heard == [("hanna", "anna")]
    users.rename_user(administrator("other"), old_name="hanna", new_name="HANNA")
    assert len(heard) == 1


def test_what_follows_a_name_can_refuse_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(user: User, old: str) -> None:
        raise BadUsername("the space is taken")

    monkeypatch.setattr(events, "user_renamed", [refuse])
    UserFactory(username="anna")
    with pytest.raises(BadUsername):
        users.rename_user(administrator(), old_name="anna", new_name="hanna")
    assert user_by_name("anna")


def test_rename_refusals() -> None:
    UserFactory(username="anna")
    UserFactory(username="bob")
    admin = administrator()
    with pytest.raises(UserExists):
        users.rename_user(admin, old_name="anna", new_name="Bob")
    with pytest.raises(BadUsername):
        users.rename_user(admin, old_name="anna", new_name="an na")
    with pytest.raises(NoSuchUser):
        users.rename_user(admin, old_name="*anonymous*", new_name="x")
    with pytest.raises(NotPermitted):
        users.rename_user(actor("carl"), old_name="carl", new_name="x")


def test_rename_users_gives_the_names_that_failed() -> None:
    for name in ("a", "b", "c"):
        UserFactory(username=name)
    names = {"a": "b", "b": "new", "c": "bad name", "nobody": "x"}
    assert users.rename_users(administrator(), new_names=names) == ["c", "nobody"]
    assert {"b", "new", "c"} <= set(User.objects.values_list("username", flat=True))
    with pytest.raises(NotPermitted):
        users.rename_users(actor(), new_names={})


def test_deactivate_and_reactivate(ended: list[int], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    anna = UserFactory(username="anna")
    admin = administrator()
    before = anna.get_session_auth_hash()
    with django_capture_on_commit_callbacks(execute=True):
        users.deactivate_user(admin, username="anna")
        users.deactivate_user(admin, username="anna")
    anna.refresh_from_db()
    assert not anna.is_active
    assert anna.get_session_auth_hash() != before
    assert ended == [anna.pk]
    users.reactivate_user(admin, username="anna")
    anna.refresh_from_db()
    assert anna.is_active
    with pytest.raises(NotPermitted):
        users.deactivate_user(admin, username=admin.username)
    with pytest.raises(NotPermitted):
        users.deactivate_user(actor("bob"), username="anna")
    with pytest.raises(NotPermitted):
        users.reactivate_user(actor("carl"), username="anna")


def test_the_last_active_member_of_the_super_group_stays() -> None:
    UserFactory(username="gone", is_active=False, groups=("confluence-administrators",))
    super_actor("last")
    admin = system_administrator()
    with pytest.raises(LastAdministrator, match="confluence-administrators"):
        users.deactivate_user(admin, username="last")
    with pytest.raises(LastAdministrator):
        users.remove_user(admin, username="last")
    assert user_by_name("last").is_active
    super_actor("second")
    users.deactivate_user(admin, username="last")


def test_the_last_system_administrator_stays() -> None:
    system_administrator()
    with pytest.raises(LastAdministrator, match="SYSTEMADMINISTRATOR"):
        users.deactivate_user(super_actor(), username="sysadmin")


def test_remove_user(ended: list[int], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    anna = UserFactory(username="anna")
    admin = administrator()
    users.refuse_removal_when(lambda user: "They wrote 3 pages." if user.username == "anna" else None)
    with pytest.raises(StillInUse, match=r"They wrote 3 pages\. Deactivate"):
        users.remove_user(admin, username="anna")
    users._removal_rules.clear()
    with django_capture_on_commit_callbacks(execute=True):
        users.remove_user(admin, username="anna")
    assert ended == [anna.pk]
    with pytest.raises(NoSuchUser):
        user_by_name("anna")
    with pytest.raises(NoSuchUser):
        users.remove_user(admin, username="anna")
    with pytest.raises(NotPermitted):
        users.remove_user(admin, username=admin.username)
    with pytest.raises(NotPermitted):
        users.remove_user(actor("bob"), username="bob")


def test_end_sessions(ended: list[int], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    anna = actor("anna")
    assert anna.user is not None
    before = anna.user.get_session_auth_hash()
    with django_capture_on_commit_callbacks(execute=True):
        users.end_sessions(anna, username="anna")
    assert fresh(anna).user.get_session_auth_hash() != before  # type: ignore[union-attr]
    assert ended == [anna.user_id]
    with pytest.raises(NotPermitted):
        users.end_sessions(actor("bob"), username="anna")


def test_every_change_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[events.PeopleChange] = []
    monkeypatch.setattr(events, "people_changed", [heard.append])
    users.add_user(administrator(), username="anna")
    assert [(change.actor_name, change.what, change.subject) for change in heard] == [("admin", "add_user", "anna")]


def test_a_change_that_can_not_be_told_does_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(change: events.PeopleChange) -> None:
        raise RuntimeError(change.what)

    admin = administrator()
    monkeypatch.setattr(events, "people_changed", [fail])
    with pytest.raises(RuntimeError, match="add_user"):
        users.add_user(admin, username="anna")
    assert not User.objects.filter(username="anna").exists()
