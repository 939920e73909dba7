"""The screens on which imports are begun and reported."""

import shutil

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html as lxml_html
from lxml.html import FormElement

from accounts.actor import Actor
from jobs.models import Job
from tests.wiki.transfer import packages
from tests.wiki.transfer.folders.made import written, zipped
from tests.wiki.transfer.made import jobs_done_at_once
from tests.wiki.views.conftest import Browser
from wiki.models import Space
from wiki.transfer import imports


def send(client: Client, do: str, **fields: object) -> object:
    """Send the form with a package of 3.0."""
    file = SimpleUploadedFile("export.zip", packages.with_3_x())
    with jobs_done_at_once():
        return client.post("/admin/import", {"package": file, "do": do, **fields})


def test_rehearsal_report_and_import(browser: Browser, administrator: Actor) -> None:
    client = browser(administrator)
    assert b"Rehearse" in client.get("/admin/import").content
    answer = send(client, "rehearse", table="anna,root")
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}" and not Space.objects.filter(key="OLD").exists()
    assert f"/admin/import/{job.pk}".encode() in client.get(f"/jobs/{job.pk}").content
    shown = client.get(f"/admin/import/{job.pk}").content.decode()
    assert "Nothing was written" in shown and "Mystery: 1" in shown and "pages: 2" in shown
    with jobs_done_at_once():
        form = {"upload": job.result["upload"], "table": "anna,root", "do": "import"}
        assert client.post("/admin/import", form).status_code == 302
    done = Job.objects.exclude(pk=job.pk).get()
    assert (done.state, Space.objects.get(key="OLD").creator.username) == ("done", "root")
    assert b"This is what came" in client.get(f"/admin/import/{done.pk}").content


def test_what_is_wrong_is_said(browser: Browser, administrator: Actor) -> None:
    client = browser(administrator)
    assert b"Choose a package first" in client.post("/admin/import", {"do": "import"}).content
    assert b"Line 1 of the table" in send(client, "import", table="nonsense").content
    broken = client.post("/admin/import", {"package": SimpleUploadedFile("a.zip", b"no zip"), "do": "import"})
    assert (broken.status_code, b"no zip" in broken.content) == (400, True)
    assert b"not there any more" in client.post("/admin/import", {"upload": "../../etc", "do": "import"}).content
    assert not Job.objects.exists()


def test_a_package_on_the_server(browser: Browser, administrator: Actor) -> None:
    client = browser(administrator)
    folder = imports.server_folder()
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "old.zip"
    package.write_bytes(packages.with_8_x())
    try:
        assert b"old.zip" in client.get("/admin/import").content
        with jobs_done_at_once():
            assert client.post("/admin/import", {"on_server": "old.zip", "do": "import"}).status_code == 302
            assert client.post("/admin/import", {"on_server": "../x", "do": "import"}).status_code == 400
        assert Space.objects.filter(key="OLD").exists() and package.exists()
    finally:
        package.unlink()


def form_of(answer: HttpResponse) -> FormElement:
    """Give the form that sends to the page of imports."""
    (form,) = lxml_html.fromstring(answer.content).xpath("//main//form[@action='/admin/import']")
    return form


def test_a_folder_of_pages_is_asked_for_its_key(browser: Browser, administrator: Actor) -> None:
    client = browser(administrator)
    file = SimpleUploadedFile("docs.zip", zipped({"docs/index.md": "# Start\n", "docs/more.html": "<p>more</p>"}))
    asked = client.post("/admin/import", {"package": file, "do": "rehearse"})
    assert asked.status_code == 400 and b"Give the key of the new space" in asked.content
    form = form_of(asked)
    given = {"upload": form.fields["upload"], "is_folder": "true", "name": "Manual", "do": "rehearse"}
    refused = client.post("/admin/import", {**given, "keys": "no-key"})
    assert refused.status_code == 400 and form.fields["upload"].encode() in refused.content
    with jobs_done_at_once():
        assert client.post("/admin/import", {**given, "keys": "DOCS"}).status_code == 302
    rehearsed = Job.objects.get()
    assert rehearsed.state == "done" and not Space.objects.filter(key="DOCS").exists()
    report = form_of(client.get(f"/admin/import/{rehearsed.pk}"))
    with jobs_done_at_once():
        assert client.post("/admin/import", {**dict(report.fields), "do": "import"}).status_code == 302
    assert Space.objects.get(key="DOCS").name == "Manual"


def test_a_folder_on_the_server(browser: Browser, administrator: Actor) -> None:
    client = browser(administrator)
    folder = imports.server_folder() / "handbook"
    try:
        written(folder, {"index.md": "# Start\n"})
        (folder / "link.md").symlink_to("/etc/hostname")
        assert b"handbook" in client.get("/admin/import").content
        with jobs_done_at_once():
            form = {"on_server": "handbook", "keys": "DOCS", "do": "import"}
            assert client.post("/admin/import", form).status_code == 302
        assert Space.objects.get(key="DOCS").home_page.title == "Start"
        assert Space.objects.get(key="DOCS").contents.count() == 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
