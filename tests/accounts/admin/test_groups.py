"""Groups in the administration."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client

from accounts.queries import group_by_name, members_of
from tests.factories.accounts import GroupFactory, UserFactory, administrator, super_actor

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/group/"
SUPER = "confluence-administrators"


@pytest.fixture
def root() -> Client:
    """A browser of a member of the super group."""
    client = Client()
    client.force_login(super_actor().user)  # type: ignore[arg-type]
    return client


def names(group: str) -> list[str]:
    """Give the names of the members."""
    return [user.username for user in members_of(group_by_name(group))]


def test_list_and_search(root: Client) -> None:
    UserFactory(groups=("writers",))
    page = root.get(LIST, {"q": "writ"})
    assert [(group.name, group.number) for group in page.context["cl"].result_list] == [("writers", 1)]
    assert "delete_selected" not in page.text


def test_adding_and_changing_a_group(root: Client) -> None:
    anna, bob = UserFactory(username="anna"), UserFactory(username="bob")
    assert root.get(f"{LIST}add/").status_code == 200
    given = {"name": "Writers", "add_members": [anna.pk, bob.pk], "global_permissions": ["CREATESPACE"]}
    response = root.post(f"{LIST}add/", given)
    assert response.status_code == 302, response.context["errors"]
    group = group_by_name("writers")
    assert names("writers") == ["anna", "bob"]
    assert group.permissions.get().codename == "CREATESPACE"
    address = f"{LIST}{group.pk}/change/"
    page = root.get(address).text
    assert f"/admin/accounts/user/{anna.pk}/change/" in page
    assert f"groups__id__exact={group.pk}" in page
    root.post(address, {"name": "authors", "remove_members": [anna.pk]})
    assert names("authors") == ["bob"]
    assert group.permissions.count() == 0
    assert LogEntry.objects.count() == 2


def test_members_are_offered_by_name(root: Client) -> None:
    UserFactory(username="anna")
    given = {"app_label": "accounts", "model_name": "user_groups", "field_name": "user", "term": "a"}
    found = root.get("/admin/autocomplete/", given).json()["results"]
    assert "anna" in [each["text"] for each in found]
    assert "*anonymous*" not in [each["text"] for each in found]
    given["field_name"] = "group"
    assert root.get("/admin/autocomplete/", given).json()["results"][0]["text"] == SUPER


def test_refusals_come_back_in_the_form(root: Client) -> None:
    GroupFactory(name="writers")
    group = group_by_name(SUPER)
    address = f"{LIST}{group.pk}/change/"
    me = members_of(group).get()
    response = root.post(address, {"name": SUPER, "remove_members": [me.pk]})
    assert "must keep at least one active member" in response.text
    assert "renamed" in root.post(address, {"name": "others"}).text
    assert "already exists" in root.post(f"{LIST}add/", {"name": "WRITERS"}).text
    assert "empty" in root.post(f"{LIST}add/", {"name": "\u00a0"}).text or Group.objects.count() == 2
    assert "removed" in root.post(f"{LIST}{group.pk}/delete/", {"post": "yes"}, follow=True).text
    assert names(SUPER) == ["root"]
    assert not LogEntry.objects.exists()


def test_removing_a_group(root: Client) -> None:
    group = GroupFactory(name="writers")
    root.post(f"{LIST}{group.pk}/delete/", {"post": "yes"})
    assert not Group.objects.filter(name="writers").exists()


def test_administrators_do_not_fill_the_super_group(root: Client) -> None:
    admin = administrator()
    client = Client()
    client.force_login(admin.user)  # type: ignore[arg-type]
    address = f"{LIST}{group_by_name(SUPER).pk}/change/"
    assert "SYSTEMADMINISTRATOR" in client.post(address, {"name": SUPER, "add_members": [admin.user_id]}).text
    assert names(SUPER) == ["root"]
