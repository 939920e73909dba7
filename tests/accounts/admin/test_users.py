"""People in the administration."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client

from accounts.actor import SYSTEM_SETUP
from accounts.models import User
from accounts.queries import group_names_of, information_of, user_by_name
from accounts.services import users
from tests.factories.accounts import PASSWORD, GroupFactory, UserFactory, administrator, super_actor

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/user/"


@pytest.fixture
def root() -> Client:
    """A browser of a member of the super group."""
    client = Client()
    client.force_login(super_actor().user)  # type: ignore[arg-type]
    return client


def form(page: Any, **given: Any) -> dict[str, Any]:
    """Give what the page's form would send, with changes; None leaves a field out."""
    adminform, sent = page.context["adminform"].form, {}
    forms = [adminform, *(inner for each in page.context["inline_admin_formsets"] for inner in each.formset.forms)]
    forms += [each.formset.management_form for each in page.context["inline_admin_formsets"]]
    for each in forms:
        for bound in each:
            value = bound.value()
            if value is not None and value is not False:
                sent[bound.html_name] = value
    sent.update(given)
    return {name: value for name, value in sent.items() if value is not None}


def change(client: Client, user: User, **given: Any) -> Any:
    """Open the form of a person, change it and send it."""
    address = f"{LIST}{user.pk}/change/"
    return client.post(address, form(client.get(address), **given))


def test_it_is_for_administrators() -> None:
    assert Client().get(LIST)["Location"].startswith("/admin/login/")
    to_login = Client().get("/admin/login/?next=/admin/accounts/")
    assert to_login["Location"] == "/login.action?os_destination=%2Fadmin%2Faccounts%2F"
    somebody, admin = Client(), Client()
    somebody.force_login(UserFactory(is_superuser=True))
    assert somebody.get("/admin/login/").status_code == 403
    assert somebody.get(LIST).status_code == 302
    admin.force_login(administrator().user)  # type: ignore[arg-type]
    assert admin.get("/admin/").status_code == 200
    assert admin.get(LIST).status_code == 200
    assert admin.get("/admin/login/")["Location"] == "/admin/"


def test_leaving_goes_the_wikis_way(root: Client) -> None:
    assert root.get("/admin/logout/")["Location"] == "/logout.action"
    assert root.get("/admin/password_change/")["Location"] == "/users/changemypassword.action"
    assert root.post("/admin/logout/")["Location"] == "/login.action?logout=true"
    assert root.get(LIST).status_code == 302


def test_search_and_filters(root: Client) -> None:
    UserFactory(username="anna", email="a@elsewhere.org", groups=("writers",))
    UserFactory(username="bob", is_active=False)
    page = root.get(LIST).text
    assert "anna" in page
    assert "writers" in page
    assert "*anonymous*" not in page
    found = root.get(LIST, {"q": "elsewhere"}).context["cl"].result_list
    assert [user.username for user in found] == ["anna"]
    inactive = root.get(LIST, {"is_active__exact": "0"}).context["cl"].result_list
    assert [user.username for user in inactive] == ["bob"]
    assert root.get(f"{LIST}-1/change/").status_code == 302


def test_the_list_takes_as_many_queries_however_long_it_is(root: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(30):
        UserFactory(groups=("writers", "readers"))
    with django_assert_max_num_queries(14):
        root.get(LIST)


def test_adding_a_person(root: Client) -> None:
    GroupFactory(name="confluence-users")
    writers = GroupFactory(name="writers")
    page = root.get(f"{LIST}add/")
    assert page.status_code == 200
    given = {
        "username": "Anna",
        "full_name": "Anna A",
        "new_password": PASSWORD,
        "global_permissions": ["CREATESPACE"],
        "User_groups-TOTAL_FORMS": "1",
        "User_groups-0-group": str(writers.pk),
        "information-0-location": "Kiel",
    }
    response = root.post(f"{LIST}add/", form(page, **given))
    assert response.status_code == 302, response.context["errors"]
    anna = user_by_name("anna")
    assert anna.check_password(PASSWORD)
    assert group_names_of(SYSTEM_SETUP, "anna") == ["confluence-users", "writers"]
    assert information_of(anna).location == "Kiel"
    assert anna.user_permissions.get().codename == "CREATESPACE"
    assert LogEntry.objects.get().object_id == str(anna.pk)


def test_notifying_a_new_person(root: Client, django_capture_on_commit_callbacks: Any) -> None:
    page = root.get(f"{LIST}add/")
    with django_capture_on_commit_callbacks(execute=True):
        root.post(f"{LIST}add/", form(page, username="anna", email="a@example.org", notify="on"))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"username": "a b"}, "blanks"),
        ({"username": "ROOT"}, "already exists"),
        ({"new_password": "short"}, "too short"),
        ({"email": "nobody"}, "valid email"),
        ({"notify": "on"}, "without a mail address"),
    ],
)
def test_bad_values_come_back_in_the_form(root: Client, given: dict[str, str], text: str) -> None:
    response = root.post(f"{LIST}add/", form(root.get(f"{LIST}add/"), **{"username": "anna", **given}))
    assert response.status_code == 200
    assert text in response.text
    assert User.objects.filter(pk__gt=0).count() == 1
    assert not LogEntry.objects.exists()


