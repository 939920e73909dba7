"""What follows from the knobs: the secret key, databases, mail, brokers."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from config.errors import KnobError
from config.settings.databases import database
from config.settings.mail import mail_settings
from config.settings.secret_key import secret_key
from config.settings.tasks import celery_settings
from tests.start.running import ROOT, clean_environment


def test_the_secret_key_is_made_once_and_kept_to_the_owner(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret_key(tmp_path), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["secret_key"]
    assert (tmp_path / "secrets" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_an_unusable_secret_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "secret_key").write_text("short")
    with pytest.raises(KnobError, match="WIKI_HOME holds a secret key that is too short"):
        secret_key(tmp_path)


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(KnobError, match="WIKI_HOME names a folder that cannot be used"):
        secret_key(tmp_path / "home")


def test_sqlite_is_the_default_and_its_file_can_be_chosen(tmp_path: Path) -> None:
    assert database(None, tmp_path)["NAME"] == tmp_path / "wiki.sqlite3"
    assert database("sqlite:////srv/other.sqlite3", tmp_path)["NAME"] == Path("/srv/other.sqlite3")


def test_postgresql_keeps_its_connections(tmp_path: Path) -> None:
    described = database("postgresql://me:p%40ss@db:5433/wiki?sslmode=require", tmp_path)
    assert described["ENGINE"] == "django.db.backends.postgresql"
    assert (described["PASSWORD"], described["PORT"]) == ("p@ss", 5433)
    assert described["OPTIONS"]["sslmode"] == "require"
    assert described["CONN_MAX_AGE"] and described["CONN_HEALTH_CHECKS"]


@pytest.mark.django_db(transaction=True)
def test_sqlite_writes_ahead_checks_keys_and_takes_the_lock_at_once() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000)):
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)
        with transaction.atomic():
            assert connection.connection.in_transaction
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"}),
        ("console:", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("file:///srv/mail", {"EMAIL_FILE_PATH": "/srv/mail"}),
        (
            "smtp+tls://me%40a:p%2Fw@mail",
            {"EMAIL_PORT": 587, "EMAIL_HOST_USER": "me@a", "EMAIL_HOST_PASSWORD": "p/w", "EMAIL_USE_TLS": True},
        ),
        ("smtps://mail:466", {"EMAIL_PORT": 466, "EMAIL_USE_SSL": True, "EMAIL_USE_TLS": False}),
    ],
)
def test_mail(tmp_path: Path, url: str | None, expected: dict[str, object]) -> None:
    made = mail_settings(url, tmp_path)
    assert {name: made[name] for name in expected} == expected


def test_tasks_wait_in_files_unless_a_broker_is_named(tmp_path: Path) -> None:
    def folder(url: str | None) -> object:
        return celery_settings(url, tmp_path, "UTC")["CELERY_BROKER_TRANSPORT_OPTIONS"]["folder"]

    assert folder(None) == str(tmp_path / "queue")
    assert folder("file:///srv/a%20queue") == "/srv/a queue"
    redis = celery_settings("redis://127.0.0.1/0", tmp_path, "UTC")
    assert redis["CELERY_BROKER_URL"] == "redis://127.0.0.1/0"
    for described in (redis, celery_settings(None, tmp_path, "UTC")):
        assert described["CELERY_ACCEPT_CONTENT"] == ["json"]
        assert described["CELERY_TASK_ACKS_LATE"]


def settings_with(home: Path, expected: dict[str, str], **variables: str) -> dict[str, str]:
    """What a process with these variables sees of the settings that are expected."""
    names = list(expected)
    program = f"from django.conf import settings\nfor n in {names!r}: print(n, getattr(settings, n))"
    environ = clean_environment(home, DJANGO_SETTINGS_MODULE="config.settings", **variables)
    told = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return dict(line.split(" ", 1) for line in told.splitlines())


def test_cookies_hosts_and_addresses_follow_the_public_address(tmp_path: Path) -> None:
    expected = {
        "SESSION_COOKIE_SECURE": "False",
        "CSRF_COOKIE_SECURE": "False",
        "SESSION_COOKIE_PATH": "/",
        "CSRF_COOKIE_PATH": "/",
        "STATIC_URL": "/static/",
        "LOGIN_URL": "/login.action",
        "ALLOWED_HOSTS": "['127.0.0.1', 'localhost', '[::1]']",
        "CSRF_TRUSTED_ORIGINS": "['http://127.0.0.1:8090']",
        "TIME_ZONE": "UTC",
        "DEBUG": "False",
    }
    assert settings_with(tmp_path, expected) == expected
    expected = {
        "SESSION_COOKIE_SECURE": "True",
        "CSRF_COOKIE_SECURE": "True",
        "SESSION_COOKIE_PATH": "/confluence/",
        "CSRF_COOKIE_PATH": "/confluence/",
        "STATIC_URL": "/confluence/static/",
        "LOGIN_URL": "/confluence/login.action",
        "ALLOWED_HOSTS": "['wiki.example.org', '127.0.0.1', 'localhost', '[::1]']",
        "CSRF_TRUSTED_ORIGINS": "['https://wiki.example.org']",
        "TIME_ZONE": "Asia/Tokyo",
        "DEBUG": "False",
    }
    variables = {"WIKI_BASE_URL": "https://wiki.example.org/confluence/", "WIKI_TIME_ZONE": "Asia/Tokyo"}
    assert settings_with(tmp_path, expected, **variables) == expected
