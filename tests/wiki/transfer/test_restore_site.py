"""A backup of a whole site is restored on an empty installation."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.actor import SYSTEM_BACKUP, SYSTEM_IMPORT, Actor
from accounts.models import ANONYMOUS_USER_ID, User, UserInformation
from accounts.services.global_grants import Grantee, grant_global, grants_of_global, revoke_global
from accounts.services.restoring import can_be_checked
from accounts.services.setup import set_up_people
from tests.start.running import clean_environment
from tests.wiki.transfer.made import Objects, done, jobs_done_at_once
from tests.wiki.transfer.test_round_trip import build, picture
from wiki.models import Content, Label, PageTemplate, Space
from wiki.services.spaces.remove import remove_space
from wiki.transfer import exports
from wiki.transfer.files import file_of

pytestmark = pytest.mark.django_db

PASSWORD = "a long password of the test"


def backup(tmp_path: Path) -> Path:
    """Make a site with something of everything, and its backup."""
    set_up_people("root", PASSWORD)
    build(Actor.for_user(User.objects.get(username="root")))
    somebody = User.objects.get(username="somebody")
    somebody.set_password("somebody's own password")
    somebody.full_name, somebody.email = "Some Body", "some@example.org"
    somebody.save()
    somebody.groups.add(Group.objects.create(name="scribes"), Group.objects.create(name="onlookers"))
    Group.objects.create(name="nobody-is-in-it")
    UserInformation.objects.create(user=somebody, storage="<p>about me</p>", version=3, creator=somebody)
    grant_global(SYSTEM_IMPORT, permission="CREATESPACE", grantee=Grantee.group("scribes"))
    grant_global(SYSTEM_IMPORT, permission="SYSTEMADMINISTRATOR", grantee=Grantee.user("somebody"))
    grant_global(SYSTEM_IMPORT, permission="USECONFLUENCE", grantee=Grantee.anonymous())
    revoke_global(SYSTEM_IMPORT, permission="PERSONALSPACE", grantee=Grantee.group("confluence-users"))
    return backed_up(tmp_path / "backup.zip")


def backed_up(path: Path) -> Path:
    """Make a backup of the site as it is."""
    with jobs_done_at_once():
        made = file_of(done(exports.start_backup(SYSTEM_BACKUP, attachments=True)))
    path.write_bytes(made.read_bytes())
    return path


def objects_of(path: Path) -> dict[str, list[str]]:
    """Give what a backup says, without numbers: those of people and labels are others on another site."""
    with zipfile.ZipFile(path) as package:
        by_class = Objects(package).by_class
    return {
        name: sorted(
            str({key: value for key, value in one.items() if not isinstance(value, tuple | list)})
            for one in known.values()
        )
        for name, known in by_class.items()
    }


def people() -> dict[str, object]:
    """Give everything of people that a backup holds."""
    rows = User.objects.order_by("username").exclude(pk=ANONYMOUS_USER_ID)
    return {
        "accounts": list(rows.values_list("username", "key", "full_name", "email", "is_active", "password")),
        "dates": [int(one.date_joined.timestamp()) for one in rows],
        "groups": {
            group.name: sorted(group.user_set.values_list("username", flat=True)) for group in Group.objects.all()
        },
        "grants": {(one.permission, str(one.grantee)) for one in grants_of_global()},
        "profiles": sorted(UserInformation.objects.values_list("user__username", "storage", "version")),
    }


def named(rows: dict[str, object]) -> dict[str, object]:
    """Give a picture of the space without the numbers of people and labels, which are others on another site."""
    names = dict(User.objects.values_list("pk", "username"))
    return {
        **{name: rows[name] for name in ("dates", "bodies", "files", "links", "gates")},
        "contents": [(*one[:8], names.get(one[8]), names.get(one[9]), *one[10:]) for one in rows["contents"]],
        "archived": [(page, names[user], *rest) for page, user, *rest in rows["archived"]],
        "watches": [(names[user], *rest) for user, *rest in rows["watches"]],
    }


def empty() -> None:
    """Make the site what it is after its first start."""
    for space in Space.objects.all():
        remove_space(SYSTEM_IMPORT, key=space.key)
    Content.objects.all().delete()
    for model in (PageTemplate, Label, UserInformation):
        model.objects.all().delete()
    User.objects.exclude(pk=ANONYMOUS_USER_ID).delete()
    Group.objects.all().delete()
    set_up_people("root", "another password")


def run(*arguments: object) -> str:
    """Run the command, and give what it prints."""
    out = io.StringIO()
    call_command("restore_site", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_site_there_and_back(tmp_path: Path) -> None:
    path = backup(tmp_path)
    space, everybody = named(picture()), people()
    empty()
    assert "Nothing was written" in run(path, "--dry-run") and not Space.objects.exists()
    assert User.objects.exclude(pk=ANONYMOUS_USER_ID).count() == 1
    printed = run(path)
    assert "Restored: TRIP." in printed and "people: 2" in printed and "by hand" not in printed
    restored = people()
    for name, value in everybody.items():
        assert restored[name] == value, name
    again = named(picture())
    for name, value in space.items():
        assert again[name] == value, name
    second = objects_of(backed_up(tmp_path / "again.zip"))
    for name, said in objects_of(path).items():
        assert second[name] == said, name
    assert User.objects.get(username="root").check_password(PASSWORD)
    assert User.objects.get(username="somebody").check_password("somebody's own password")


def test_it_needs_an_empty_installation(tmp_path: Path) -> None:
    path = backup(tmp_path)
    with pytest.raises(CommandError, match="spaces here already"):
        run(path)
    empty()
    User.objects.create(username="somebody-else")
    with pytest.raises(CommandError, match="more people here"):
        run(path)
    assert not Space.objects.exists()


def test_the_export_of_a_space_is_no_backup(tmp_path: Path) -> None:
    backup(tmp_path)
    root = Actor.for_user(User.objects.get(username="root"))
    with jobs_done_at_once():
        job = done(exports.start_space_export(root, space_key="TRIP", type=exports.ExportType.XML, everything=True))
    path = tmp_path / "space.zip"
    path.write_bytes(file_of(job).read_bytes())
    empty()
    with pytest.raises(CommandError, match="export of a space"):
        run(path)


def test_passwords_that_nobody_here_can_check_are_not_kept(tmp_path: Path) -> None:
    path = backup(tmp_path)
    hashed = User.objects.get(username="somebody").password
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(hashed.encode(), b"{PKCS5S2}cm9vdA=="))
    empty()
    printed = run(changed)
    assert "the password of somebody: this site can't check it, so they need a new one" in printed
    assert not User.objects.get(username="somebody").has_usable_password()
    assert User.objects.get(username="root").check_password(PASSWORD)


def test_hashes_that_take_for_ever_are_not_kept() -> None:
    assert can_be_checked(make_password("x"))
    for one in ("", "!unusable", "plain", "pbkdf2_sha256$99999999999$salt$hash", "md5$"):
        assert not can_be_checked(one)


def test_a_database_without_tables_is_refused_in_words(tmp_path: Path):
    command = [sys.executable, "manage.py", "restore_site", "backup.zip"]
    told = subprocess.run(command, env=clean_environment(tmp_path), capture_output=True, text=True, timeout=60)
    assert told.returncode == 1
    assert "start the wiki once" in told.stderr and "Traceback" not in told.stderr
