"""Remote methods of people."""

import re
from typing import Any

import pytest
from django.core import mail

from accounts.actor import Actor
from accounts.models import User
from tests.clients.xmlrpc_client import RemoteWiki
from tests.factories.accounts import PASSWORD, UserFactory, administrator, grant_anonymous
from tests.remoteapi.conftest import People, wiki_as
from tests.remoteapi.rpc.methods.test_pages import refused
from wiki.models import Space

BOB = {"name": "Bob", "fullname": "Bob Builder", "email": "bob@example.org"}


class TestLookUp:
    def test_one(self, people: People, member: RemoteWiki) -> None:
        admin = people.admin.user
        assert admin is not None
        expected = {
            "name": "admin",
            "fullname": "Administrator",
            "email": "",
            "url": "http://127.0.0.1:8090/users/viewuserprofile.action?username=admin",
        }
        assert member.getUser("Admin") == expected
        assert member.getUserByName("admin") == expected | {"key": admin.key}
        assert member.getUserByKey(admin.key) == member.getUserByName("admin")
        assert refused(member.getUser, "nobody") == "RemoteException: There is no user 'nobody'."
        assert refused(member.getUserByKey, "nobody").startswith("RemoteException: ")
        assert refused(member.getUser, "*anonymous*").startswith("RemoteException: ")

    def test_a_url_of_a_name_with_marks(self, people: People, member: RemoteWiki) -> None:
        UserFactory(username="a&b=ü@example.org")
        assert member.getUser("a&b=ü@example.org")["url"].endswith("?username=a%26b%3D%C3%BC%40example.org")

    def test_who_may_not_view_profiles_learns_nothing(self, people: People, proxy: Any) -> None:
        grant_anonymous("USECONFLUENCE", "USEREMOTEAPI")
        anonymous = RemoteWiki(proxy, "")
        answers = set()
        for name in ("alice", "nobody"):
            for method in (anonymous.getUser, anonymous.getUserByName, anonymous.hasUser, anonymous.isActiveUser):
                answers.add(refused(method, name))
        answers.add(refused(anonymous.getActiveUsers, True))
        answers.add(refused(anonymous.getUserByKey, User.objects.get(username="alice").key))
        assert answers == {"NotPermittedException: You are not permitted to view people's profiles."}
        grant_anonymous("VIEWUSERPROFILES")
        assert anonymous.hasUser("alice") is True

    def test_has_and_is_active(self, people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
        assert member.hasUser("ALICE") is True
        assert member.hasUser("nobody") is False
        assert member.isActiveUser("mallory") is True
        assert admin.deactivateUser("mallory") is True
        assert member.isActiveUser("mallory") is False
        assert member.hasUser("mallory") is True
        assert admin.reactivateUser("mallory") is True
        assert member.isActiveUser("mallory") is True
        assert refused(member.isActiveUser, "nobody").startswith("RemoteException: ")

    def test_active_users(self, people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
        UserFactory(username="gone", groups=["confluence-users"], is_active=False)
        assert member.getActiveUsers(False) == ["admin", "alice"]
        assert member.getActiveUsers(True) == ["admin", "alice", "gone", "mallory"]
        admin.addAnonymousUsePermission()
        assert member.getActiveUsers(False) == ["admin", "alice", "mallory"]


class TestComing:
    def test_add(self, people: People, admin: RemoteWiki, proxy: Any) -> None:
        assert admin.addUser(BOB, PASSWORD) is True
        assert admin.getUser("bob") == BOB | {"name": "bob", "url": admin.getUser("bob")["url"]}
        assert admin.getUserGroups("bob") == ["confluence-users"]
        assert proxy.confluence2.login("bob", PASSWORD)
        assert mail.outbox == []

    def test_a_name_of_digits(self, people: People, admin: RemoteWiki) -> None:
        admin.addUser({"name": "4711", "fullname": "F", "email": ""}, PASSWORD)
        assert admin.getUser(4711)["name"] == "4711"

    @pytest.mark.parametrize(
        ("user", "password", "reason"),
        [
            (BOB | {"name": "ALICE"}, PASSWORD, "A user with the name 'alice' already exists."),
            (BOB | {"name": "a b"}, PASSWORD, "A username can't hold blanks"),
            ({}, PASSWORD, "A username can't be empty."),
            (BOB | {"email": "bob"}, PASSWORD, "'bob' is not a mail address."),
            (BOB, "", "A password can't be empty."),
        ],
    )
    def test_who_can_not_be_added(
        self, people: People, admin: RemoteWiki, user: dict[str, str], password: str, reason: str
    ) -> None:
        assert refused(admin.addUser, user, password).startswith(f"RemoteException: {reason}")
        assert User.objects.filter(username="bob").count() == 0

    def test_only_administrators_add(self, people: People, member: RemoteWiki) -> None:
        assert refused(member.addUser, BOB, PASSWORD).startswith("NotPermittedException: ")

    def test_notified_with_a_link_and_never_the_password(
        self, people: People, admin: RemoteWiki, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert admin.addUser(BOB, PASSWORD, True) is True
            assert admin.addUser(BOB | {"name": "eve"}, PASSWORD, False) is True
            assert admin.addUser(BOB | {"name": "carl"}, "", True) is True
        assert [one.to for one in mail.outbox] == [["bob@example.org"]] * 2
        assert "/users/setpassword.action?" in mail.outbox[0].body
        assert not any(PASSWORD in str(one.message()) for one in mail.outbox)
        assert "can't be notified" in refused(
            admin.addUser, {"name": "dan", "fullname": "", "email": ""}, PASSWORD, True
        )


class TestChanging:
    def test_edit(self, people: People, member: RemoteWiki, admin: RemoteWiki) -> None:
        assert member.editUser({"name": "alice", "fullname": "Alice A."}) is True
        user = member.getUser("alice")
        assert (user["fullname"], user["email"]) == ("Alice A.", "alice@example.org")
        assert refused(member.editUser, {"name": "admin", "email": "x@example.org"}).startswith("NotPermittedException")
        assert refused(member.editUser, {"name": "nobody"}).startswith("NotPermittedException")
        assert refused(member.editUser, {"name": "alice", "email": "x"}).startswith("RemoteException: 'x' is not")
        assert admin.editUser({"name": "alice", "email": ""}) is True
        assert member.getUser("alice")["email"] == ""

    def test_rename(self, space: Space, admin: RemoteWiki, member: RemoteWiki) -> None:
        member.addPersonalSpace({}, "alice")
        page = member.storePage({"space": "DOC", "title": "Hers", "content": ""})
        assert admin.renameUser("alice", "Alicia") is True
        assert admin.getPage(page["id"])["creator"] == "alicia"
        assert admin.getSpace("~alicia")["type"] == "personal"
        assert admin.hasUser("alice") is False
        assert member.getPage(page["id"])["title"] == "Hers"
        assert refused(admin.renameUser, "alicia", "admin").startswith("RemoteException: A user with the name")
        assert refused(admin.renameUser, "nobody", "x").startswith("RemoteException: There is no user")
        assert refused(member.renameUser, "alicia", "x").startswith("NotPermittedException: ")

    def test_rename_several(self, people: People, admin: RemoteWiki) -> None:
        for name in ("a", "b", "c"):
            UserFactory(username=name)
        left = admin.renameUsers({"a": "b", "b": "z", "c": "admin", "nobody": "x"})
        assert sorted(left) == ["c", "nobody"]
        assert admin.getActiveUsers(True) == ["admin", "alice", "b", "c", "mallory", "z"]

    def test_remove(self, space: Space, people: People, admin: RemoteWiki, member: RemoteWiki) -> None:
        member.storePage({"space": "DOC", "title": "Hers", "content": ""})
        assert "alice is named by 1 versions of content" in refused(admin.removeUser, "alice")
        assert admin.removeUser("mallory") is True
        assert admin.hasUser("mallory") is False
        assert refused(admin.removeUser, "admin").startswith("NotPermittedException: ")
        assert refused(member.removeUser, "admin").startswith("NotPermittedException: ")

    def test_deactivation_ends_sessions(
        self, people: People, admin: RemoteWiki, django_capture_on_commit_callbacks: Any
    ) -> None:
        member = wiki_as(people.member)
        assert member.getSpaces() == []
        with django_capture_on_commit_callbacks(execute=True):
            admin.deactivateUser("alice")
        assert refused(member.getSpaces).startswith("InvalidSessionException: ")
        assert refused(admin.deactivateUser, "admin").startswith("NotPermittedException: ")

    def test_an_administrator_has_no_power_over_system_administrators(self, people: People) -> None:
        lesser = wiki_as(Actor.for_user(_usable(administrator("lesser").user)))
        for call, arguments in (
            (lesser.editUser, ({"name": "admin", "email": "x@example.org"},)),
            (lesser.renameUser, ("admin", "x")),
            (lesser.removeUser, ("admin",)),
            (lesser.deactivateUser, ("admin",)),
            (lesser.changeUserPassword, ("admin", PASSWORD + "x")),
            (lesser.addUserToGroup, ("lesser", "confluence-administrators")),
            (lesser.addGlobalPermission, ("SYSTEMADMINISTRATOR", "lesser")),
        ):
            assert refused(call, *arguments).startswith("NotPermittedException: ")
        assert lesser.renameUsers({"admin": "x"}) == ["admin"]


def _usable(user: User | None) -> User:
    assert user is not None
    user.groups.add(*User.objects.get(username="alice").groups.all())
    return user


class TestPasswords:
    NEW = "another correct horse"

    def test_ones_own(
        self, people: People, member: RemoteWiki, proxy: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            assert member.changeMyPassword(PASSWORD, self.NEW) is True
        assert refused(member.getSpaces).startswith("InvalidSessionException: ")
        assert proxy.confluence2.login("alice", self.NEW)

    def test_what_is_refused_changes_nothing(self, people: People, member: RemoteWiki, proxy: Any) -> None:
        assert "current password is not right" in refused(member.changeMyPassword, "wrong", self.NEW)
        assert refused(member.changeMyPassword, PASSWORD, "").startswith("RemoteException: ")
        assert member.getSpaces() == []
        assert proxy.confluence2.login("alice", PASSWORD)

    def test_guessing_is_throttled_although_each_guess_ends_in_a_fault(
        self, people: People, member: RemoteWiki
    ) -> None:
        answers = [refused(member.changeMyPassword, "wrong", self.NEW) for _ in range(30)]
        assert "maximum number of failed login attempts" in answers[-1]
        assert "maximum number" in refused(member.changeMyPassword, PASSWORD, self.NEW)

    def test_nobody_is_logged_in(self, people: People, proxy: Any) -> None:
        grant_anonymous("USECONFLUENCE", "USEREMOTEAPI")
        assert re.match("InvalidSession", refused(proxy.confluence2.changeMyPassword, "", PASSWORD, self.NEW))

    def test_of_somebody(self, people: People, admin: RemoteWiki, member: RemoteWiki, proxy: Any) -> None:
        assert refused(member.changeUserPassword, "mallory", self.NEW).startswith("NotPermittedException: ")
        assert admin.changeUserPassword("alice", self.NEW) is True
        assert proxy.confluence2.login("alice", self.NEW)
        assert refused(admin.changeUserPassword, "nobody", self.NEW).startswith("RemoteException: ")
