"""`manage.py import_space`."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.wiki import make_space, member, open_site
from tests.wiki.transfer import packages
from tests.wiki.transfer.folders.made import written
from wiki.models import AuditEntry, Content, Space

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of 3.0 in a file, and a new site."""
    open_site()
    path = tmp_path / "export.zip"
    path.write_bytes(packages.with_3_x())
    return path


def run(*arguments: object) -> str:
    """Run the command, and give what it prints."""
    out = io.StringIO()
    call_command("import_space", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_an_import(export) -> None:
    printed = run(export)
    assert "Imported: OLD." in printed and "pages: 2" in printed and "Mystery: 1" in printed
    assert Content.objects.get(pk=10).title == "Home"
    assert AuditEntry.objects.filter(event="SpaceAdded", actor_name="system: import").exists()


def test_a_dry_run(export) -> None:
    assert "Nothing was written." in run(export, "--dry-run")
    assert not Space.objects.exists()


def test_a_table_of_people(export, tmp_path) -> None:
    somebody = member("somebody").user
    table = tmp_path / "table.csv"
    table.write_text("anna,somebody\n\n", encoding="utf-8")
    run(export, "--users", table)
    assert Content.objects.get(pk=10).creator_id == somebody.pk


@pytest.mark.parametrize("line", ["anna", "anna,", "anna,b c", "a,b,c"])
def test_a_table_with_a_mistake(export, tmp_path, line: str) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"fine,fine\n{line}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Line 2"):
        run(export, "--users", table)
    assert not Space.objects.exists()


def test_what_can_not_be(export, tmp_path) -> None:
    with pytest.raises(CommandError, match="NONE"):
        run(export, "--space", "NONE")
    with pytest.raises(CommandError, match="can't be read"):
        run(tmp_path / "nothing.zip")
    make_space_first = tmp_path / "no.zip"
    make_space_first.write_bytes(b"x")
    with pytest.raises(CommandError, match="no zip"):
        run(make_space_first)


def test_a_key_that_is_taken(export) -> None:
    make_space(member("maker", "confluence-administrators"), "OLD")
    with pytest.raises(CommandError, match="OLD already"):
        run(export)


def test_a_folder_of_pages(tmp_path) -> None:
    open_site()
    folder = written(tmp_path / "docs", {"index.md": "# Start\n\n[lost](gone.md)\n", "more.md": "more"})
    with pytest.raises(CommandError, match="key of the new space"):
        run(folder)
    rehearsed = run(folder, "--space", "DOCS", "--dry-run")
    assert "pages: 2" in rehearsed and "gone.md" in rehearsed and not Space.objects.exists()
    assert "Imported: DOCS." in run(folder, "--space", "DOCS", "--name", "The manual")
    assert Space.objects.get(key="DOCS").name == "The manual"
