"""The screens of jobs."""

import pytest

from accounts.actor import Actor
from jobs.models import Job, JobLine
from tests.wiki.views.conftest import Browser


@pytest.fixture
def job(ann: Actor) -> Job:
    """A job of Ann's that runs."""
    made = Job.objects.create(
        kind="test", title="Export <DOC>", owner=ann.user, state="running", step="Pages", done=30, total=120
    )
    JobLine.objects.create(job=made, text="Half of it <b>", level="warning")
    return made


@pytest.mark.django_db
class TestScreens:
    """Who sees which job, and what of it."""

    def test_the_owner_sees_its_progress_and_log(self, browser: Browser, ann: Actor, job: Job) -> None:
        response = browser(ann).get(f"/jobs/{job.pk}")
        html = response.content.decode()
        assert "Export &lt;DOC&gt;" in html and "30 of 120" in html and 'value="25"' in html
        assert "Half of it &lt;b&gt;" in html
        assert response["Refresh"]

    def test_a_script_gets_the_part_that_changes(self, browser: Browser, ann: Actor, job: Job) -> None:
        response = browser(ann).get(f"/jobs/{job.pk}", headers={"X-Requested-With": "oxbow"})
        assert response.content.lstrip().startswith(b'<div class="job"')
        assert "Refresh" not in response

    def test_others_learn_nothing(self, browser: Browser, ann: Actor, bob: Actor, job: Job) -> None:
        assert browser(bob).get(f"/jobs/{job.pk}").status_code == 404
        assert browser(bob).post(f"/jobs/{job.pk}/cancel").status_code == 404
        assert b"DOC" not in browser(bob).get("/jobs?show=all").content
        assert b"DOC" in browser(ann).get("/jobs").content

    def test_system_administrators_see_all(self, browser: Browser, administrator: Actor, job: Job) -> None:
        assert b"DOC" in browser(administrator).get("/jobs?show=all").content
        assert browser(administrator).get(f"/jobs/{job.pk}").status_code == 200

    def test_it_is_cancelled_by_a_post(self, browser: Browser, ann: Actor, job: Job) -> None:
        assert browser(ann).get(f"/jobs/{job.pk}/cancel").status_code == 405
        assert browser(ann).post(f"/jobs/{job.pk}/cancel").status_code == 302
        assert Job.objects.get().cancel_asked
