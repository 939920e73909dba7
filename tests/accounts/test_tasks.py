"""What runs in the background for people."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from accounts.models import LoginFailure
from accounts.tasks import clear_expired_sessions, deliver_password_link
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_what_expired_is_cleared() -> None:
    now = timezone.now()
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
        LoginFailure.objects.create(kind="name", subject=key, last=now + timedelta(days=days))
    clear_expired_sessions()
    clear_expired_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert list(LoginFailure.objects.values_list("subject", flat=True)) == ["new"]


def test_a_link_for_somebody_who_is_gone_is_not_sent() -> None:
    deliver_password_link(12345, False)
    assert mail.outbox == []
    deliver_password_link(UserFactory().pk, True)
    assert len(mail.outbox) == 1
