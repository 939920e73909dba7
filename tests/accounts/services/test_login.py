"""A name and a password become a person; failures slow further ones down."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.utils import timezone

from accounts.backends import UsernameBackend
from accounts.errors import AuthenticationFailed, NotPermitted, TooManyFailures
from accounts.models import LoginFailure, User
from accounts.services import throttle
from accounts.services.login import authenticate, lift_login_delay
from tests.factories.accounts import PASSWORD, UserFactory, actor, administrator

pytestmark = pytest.mark.django_db
HERE = "10.0.0.1"


def fail(name: str, times: int, address: str = HERE) -> None:
    """Log in with a wrong password so often."""
    for _ in range(times):
        with pytest.raises(AuthenticationFailed) as raised:
            authenticate(name, "wrong", address)
        assert not isinstance(raised.value, TooManyFailures)


def test_the_name_is_taken_in_any_case() -> None:
    anna = UserFactory(username="anna")
    assert authenticate(" ANNA ", PASSWORD, HERE) == anna


def test_every_failure_reads_the_same() -> None:
    UserFactory(username="anna")
    UserFactory(username="gone", is_active=False)
    UserFactory(username="none", password="!")
    for name, password in (
        ("anna", "wrong"),
        ("nobody", PASSWORD),
        ("gone", PASSWORD),
        ("none", ""),
        ("*anonymous*", ""),
        ("a\0b", "x"),
        ("a\ud800b", "\ud800"),
        ("", ""),
    ):
        with pytest.raises(AuthenticationFailed) as raised:
            authenticate(name, password, HERE)
        assert str(raised.value) == f"Attempt to log in user '{name}' failed - incorrect username/password combination."


def test_an_unknown_name_costs_a_hash_like_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(hashers, "make_password", lambda password, *given: hashed.append(password) or "!")
    with pytest.raises(AuthenticationFailed):
        authenticate("nobody", "guess", HERE)
    assert len(hashed) == 1


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_after_five_failures_the_right_password_is_refused_for_a_while(name: str) -> None:
    UserFactory(username="anna")
    fail(name, 5)
    with pytest.raises(TooManyFailures, match="maximum number of failed login attempts") as raised:
        authenticate(name, PASSWORD, "10.9.9.9")
    assert 0 < raised.value.seconds <= 5
    assert isinstance(raised.value, AuthenticationFailed)
    LoginFailure.objects.update(refused_until=timezone.now() - timedelta(seconds=1))
    if name == "anna":
        authenticate(name, PASSWORD, HERE)


def test_delays_double_up_to_a_quarter_of_an_hour() -> None:
    kind = LoginFailure.Kind.NAME
    delays = [throttle.delay_after(kind, count).total_seconds() for count in (4, 5, 6, 7, 12, 13, 10**6)]
    assert delays == [0, 5, 10, 20, 640, 900, 900]


def test_getting_in_forgets_the_failures_of_the_name() -> None:
    UserFactory(username="anna")
    fail("anna", 4)
    authenticate("anna", PASSWORD, HERE)
    fail("anna", 5)


def test_failures_of_the_window_before_do_not_count() -> None:
    UserFactory(username="anna")
    fail("anna", 4)
    LoginFailure.objects.update(last=timezone.now() - timedelta(minutes=16))
    fail("anna", 4)
    authenticate("anna", PASSWORD, HERE)


def test_an_address_is_slowed_down_over_many_names() -> None:
    anna = UserFactory(username="anna")
    for number in range(50):
        fail(f"guess{number}", 1)
    with pytest.raises(TooManyFailures):
        authenticate("anna", PASSWORD, HERE)
    assert authenticate("anna", PASSWORD, "10.0.0.2") == anna
    assert authenticate("anna", PASSWORD, "") == anna


def test_a_refused_attempt_does_not_lengthen_the_delay() -> None:
    fail("anna", 5)
    before = LoginFailure.objects.get(kind="name").refused_until
    with pytest.raises(TooManyFailures):
        authenticate("anna", "wrong", HERE)
    assert LoginFailure.objects.get(kind="name").refused_until == before


def test_the_name_that_was_typed_is_not_kept() -> None:
    fail("my secret password", 1)
    assert not LoginFailure.objects.filter(subject__contains="secret").exists()


def test_old_counts_are_swept() -> None:
    fail("anna", 1)
    assert throttle.forget_old_failures() == 0
    LoginFailure.objects.update(last=timezone.now() - timedelta(minutes=16))
    assert throttle.forget_old_failures() == 2


def test_an_administrator_lifts_the_delay() -> None:
    UserFactory(username="anna")
    fail("anna", 5)
    with pytest.raises(NotPermitted):
        lift_login_delay(actor("bob"), username="anna")
    lift_login_delay(administrator(), username="anna")
    authenticate("anna", PASSWORD, HERE)


def test_a_log_in_that_works_writes_nothing(django_assert_num_queries: Any) -> None:
    UserFactory(username="anna")
    with django_assert_num_queries(3):
        authenticate("anna", PASSWORD, HERE)


def test_the_backend_knows_active_people_only_and_gives_no_permission() -> None:
    backend = UsernameBackend()
    anna, gone = UserFactory(username="anna", is_superuser=True), UserFactory(is_active=False)
    assert backend.get_user(anna.pk) == anna
    assert backend.get_user(gone.pk) is None
    assert backend.get_user(-1) is None
    assert backend.authenticate(None) is None
    assert not backend.has_perm(anna, "accounts.USECONFLUENCE")
    assert not backend.has_module_perms(anna, "accounts")
    assert backend.get_all_permissions(anna) == set()
    assert User.objects.get_by_natural_key("ANNA") == anna
