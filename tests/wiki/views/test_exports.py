"""The screens on which exports are asked for."""

from collections.abc import Iterator

import pytest

from accounts.actor import Actor
from jobs.models import Job
from tests.factories.wiki import grant
from tests.wiki.transfer.made import done, jobs_done_at_once
from tests.wiki.views.conftest import Browser, Scene
from wiki.transfer import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path, settings) -> Iterator[None]:
    """A folder of its own for exports."""
    settings.WIKI_HOME = tmp_path
    yield


def test_a_space_is_exported_by_a_job(browser: Browser, scene: Scene, ann: Actor) -> None:
    form = browser(ann).get(f"/spaces/exportspace.action?key={scene.space.key}")
    assert form.status_code == 200 and b'name="type" value="html"' in form.content
    assert b'name="everything"' not in form.content
    with jobs_done_at_once():
        answer = browser(ann).post("/spaces/exportspace.action", {"key": scene.space.key, "type": "html"})
    job = done(Job.objects.get())
    assert answer["Location"] == f"/jobs/{job.pk}"
    shown = browser(ann).get(answer["Location"]).content.decode()
    assert f'href="{job.result["address"]}"' in shown
    assert browser(ann).get(job.result["address"]).status_code == 200


def test_a_page_is_given_at_once(browser: Browser, scene: Scene, ann: Actor) -> None:
    assert browser(ann).get(f"/pages/exportpage.action?pageId={scene.page.pk}").status_code == 200
    with jobs_done_at_once():
        answer = browser(ann).post("/pages/exportpage.action", {"pageId": scene.page.pk, "type": "markdown"})
    assert browser(ann).get(answer["Location"])["Content-Type"].startswith(("text/markdown", "application/"))


def test_who_may_not_sees_no_button_and_no_form(browser: Browser, scene: Scene, ann: Actor, bob: Actor) -> None:
    grant(scene.space, bob.user, "VIEWSPACE")
    address = f"/display/{scene.space.key}"
    assert b"exportspace.action" in browser(ann).get(address).content
    assert b"exportspace.action" not in browser(bob).get(address).content
    assert browser(bob).get(f"/spaces/exportspace.action?key={scene.space.key}").status_code == 403
    assert browser(bob).get("/admin/backup.action").status_code == 403
    assert browser(bob).post("/admin/backup.action", {"type": "backup"}).status_code in (302, 403)
    assert not Job.objects.exists()


def test_a_backup_is_begun_once(browser: Browser, administrator: Actor) -> None:
    assert browser(administrator).get("/admin/backup.action").status_code == 200
    first = browser(administrator).post("/admin/backup.action", {"type": "backup", "attachments": "true"})
    assert first["Location"] == f"/jobs/{Job.objects.get().pk}"
    second = browser(administrator).post("/admin/backup.action", {"type": "backup"})
    assert second.status_code == 400 and b"Another job works on this already" in second.content
    assert Job.objects.count() == 1


def test_without_pdf_the_screens_say_so(
    browser: Browser, scene: Scene, ann: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiki.views.exports.is_available", lambda: False)
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    form = browser(ann).get(f"/pages/exportpage.action?pageId={scene.page.pk}").content
    assert b"not installed on this server" in form
    answer = browser(ann).post("/pages/exportpage.action", {"pageId": scene.page.pk, "type": "pdf"})
    assert answer.status_code == 400 and b"Pango" in answer.content
