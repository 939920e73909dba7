"""Errands: done once the change is committed, and found again when something lost them."""

import pytest
from django.db import transaction
from django.utils import timezone

from jobs import errands
from jobs.errands import LATE_AFTER, MOST_ATTEMPTS, do_errand, send_errand, sweep_errands
from jobs.models import Errand

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def done(monkeypatch):
    """Errands of the test, and what they were called with."""
    monkeypatch.setattr(errands, "_ERRANDS", {})
    calls = []

    @errands.errand("note")
    def note(*arguments):
        calls.append(arguments)

    @errands.errand("fail")
    def fail():
        raise LookupError("why")

    return calls


@pytest.fixture
def queued(monkeypatch):
    """What is put into a queue."""
    from jobs.tasks import run_errand

    messages = []
    monkeypatch.setattr(run_errand, "apply_async", lambda arguments, queue: messages.append((arguments[0], queue)))
    return messages


def test_it_is_sent_with_the_commit_and_its_row_goes_when_it_is_done(done, queued):
    with transaction.atomic():
        send_errand("note", 1, ["a", None], queue="long")
        assert queued == []
    errand_id = Errand.objects.get().pk
    assert queued == [(errand_id, "long")]
    do_errand(errand_id)
    do_errand(errand_id)
    assert done == [(1, ["a", None])]
    assert not Errand.objects.exists()


def test_nothing_is_left_of_a_change_that_was_undone(done, queued):
    with pytest.raises(LookupError), transaction.atomic():
        send_errand("note")
        raise LookupError
    assert not Errand.objects.exists()
    assert queued == []


def test_a_queue_that_is_away_does_not_undo_the_change(done, monkeypatch):
    from jobs.tasks import run_errand

    def refuse(arguments, queue):
        raise ConnectionError

    monkeypatch.setattr(run_errand, "apply_async", refuse)
    send_errand("note")
    assert Errand.objects.count() == 1


def test_one_that_failed_stays_and_says_why(done, queued):
    send_errand("fail")
    with pytest.raises(LookupError):
        do_errand(Errand.objects.get().pk)
    assert Errand.objects.get().problem == "LookupError: why"


def test_late_ones_are_sent_again_at_longer_intervals_and_not_for_ever(done, queued):
    send_errand("note")
    errand_id = Errand.objects.get().pk

    def age(by):
        Errand.objects.filter(pk=errand_id).update(sent=timezone.now() - by)

    queued.clear()
    assert sweep_errands() == 0
    age(LATE_AFTER * 1.1)
    assert (sweep_errands(), queued) == (1, [(errand_id, "quick")])
    age(LATE_AFTER * 1.1)
    assert sweep_errands() == 0
    age(LATE_AFTER * 2.1)
    assert sweep_errands() == 1
    Errand.objects.update(attempts=MOST_ATTEMPTS)
    age(LATE_AFTER * 2**MOST_ATTEMPTS)
    assert sweep_errands() == 0


def test_a_name_is_taken_once(done):
    with pytest.raises(ValueError, match="twice"):
        errands.errand("note")(lambda: None)
