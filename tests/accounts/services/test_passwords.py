"""Passwords are changed, by their owner, by an administrator, or with a mailed link."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadPassword, BadValue, NoSuchUser, NotPermitted, TooManyFailures
from accounts.models import User
from accounts.services import passwords
from accounts.services.link_mail import mail_password_link, password_link
from tests.factories.accounts import PASSWORD, UserFactory, actor, administrator, super_actor

pytestmark = pytest.mark.django_db
NEW = "another long secret"


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the users whose credentials were made void."""
    heard: list[int] = []
    monkeypatch.setattr(events, "credentials_changed", [heard.append])
    return heard


def test_ones_own_password(ended: list[int], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    anna = actor("anna")
    assert anna.user is not None
    before = anna.user.get_session_auth_hash()
    with django_capture_on_commit_callbacks(execute=True):
        user = passwords.change_my_password(anna, old=PASSWORD, new=NEW)
    assert user.check_password(NEW)
    assert user.get_session_auth_hash() != before
    assert ended == [anna.user_id]


def test_the_old_password_must_be_right_and_counts_as_a_log_in() -> None:
    anna = actor("anna")
    for _ in range(5):
        with pytest.raises(BadPassword) as raised:
            passwords.change_my_password(anna, old="wrong", new=NEW)
        assert raised.value.field == "old_password"
    with pytest.raises(TooManyFailures):
        passwords.change_my_password(anna, old=PASSWORD, new=NEW)


def test_weak_passwords_are_refused() -> None:
    anna = actor("anna")
    for weak in ("", "short", "long enough \ud800", "password", "x" * 5000):
        with pytest.raises(BadPassword):
            passwords.change_my_password(anna, old=PASSWORD, new=weak)
    assert User.objects.get(username="anna").check_password(PASSWORD)


def test_nobody_and_the_deactivated_have_no_password_to_change() -> None:
    for somebody in (Actor.anonymous(), Actor.for_user(UserFactory(is_active=False))):
        with pytest.raises(NotPermitted):
            passwords.change_my_password(somebody, old=PASSWORD, new=NEW)


def test_administrators_set_passwords(ended: list[int], django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    anna = UserFactory(username="anna")
    with django_capture_on_commit_callbacks(execute=True):
        passwords.change_user_password(administrator(), username="Anna", new=NEW)
    anna.refresh_from_db()
    assert anna.check_password(NEW)
    assert ended == [anna.pk]
    super_actor()
    with pytest.raises(NotPermitted):
        passwords.change_user_password(administrator("other"), username="root", new=NEW)
    with pytest.raises(NotPermitted):
        passwords.change_user_password(actor("bob"), username="anna", new=NEW)
    with pytest.raises(NoSuchUser):
        passwords.change_user_password(administrator("third"), username="nobody", new=NEW)


def test_a_forgotten_password(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    user = UserFactory(username="anna", email="anna@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        passwords.request_password_link(Actor.anonymous(), name="Anna@Example.org", address="10.0.0.1")
        passwords.request_password_link(Actor.anonymous(), name="nobody", address="10.0.0.1")
    (sent,) = mail.outbox
    link = next(line for line in sent.body.splitlines() if "setpassword" in line)
    given = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert passwords.user_of_password_link(**given) == user
    passwords.set_password_with_link(Actor.anonymous(), **given, new=NEW)
    user.refresh_from_db()
    assert user.check_password(NEW)
    with pytest.raises(NotPermitted):
        passwords.set_password_with_link(Actor.anonymous(), **given, new=PASSWORD)
    with pytest.raises(NotPermitted):
        passwords.set_password_with_link(Actor.anonymous(), key="\0", token="x", new=PASSWORD)


def test_asking_for_links_is_limited() -> None:
    UserFactory(username="anna")
    for _ in range(3):
        passwords.request_password_link(Actor.anonymous(), name="anna", address="10.0.0.1")
    with pytest.raises(TooManyFailures):
        passwords.request_password_link(Actor.anonymous(), name="anna", address="10.0.0.2")


def test_a_weak_password_does_not_use_the_link_up() -> None:
    user = UserFactory()
    given = {name: values[0] for name, values in parse_qs(urlsplit(password_link(user)).query).items()}
    with pytest.raises(BadPassword):
        passwords.set_password_with_link(Actor.anonymous(), **given, new="short")
    passwords.set_password_with_link(Actor.anonymous(), **given, new=NEW)


def test_links_are_mailed_to_active_people_with_an_address() -> None:
    assert not mail_password_link(UserFactory(is_active=False).pk, is_new=False)
    assert not mail_password_link(UserFactory(email="").pk, is_new=False)
    assert not mail_password_link(0, is_new=True)
    assert mail_password_link(UserFactory().pk, is_new=True)
    UserFactory(username="anna", email="")
    with pytest.raises(BadValue):
        passwords.send_password_link(administrator(), username="anna")
    with pytest.raises(NotPermitted):
        passwords.send_password_link(actor(), username="anna")
