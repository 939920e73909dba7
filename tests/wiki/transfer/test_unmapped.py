"""Exports read SQLite's file without mapping it into memory."""

from pathlib import Path

import pytest
from django.db import connection

from tests.factories.wiki import make_space, member, open_site
from wiki.transfer.confluence_xml.package_writer import PackageRequest, write_package
from wiki.transfer.exported import Exported, highest_content_id
from wiki.transfer.html_export import write_html

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite's file can be mapped"),
]


def mapped() -> int:
    """Say how much of the file may be mapped."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA mmap_size")
        return int(cursor.fetchone()[0])


class Watching:
    """Notes at each step how much may be mapped."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def step(self, name: str, total: int | None = None) -> None:
        """Note it."""
        self.seen.append(mapped())

    def advance(self, count: int = 1) -> None:
        """Note it."""
        self.seen.append(mapped())


def test_nothing_is_mapped_while_it_is_exported(tmp_path: Path) -> None:
    open_site()
    ann = member("ann")
    space = make_space(ann, "DOC")
    exported, before, watching = Exported(ann, False, highest_content_id()), mapped(), Watching()
    write_html(tmp_path / "html", exported, space, watching)
    write_package(tmp_path / "xml", exported, PackageRequest([space], whole_site=False, attachments=True), watching)
    assert len(watching.seen) > 3 and set(watching.seen) == {0}
    assert mapped() == before > 0
