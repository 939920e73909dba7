"""Jobs from start to end, in one process."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

import jobs.queries
from accounts.models import User
from jobs import events
from jobs.errors import AlreadyUnderWay, JobFailure, NoSuchJob
from jobs.execution import execute
from jobs.models import Job, JobLine, JobState
from jobs.queries import job_by_id, jobs_of, wait_for
from jobs.running import RunningJob
from jobs.services import DEAD_AFTER, KEPT_FOR, UNSENT_AFTER, cancel_job, forget_old_jobs, start_job, sweep_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def begin(**changed: Any) -> Job:
    """Start a job of the test's kind."""
    return start_job(**{"kind": "test", "title": "A test", "owner_id": None, **changed})


def now(job: Job) -> Job:
    """Read a job anew."""
    return Job.objects.get(pk=job.pk)


def grow_old(job: Job, **by: timedelta) -> None:
    """Move some of a job's times into the past."""
    Job.objects.filter(pk=job.pk).update(**{name: timezone.now() - age for name, age in by.items()})


def closing(do: Callable[..., Any], *arguments: Any) -> Any:
    """Do something in a thread, and close the thread's connection to the database."""
    try:
        return do(*arguments)
    finally:
        connection.close()


def eventually(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


class TestDoing:
    """A job that is done."""

    def test_with_arguments_progress_log_and_result(self, kind, ended, sent) -> None:
        seen = []

        def run(running: RunningJob, *, count: int) -> dict[str, int]:
            running.step("Counting", total=count)
            running.log("It begins")
            running.advance()
            seen.append(now(job))
            running._written = 0
            running.advance()
            seen.append(now(job))
            return {"counted": count}

        kind(run)
        job = begin(arguments={"count": 4})
        assert (job.state, sent) == ("waiting", [str(job.pk)])
        execute(job.pk)
        assert [(each.state, each.step, each.done, each.total) for each in seen] == [
            ("running", "Counting", 0, 4),
            ("running", "Counting", 2, 4),
        ]
        assert seen[1].percentage == 50
        job = now(job)
        assert (job.state, job.result, job.percentage, job.attempt) == ("done", {"counted": 4}, 100, 1)
        assert [line.text for line in JobLine.objects.filter(job=job)] == ["It begins"]
        assert ended == [job]

    def test_a_second_message_does_nothing(self, kind, ended) -> None:
        runs = []
        kind(lambda running: runs.append(1))
        job = begin()
        execute(job.pk)
        execute(job.pk)
        assert (len(runs), len(ended)) == (1, 1)

    def test_it_is_sent_when_the_transaction_commits(self, kind, sent) -> None:
        with transaction.atomic():
            begin()
            assert sent == []
        assert len(sent) == 1

    def test_a_queue_that_is_away_leaves_it_waiting(self, kind, monkeypatch) -> None:
        from jobs.tasks import run_job

        def refuse(arguments: object, queue: str) -> None:
            raise ConnectionError

        monkeypatch.setattr(run_job, "apply_async", refuse)
        assert now(begin()).state == "waiting"

    def test_one_at_a_time(self, kind) -> None:
        kind(lambda running: None)
        first = begin(subject="import:KEY")
        with pytest.raises(AlreadyUnderWay, match="A test"):
            begin(subject="import:KEY")
        begin(subject="import:OTHER")
        begin()
        begin()
        execute(first.pk)
        begin(subject="import:KEY")


class TestTelling:
    """Who hears of the end of a job hears of it with the end itself, or not at all."""

    def test_what_a_listener_writes_is_committed_with_the_end(self, kind, monkeypatch) -> None:
        def note(job: Job) -> None:
            assert connection.in_atomic_block
            JobLine.objects.create(job=job, text=job.state)

        monkeypatch.setattr(events, "job_ended", [note])
        kind(lambda running: None)
        job = begin()
        execute(job.pk)
        cancel_job(begin())
        assert sorted(JobLine.objects.values_list("text", flat=True)) == ["cancelled", "done"]

    def test_a_listener_that_fails_undoes_only_its_own(self, kind, ended, monkeypatch) -> None:
        def fail(job: Job) -> None:
            JobLine.objects.create(job=job, text="half")
            raise LookupError

        monkeypatch.setattr(events, "job_ended", [fail, *events.job_ended])
        kind(lambda running: None)
        job = begin()
        execute(job.pk)
        assert (now(job).state, len(ended), JobLine.objects.count()) == ("done", 1, 0)


class TestFailing:
    """A job that can't be done."""

    def test_what_went_wrong_is_told_and_what_it_left_is_removed(self, kind, ended) -> None:
        cleaned = []

        def run(running: RunningJob, name: str) -> None:
            raise JobFailure("The file is damaged at byte 12.")

        kind(run, clean_up=lambda job_id, name: cleaned.append((job_id, name)))
        job = begin(arguments={"name": "x"})
        execute(job.pk)
        assert (now(job).state, now(job).problem) == ("failed", "The file is damaged at byte 12.")
        assert cleaned == [(job.pk, "x")]
        assert [each.state for each in ended] == ["failed"]

    @pytest.mark.parametrize("expected", [True, False])
    def test_only_expected_errors_show_their_text(self, kind, expected: bool) -> None:
        def run(running: RunningJob) -> None:
            raise LookupError("secret of the server")

        kind(run, expected=(LookupError,) if expected else ())
        job = begin()
        execute(job.pk)
        assert ("secret" in now(job).problem) == expected
        assert now(job).state == "failed"

    def test_a_kind_that_is_not_known(self, kind) -> None:
        job = begin(kind="gone")
        execute(job.pk)
        assert now(job).problem == "This program knows no jobs of the kind gone."

    def test_cleaning_up_that_fails_does_not_hide_the_end(self, kind) -> None:
        def run(running: RunningJob) -> None:
            raise JobFailure("why")

        def clean_up(job_id: object) -> None:
            raise OSError

        kind(run, clean_up=clean_up)
        job = begin()
        execute(job.pk)
        assert (now(job).problem, JobLine.objects.get().level) == ("why", "error")


class TestCancelling:
    """A job that somebody stops."""

    def test_before_it_has_begun(self, kind, ended) -> None:
        runs = []
        kind(lambda running: runs.append(1))
        job = begin()
        cancel_job(job)
        execute(job.pk)
        assert (now(job).state, runs, [each.pk for each in ended]) == ("cancelled", [], [job.pk])

    def test_while_it_runs(self, kind, ended) -> None:
        cleaned = []

        def run(running: RunningJob) -> None:
            running.step("First")
            cancel_job(job)
            assert now(job).state == "running"
            running.step("Second")
            raise AssertionError("it went on")

        kind(run, clean_up=lambda job_id: cleaned.append(job_id))
        job = begin()
        execute(job.pk)
        assert (now(job).state, cleaned, len(ended)) == ("cancelled", [job.pk], 1)

    def test_the_last_step_is_not_made_after_it(self, kind) -> None:
        made = []

        def run(running: RunningJob) -> None:
            cancel_job(job)
            with running.last_step():
                made.append(1)

        kind(run)
        job = begin()
        execute(job.pk)
        assert (now(job).state, made) == ("cancelled", [])

    def test_after_it_has_ended(self, kind) -> None:
        kind(lambda running: {"a": 1})
        job = begin()
        execute(job.pk)
        cancel_job(job)
        assert now(job).state == "done"


class TestLosing:
    """A job whose worker is gone."""

    def interrupted(self, kind, attempts: int, log: list[str]) -> Job:
        """A job whose first worker was killed some time ago."""

        def run(running: RunningJob) -> None:
            log.append(f"run {running.attempt}")

        kind(run, attempts=attempts, clean_up=lambda job_id: log.append("clean up"))
        job = begin()
        Job.objects.filter(pk=job.pk).update(state="running", attempt=1, worker="dead", beat=timezone.now())
        return job

    def test_it_is_taken_up_again(self, kind, sent) -> None:
        log: list[str] = []
        job = self.interrupted(kind, 2, log)
        sent.clear()
        assert sweep_jobs() == 0
        grow_old(job, beat=DEAD_AFTER * 2)
        assert (sweep_jobs(), sweep_jobs(), sent) == (1, 0, [str(job.pk)])
        execute(job.pk)
        assert (now(job).state, log) == ("done", ["clean up", "run 2"])
        assert "dead" in JobLine.objects.get().text

    def test_one_whose_worker_never_beat_is_taken_up_too(self, kind) -> None:
        job = self.interrupted(kind, 2, [])
        Job.objects.filter(pk=job.pk).update(beat=None)
        assert sweep_jobs() == 1
        assert "was never heard of" in JobLine.objects.get().text

    def test_it_fails_after_the_last_attempt_and_leaves_nothing(self, kind, ended) -> None:
        log: list[str] = []
        job = self.interrupted(kind, 1, log)
        grow_old(job, beat=DEAD_AFTER * 2)
        sweep_jobs()
        execute(job.pk)
        assert (now(job).state, log) == ("failed", ["clean up"])
        assert "stopped before it had finished" in now(job).problem
        assert len(ended) == 1

    def test_cancelling_it_meanwhile_cleans_up(self, kind) -> None:
        log: list[str] = []
        job = self.interrupted(kind, 2, log)
        grow_old(job, beat=DEAD_AFTER * 2)
        sweep_jobs()
        cancel_job(job)
        execute(job.pk)
        assert (now(job).state, log) == ("cancelled", ["clean up"])

    def test_the_first_worker_was_only_slow(self, kind, ended) -> None:
        """It must not write over what the second one does."""
        log: list[str] = []

        def run(running: RunningJob) -> None:
            log.append(f"run {running.attempt}")
            if running.attempt == 1:
                grow_old(job, beat=DEAD_AFTER * 2)
                sweep_jobs()
                execute(job.pk)
                with running.last_step():
                    log.append("made twice")

        kind(run, attempts=2)
        job = begin()
        execute(job.pk)
        assert (now(job).state, now(job).attempt, log) == ("done", 2, ["run 1", "run 2"])
        assert len(ended) == 1

    def test_what_no_queue_holds_is_sent_again(self, kind, sent) -> None:
        job = begin()
        sent.clear()
        assert sweep_jobs() == 0
        grow_old(job, sent=UNSENT_AFTER * 2)
        assert (sweep_jobs(), sent) == (1, [str(job.pk)])


class TestFinding:
    """Who sees which job."""

    def test_owners_and_administrators(self, kind) -> None:
        ann, bob = (User.objects.create(username=name, key=name) for name in ("ann", "bob"))
        job = begin(owner_id=ann.pk)
        assert job_by_id(str(job.pk), owner_id=ann.pk, sees_all=False) == job
        assert job_by_id(job.pk, owner_id=bob.pk, sees_all=True) == job
        assert list(jobs_of(bob.pk)) == []
        for job_id, owner_id in ((job.pk, bob.pk), (job.pk, None), ("nonsense", ann.pk)):
            with pytest.raises(NoSuchJob):
                job_by_id(job_id, owner_id=owner_id, sees_all=False)

    def test_a_job_of_nobody_is_not_the_anonymous_users(self, kind) -> None:
        with pytest.raises(NoSuchJob):
            job_by_id(begin().pk, owner_id=None, sees_all=False)

    def test_waiting_for_its_end(self, kind) -> None:
        kind(lambda running: None)
        job = begin()
        assert wait_for(job, 0.1).state == "waiting"
        execute(job.pk)
        assert wait_for(job, 10).state == "done"

    def test_only_some_calls_wait_at_once(self, kind, settings) -> None:
        settings.WIKI_WAITING_CALLS = 1
        kind(lambda running: None)
        job = begin()
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(closing, wait_for, job, 30)
            eventually(lambda: jobs.queries._waiting._count == 1)
            began = time.monotonic()
            assert wait_for(job, 20).state == "waiting"
            assert time.monotonic() - began < 10
            execute(job.pk)
            assert waiting.result(timeout=30).state == "done"
        # The place is free again.
        other = begin()
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(closing, wait_for, other, 30)
            eventually(lambda: jobs.queries._waiting._count == 1)
            execute(other.pk)
            assert waiting.result(timeout=30).state == "done"

    def test_old_ones_are_forgotten_and_live_ones_never(self, kind) -> None:
        kind(lambda running: None)
        old, live = begin(), begin()
        execute(old.pk)
        for job in (old, live):
            grow_old(job, created=KEPT_FOR * 2)
        assert forget_old_jobs() == 1
        assert Job.objects.get().pk == live.pk


def test_states_are_those_of_the_constraint() -> None:
    assert {"waiting", "running"} < set(JobState.values)
