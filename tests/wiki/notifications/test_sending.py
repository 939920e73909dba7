"""Mails leave once, and wait where the mail server can't take them."""

import smtplib

import pytest
from celery.exceptions import Retry
from django.core.mail import get_connection
from django.core.mail.backends import locmem

from tests.factories.wiki import make_comment, member
from tests.wiki.notifications.conftest import watch
from tests.wiki.notifications.smtp_sink import Sink, listening
from wiki import tasks
from wiki.notifications import sending
from wiki.notifications.change import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(ann, page):
    """The making of the page, which Bob and Carl watch."""
    watch(member("carl"), content=page)
    return Change(content_id=page.pk, version=1, actor_id=ann.user_id)


def recipients(mails):
    """The addresses of mails."""
    return [one.to[0].split("<")[-1].strip(">") for one in mails]


@pytest.fixture
def server(monkeypatch):
    """A mail server that fails as it is told, by address."""

    class Server(locmem.EmailBackend):
        troubles = {}

        def open(self):
            if "open" in self.troubles:
                raise self.troubles["open"]

        def send_messages(self, messages):
            for message in messages:
                for name, trouble in self.troubles.items():
                    if name in message.to[0]:
                        raise trouble
            return super().send_messages(messages)

    monkeypatch.setattr(sending, "get_connection", Server)
    return Server.troubles


def test_a_second_run_sends_nothing(change, mailoutbox):
    (pairs,) = sending.chunks_to_tell(change)
    assert sending.tell(change, pairs) == []
    assert sending.tell(change, pairs) == []
    assert recipients(mailoutbox) == ["bob@example.org", "carl@example.org"]


def test_a_refused_recipient_does_not_stop_the_others(change, server, mailoutbox):
    server["bob"] = smtplib.SMTPRecipientsRefused({"bob@example.org": (550, b"no such mailbox")})
    (pairs,) = sending.chunks_to_tell(change)
    assert sending.tell(change, pairs) == []
    assert recipients(mailoutbox) == ["carl@example.org"]


def test_a_recipient_who_has_to_wait_is_tried_again(change, server, bob, mailoutbox):
    server["bob"] = smtplib.SMTPRecipientsRefused({"bob@example.org": (451, b"greylisted")})
    (pairs,) = sending.chunks_to_tell(change)
    later = sending.tell(change, pairs)
    assert [user_id for user_id, _ in later] == [bob.user_id]
    assert recipients(mailoutbox) == ["carl@example.org"]
    server.clear()
    assert sending.tell(change, later) == []
    assert recipients(mailoutbox) == ["carl@example.org", "bob@example.org"]


@pytest.mark.parametrize("trouble", [smtplib.SMTPServerDisconnected("gone"), ConnectionResetError(), TimeoutError()])
def test_a_server_in_trouble_is_left_alone(change, server, mailoutbox, trouble):
    server["bob"] = trouble
    (pairs,) = sending.chunks_to_tell(change)
    assert sending.tell(change, pairs) == pairs
    assert mailoutbox == []
    server.clear()
    assert sending.tell(change, pairs) == []
    assert len(mailoutbox) == 2


def test_a_server_that_is_not_there(change, server, mailoutbox):
    server["open"] = ConnectionRefusedError()
    (pairs,) = sending.chunks_to_tell(change)
    assert sending.tell(change, pairs) == pairs
    assert mailoutbox == []


def test_a_mail_that_will_never_be_taken_is_done_with(change, server, mailoutbox, caplog):
    server["bob"] = smtplib.SMTPDataError(554, b"spam")
    (pairs,) = sending.chunks_to_tell(change)
    assert sending.tell(change, pairs) == []
    assert "refused a mail to Bob <bob@example.org>" in caplog.text


def test_the_task_tries_again_later_those_who_wait(change, server, bob):
    server["bob"] = smtplib.SMTPRecipientsRefused({"bob@example.org": (451, b"greylisted")})
    (pairs,) = sending.chunks_to_tell(change)
    tried = []

    def retry(**given):
        tried.append(given)
        raise Retry

    task = tasks.mail_watchers
    original, task.retry = task.retry, retry
    try:
        with pytest.raises(Retry):
            task(change.as_task_argument(), pairs)
    finally:
        task.retry = original
    assert tried[0]["countdown"] == 60
    assert [user_id for user_id, _ in tried[0]["args"][1]] == [bob.user_id]
    assert (task.acks_late, task.max_retries) == (False, 6)


def test_over_a_real_socket(ann, page, committed, settings, monkeypatch):
    monkeypatch.setattr(
        sending, "get_connection", lambda: get_connection("django.core.mail.backends.smtp.EmailBackend")
    )
    sink = Sink()
    with listening(sink) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10
        with committed():
            make_comment(ann, page, "<p>Grüße,\n.\nund &lt;b&gt;</p>")
    ((recipient, mail),) = sink.mails
    assert recipient == "bob@example.org"
    text, html = mail.get_payload()
    assert "Grüße" in text.get_payload(decode=True).decode()
    assert "&lt;b&gt;" in html.get_payload(decode=True).decode()
    assert (
        mail["List-Unsubscribe"].strip().startswith("<https://wiki.example.org/confluence/users/stopwatching.action?")
    )
