"""An import as a system administrator does it, with an upload that shows how far it is."""

from pathlib import Path

from playwright.sync_api import Page

from accounts.actor import Actor
from tests.browser.conftest import log_in, overflow
from tests.wiki.transfer import packages
from tests.wiki.transfer.folders.made import zipped
from tests.wiki.transfer.made import jobs_done_at_once
from wiki.models import Space


def test_rehearse_and_import(page: Page, owner: Actor, tmp_path: Path) -> None:
    package = tmp_path / "old.zip"
    package.write_bytes(packages.with_3_x())
    log_in(page, "root")
    page.goto("/admin/import")
    assert overflow(page) == 0
    (tmp_path / "no.zip").write_bytes(b"nothing")
    page.set_input_files("#package", tmp_path / "no.zip")
    page.click("text=Rehearse")
    page.wait_for_selector("[role=alert] >> text=This is no zip")
    page.set_input_files("#package", package)
    with jobs_done_at_once():
        page.click("text=Rehearse")
        page.click("text=See the report")
        page.wait_for_selector("text=Nothing was written")
        assert overflow(page) == 0
        page.click("text=Import now")
        page.click("text=See the report")
    page.click("text=Open OLD")
    page.wait_for_selector("h1 >> text=Home")
    assert Space.objects.filter(key="OLD").exists()


def test_a_folder_of_pages_is_asked_for_its_key(page: Page, owner: Actor, tmp_path: Path) -> None:
    package = tmp_path / "docs.zip"
    package.write_bytes(zipped({"README.md": "# Handbook\n\n[more](more.md)\n", "more.md": "**more**\n"}))
    log_in(page, "root")
    page.goto("/admin/import")
    page.set_input_files("#package", package)
    page.click("text=Rehearse")
    page.wait_for_selector("text=Give the key of the new space")
    assert overflow(page) == 0
    page.fill("#keys", "BOOK")
    page.fill("#name", "The handbook")
    with jobs_done_at_once():
        page.click("text=Rehearse")
        page.click("text=See the report")
        page.click("text=Import now")
        page.click("text=See the report")
    page.click("text=Open BOOK")
    page.click(".wiki-content >> text=more")
    page.wait_for_selector("strong >> text=more")
    assert Space.objects.get(key="BOOK").name == "The handbook"