def test_changing_a_person(root: Client) -> None:
    anna = UserFactory(username="anna", groups=("writers",), permissions=("CREATESPACE",))
    given = {
        "username": "hanna",
        "full_name": "Hanna",
        "new_password": "another long secret",
        "global_permissions": ["PERSONALSPACE"],
        "User_groups-0-DELETE": "on",
        "information-0-storage": "<p>x\r\ny</p> ",
    }
    response = change(root, anna, **given)
    assert response.status_code == 302, response.context["errors"]
    after = user_by_name("hanna")
    assert (after.pk, after.key, after.full_name) == (anna.pk, anna.key, "Hanna")
    assert after.check_password("another long secret")
    assert after.groups.count() == 0
    assert after.user_permissions.get().codename == "PERSONALSPACE"
    assert information_of(after).storage == "<p>x\ny</p> "
    assert "Full name" in LogEntry.objects.get().get_change_message()


def test_an_unchanged_form_changes_nothing(root: Client) -> None:
    anna = UserFactory(username="anna", groups=("writers",), permissions=("CREATESPACE",))
    before = User.objects.filter(pk=anna.pk).values().get()
    assert change(root, anna).status_code == 302
    assert User.objects.filter(pk=anna.pk).values().get() == before
    assert group_names_of(SYSTEM_SETUP, "anna") == ["writers"]
    assert not information_of(anna).pk


def test_unticking_active_deactivates(root: Client) -> None:
    anna = UserFactory(username="anna")
    change(root, anna, is_active=None)
    anna.refresh_from_db()
    assert (anna.is_active, anna.session_round) == (False, 1)
    change(root, anna, is_active="on")
    anna.refresh_from_db()
    assert anna.is_active


def test_ones_own_new_password_keeps_the_session(root: Client) -> None:
    change(root, user_by_name("root"), new_password="another long secret")
    assert root.get(LIST).status_code == 200


def test_the_last_administrator_is_kept_and_the_form_says_so(root: Client) -> None:
    me = user_by_name("root")
    response = change(root, me, **{"full_name": "New", "User_groups-0-DELETE": "on"})
    assert response.status_code == 200
    assert "must keep at least one active member" in response.text
    me.refresh_from_db()
    assert me.full_name != "New"
    response = change(root, me, is_active=None)
    assert "deactivate yourself" in response.text


def test_an_administrator_can_not_take_a_system_administrators_account(root: Client) -> None:
    admin = Client()
    admin.force_login(administrator().user)  # type: ignore[arg-type]
    response = change(admin, user_by_name("root"), new_password="another long secret")
    assert "SYSTEMADMINISTRATOR" in response.text
    assert user_by_name("root").check_password(PASSWORD)


def act(client: Client, action: str, *people: User) -> str:
    """Run an action on some people and give the page that follows."""
    given = {"action": action, "_selected_action": [str(user.pk) for user in people]}
    return client.post(LIST, given, follow=True).text


def test_actions(root: Client, django_capture_on_commit_callbacks: Any) -> None:
    anna, bob, me = UserFactory(username="anna"), UserFactory(username="bob"), user_by_name("root")
    page = act(root, "deactivate", anna, bob, me)
    assert "Deactivated: 2 people" in page
    assert "deactivate yourself" in page
    assert not User.objects.filter(is_active=True, username__in=("anna", "bob")).exists()
    assert LogEntry.objects.count() == 2
    assert "Reactivated: 1 person" in act(root, "reactivate", anna)
    assert "Sessions ended: 1 person" in act(root, "log_out", anna)
    assert "Delay lifted: 1 person" in act(root, "lift_delay", anna)
    with django_capture_on_commit_callbacks(execute=True):
        assert "Link mailed: 1 person" in act(root, "mail_password_link", anna)
    assert len(mail.outbox) == 1
    anna.refresh_from_db()
    assert (anna.is_active, anna.session_round) == (True, 2)


def test_nobody_is_deleted_in_bulk(root: Client) -> None:
    anna = UserFactory(username="anna")
    assert "delete_selected" not in root.get(LIST).text
    act(root, "delete_selected", anna)
    assert User.objects.filter(pk=anna.pk).exists()


def test_removing_a_person(root: Client) -> None:
    anna = UserFactory(username="anna", groups=("writers",))
    address = f"{LIST}{anna.pk}/delete/"
    assert root.get(address).status_code == 200
    users.refuse_removal_when(lambda user: "They wrote 3 pages.")
    response = root.post(address, {"post": "yes"}, follow=True)
    assert "They wrote 3 pages" in response.text
    assert User.objects.filter(pk=anna.pk).exists()
    assert not LogEntry.objects.exists()
    users._removal_rules.clear()
    root.post(address, {"post": "yes"})
    assert not User.objects.filter(pk=anna.pk).exists()
    assert LogEntry.objects.get().object_repr == "anna"
