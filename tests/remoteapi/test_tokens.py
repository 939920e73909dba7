"""The life of a login token."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.services.passwords import change_my_password
from accounts.services.users import deactivate_user
from remoteapi import tasks, tokens
from remoteapi.errors import InvalidSession
from remoteapi.models import LoginToken
from tests.factories.accounts import PASSWORD, fresh
from tests.remoteapi.conftest import People


@pytest.fixture
def user(people: People) -> User:
    return people.member.user  # type: ignore[return-value]


def test_a_token_opens_a_session(user: User) -> None:
    token = tokens.issue_token(user, address="192.0.2.1")
    assert tokens.user_of_token(token) == user
    assert LoginToken.objects.get().address == "192.0.2.1"


def test_a_token_is_random_url_safe_and_not_kept(user: User) -> None:
    token = tokens.issue_token(user, address="")
    assert token != tokens.issue_token(user, address="")
    assert tokens.TOKEN_BYTES * 8 >= 128
    assert token.replace("-", "").replace("_", "").isalnum()
    assert token not in str(list(LoginToken.objects.values()))


@pytest.mark.parametrize("token", ["", "nothing", "x" * 10_000, "\ud800", "ä"])
def test_unknown_tokens_open_nothing(user: User, token: str) -> None:
    tokens.issue_token(user, address="")
    with pytest.raises(InvalidSession):
        tokens.user_of_token(token)


def test_reading_with_a_fresh_token_writes_nothing(user: User) -> None:
    token = tokens.issue_token(user, address="")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tokens.user_of_token(token)
    assert len(queries) == 1
    assert queries[0]["sql"].startswith("SELECT")


def test_use_keeps_a_session_alive(user: User) -> None:
    token = tokens.issue_token(user, address="")
    LoginToken.objects.update(last_used=timezone.now() - timedelta(minutes=59))
    tokens.user_of_token(token)
    assert LoginToken.objects.get().last_used > timezone.now() - timedelta(minutes=1)


def test_idle_sessions_die(user: User, settings: pytest.FixtureRequest) -> None:
    settings.WIKI_SESSION_MINUTES = 5  # type: ignore[attr-defined]
    token = tokens.issue_token(user, address="")
    LoginToken.objects.update(last_used=timezone.now() - timedelta(minutes=5, seconds=1))
    with pytest.raises(InvalidSession):
        tokens.user_of_token(token)


def test_logging_out_twice(user: User) -> None:
    token = tokens.issue_token(user, address="")
    assert tokens.forget_token(token) is True
    assert tokens.forget_token(token) is False


def test_a_new_password_ends_sessions(people: People, user: User, django_capture_on_commit_callbacks: object) -> None:
    token = tokens.issue_token(user, address="")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        change_my_password(fresh(people.member), old=PASSWORD, new="another horse entirely")
    assert not LoginToken.objects.exists()
    with pytest.raises(InvalidSession):
        tokens.user_of_token(token)


def test_deactivation_ends_sessions(people: People, user: User, django_capture_on_commit_callbacks: object) -> None:
    token = tokens.issue_token(user, address="")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        deactivate_user(fresh(people.admin), username="alice")
    assert not LoginToken.objects.exists()
    with pytest.raises(InvalidSession):
        tokens.user_of_token(token)


def test_an_inactive_user_has_no_session_whatever_the_rows_say(user: User) -> None:
    token = tokens.issue_token(user, address="")
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(InvalidSession):
        tokens.user_of_token(token)


def test_the_task_forgets_only_the_expired(user: User) -> None:
    tokens.issue_token(user, address="old")
    LoginToken.objects.update(last_used=timezone.now() - timedelta(days=1))
    tokens.issue_token(user, address="new")
    tasks.forget_expired_tokens()
    assert [token.address for token in LoginToken.objects.all()] == ["new"]
