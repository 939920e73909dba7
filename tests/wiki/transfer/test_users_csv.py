"""`manage.py import_users_csv`."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.factories.wiki import member, open_site

pytestmark = pytest.mark.django_db


def run(folder: Path, text: str) -> str:
    """Import a table, and give what is printed."""
    open_site()
    table, out = folder / "people.csv", io.StringIO()
    table.write_text(text, encoding="utf-8")
    call_command("import_users_csv", str(table), stdout=out)
    return out.getvalue()


def test_people_and_groups(tmp_path) -> None:
    printed = run(
        tmp_path,
        '\ufeffUsername,email,full_name,groups,active\nAnna,a@example.org,"Doe, Anna",dancers; singers,\n\n'
        "gone,,,,false\n",
    )
    anna = User.objects.get(username="anna")
    assert (anna.full_name, anna.email, anna.is_active) == ("Doe, Anna", "a@example.org", True)
    assert {"dancers", "singers"} <= set(anna.groups.values_list("name", flat=True))
    assert not User.objects.get(username="gone").is_active
    assert "2 people were added, 0 were there." in printed


def test_who_is_there_keeps_what_is_not_given(tmp_path) -> None:
    open_site()
    somebody = member("somebody", "dancers").user
    somebody.full_name = "Some Body"
    somebody.save()
    table = tmp_path / "people.csv"
    table.write_text("username,email,full_name\nsomebody,s@example.org,\n", encoding="utf-8")
    call_command("import_users_csv", str(table), stdout=io.StringIO())
    somebody.refresh_from_db()
    assert (somebody.full_name, somebody.email) == ("Some Body", "s@example.org")
    assert somebody.groups.filter(name="dancers").exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "first line"),
        ("name\nx\n", "first line"),
        ("username,username\nx,y\n", "first line"),
        ("username,active\nfine,true\nx\n", "Line 3 has 1"),
        ("username,active\nfine,true\nx,perhaps\n", "Line 3: active"),
        ("username,email\nfine,\nx,no-address\n", "Line 3: 'no-address'"),
        ("username,groups\nfine,dancers\nb c,\n", "Line 3: A username"),
    ],
)
def test_a_mistake_leaves_nothing(tmp_path, text: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        run(tmp_path, text)
    assert not User.objects.filter(username="fine").exists()
    assert not Group.objects.filter(name="dancers").exists()
