"""Whoever began a job is told how it ended, when that is worth a mail."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jobs.errands import do_errand
from jobs.errors import JobFailure
from jobs.execution import execute
from jobs.models import Errand, Job
from jobs.services import cancel_job, start_job
from tests.factories.accounts import super_actor
from wiki.notifications import ended_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def begin(kind, ann, sent):
    """Start a job of a kind, do it, and give the mails that were sent of it."""

    def doing(run, *, took=0, owner=ann, cancelled=False):
        kind(run)
        with sent() as mails:
            job = start_job(kind="test", title="Export of <DOC>", owner_id=owner and owner.user_id)
            Job.objects.filter(pk=job.pk).update(created=timezone.now() - timedelta(seconds=took))
            if cancelled:
                cancel_job(job)
            execute(job.pk)
        return job, mails

    return doing


@pytest.fixture
def kind(monkeypatch):
    """Register what a job does."""
    from jobs import registry
    from jobs.tasks import run_job

    monkeypatch.setattr(run_job, "apply_async", lambda *given, **options: None)
    monkeypatch.setattr(registry, "_KINDS", {})

    def register(run):
        registry._KINDS.clear()
        registry.job("test")(run)

    return register


def fail(running):
    raise JobFailure("The disk is full: 0 bytes are left.")


def export(running):
    address = f"/confluence/download/export/{running.id}/DOC.zip"
    return {"address": address, "label": "Download DOC.zip", "file": "DOC.zip", "place": "exports"}


def test_a_failure_is_told_with_its_reason_and_a_link(begin):
    job, (told,) = begin(fail)
    assert told.to == ["Ann <ann@example.org>"] or told.to[0].endswith("<ann@example.org>")
    assert told.subject == "[Team wiki] Failed: Export of <DOC>"
    html = told.alternatives[0][0]
    for text in (told.body, html):
        assert "The disk is full: 0 bytes are left." in text
        assert f"https://wiki.example.org/confluence/jobs/{job.pk}" in text
    assert "Export of &lt;DOC&gt;" in html and "<DOC>" not in html
    assert "Export of <DOC>" in told.body
    assert not Errand.objects.exists()


def test_what_took_long_is_told_with_its_result(begin, settings):
    settings.WIKI_CONTEXT_PATH = "/confluence"
    job, (told,) = begin(export, took=61)
    assert told.subject == "[Team wiki] Done: Export of <DOC>"
    address = f"https://wiki.example.org/confluence/download/export/{job.pk}/DOC.zip"
    assert f"Download DOC.zip: {address}\n" in told.body and f'href="{address}"' in told.alternatives[0][0]
    assert "kept for 24 hours" in told.body


def test_what_was_quick_or_was_cancelled_is_not(begin):
    assert begin(export, took=30)[1] == []
    assert begin(export, took=300, cancelled=True)[1] == []


def test_a_failure_of_the_wikis_own_is_told_to_system_administrators(begin, ann):
    chief = super_actor("chief")
    _, mails = begin(fail, owner=None)
    assert [one.to[0].endswith(f"<{chief.user.email}>") for one in mails] == [True]
    assert "you administer this wiki" in mails[0].body
    assert begin(export, owner=None, took=300)[1] == []


def test_nobody_is_told_twice_or_in_vain(begin, ann, monkeypatch):
    job, _ = begin(fail)
    mail.outbox.clear()
    ended_job.tell_ended(job.pk)
    assert mail.outbox == []
    ann.user.is_active = False
    ann.user.save()
    assert ended_job.tell_ended(job.pk) == 0


def test_a_mail_server_that_is_away_leaves_the_errand(kind, ann, monkeypatch):
    def refuse(connection, message):
        raise OSError("away")

    kind(fail)
    job = start_job(kind="test", title="Export", owner_id=ann.user_id)
    execute(job.pk)
    with monkeypatch.context() as away:
        away.setattr(ended_job, "send_once", refuse)
        with pytest.raises(OSError, match="away"):
            do_errand(Errand.objects.get().pk)
    assert mail.outbox == []
    do_errand(Errand.objects.get().pk)
    assert len(mail.outbox) == 1 and not Errand.objects.exists()


def test_without_a_mail_server_nothing_waits(begin, settings):
    settings.WIKI_MAIL_IS_SET_UP = False
    assert begin(fail)[1] == []
    assert not Errand.objects.exists()
