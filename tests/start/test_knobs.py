"""The operator's knobs: what they are without an environment, and what a wrong value is told."""

import dataclasses
from pathlib import Path

import pytest

from config.errors import KnobError
from config.settings.knobs import PROJECT_ROOT, knob_fields, read_knobs


def test_without_an_environment() -> None:
    knobs = read_knobs({})
    assert knobs.home == PROJECT_ROOT / "var"
    assert knobs.public_url == "http://127.0.0.1:8090"
    assert knobs.context_path == ""
    assert knobs.database_url is None
    assert knobs.all_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert read_knobs({"WIKI_PORT": " "}).port == 8090


@pytest.mark.parametrize(
    ("environ", "address", "context_path", "hosts"),
    [
        ({"WIKI_PORT": "80", "WIKI_HOST": "0.0.0.0"}, "http://127.0.0.1:80", "", {"127.0.0.1"}),
        ({"WIKI_HOST": "::1"}, "http://[::1]:8090", "", {"[::1]"}),
        (
            {"WIKI_BASE_URL": "https://wiki.example.org/confluence/"},
            "https://wiki.example.org/confluence",
            "/confluence",
            {"wiki.example.org"},
        ),
        ({"WIKI_BASE_URL": "http://[fd00::1]:81"}, "http://[fd00::1]:81", "", {"[fd00::1]"}),
        ({"WIKI_ALLOWED_HOSTS": "a.example, b.example"}, "http://127.0.0.1:8090", "", {"a.example", "b.example"}),
    ],
)
def test_addresses(environ: dict[str, str], address: str, context_path: str, hosts: set[str]) -> None:
    knobs = read_knobs(environ)
    assert knobs.public_url == address
    assert knobs.context_path == context_path
    assert hosts <= set(knobs.all_hosts)


WRONG = [
    ("WIKI_PORT", "0"),
    ("WIKI_PORT", "65536"),
    ("WIKI_PORT", "80.5"),
    ("WIKI_PORT", "٣"),
    ("WIKI_HOST", "a host"),
    ("WIKI_BASE_URL", "wiki.example.org"),
    ("WIKI_BASE_URL", "ftp://wiki.example.org"),
    ("WIKI_BASE_URL", "http://wiki.example.org:port/"),
    ("WIKI_BASE_URL", "http://wiki.example.org/a path"),
    ("WIKI_BASE_URL", "http://wiki.example.org/?query"),
    ("WIKI_BASE_URL", "http:///path"),
    ("WIKI_BASE_URL", "http://[::1"),
    ("WIKI_ALLOWED_HOSTS", "http://wiki.example.org"),
    ("WIKI_TRUSTED_PROXIES", "proxy.example.org"),
    ("DATABASE_URL", "mysql://root@127.0.0.1/wiki"),
    ("DATABASE_URL", "postgresql://root@127.0.0.1"),
    ("DATABASE_URL", "postgresql://root@127.0.0.1:five/wiki"),
    ("DATABASE_URL", "sqlite://wiki.sqlite3"),
    ("CELERY_BROKER_URL", "memory://"),
    ("CELERY_BROKER_URL", "redis:///0"),
    ("CELERY_BROKER_URL", "file://folder"),
    ("WIKI_TIME_ZONE", "Berlin"),
    ("WIKI_TIME_ZONE", "../etc/passwd"),
    ("WIKI_MAIL_URL", "mail.example.org"),
    ("WIKI_MAIL_URL", "smtp://"),
    ("WIKI_MAIL_FROM", "nobody"),
    ("WIKI_ADMIN_USER", "Admin"),
    ("WIKI_ADMIN_USER", "a b"),
    ("WIKI_ADMIN_PASSWORD", "two\nlines"),
    ("WIKI_MAX_REQUEST_MB", "-1"),
    ("WIKI_SESSION_MINUTES", "an hour"),
    ("WIKI_COMPATIBLE_VERSION", "6"),
    ("WIKI_WEB_WORKERS", "0"),
    ("WIKI_LOG_LEVEL", "chatty"),
    ("WIKI_DEBUG", "maybe"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named_in_one_line(name: str, value: str) -> None:
    with pytest.raises(KnobError) as caught:
        read_knobs({name: value})
    sentence = str(caught.value)
    assert sentence.startswith(f"{name} ")
    assert "\n" not in sentence
    assert caught.value.name == name


def test_a_wrong_value_that_may_hold_a_password_is_not_repeated() -> None:
    for name, value in (
        ("DATABASE_URL", "mysql://root:sesame@127.0.0.1/wiki"),
        ("CELERY_BROKER_URL", "kafka://root:sesame@127.0.0.1/"),
        ("WIKI_MAIL_URL", "imap://root:sesame@127.0.0.1/"),
        ("WIKI_ADMIN_PASSWORD", "sesame\nstreet"),
    ):
        with pytest.raises(KnobError) as caught:
            read_knobs({name: value})
        assert "sesame" not in str(caught.value)


def test_every_knob_says_what_it_is() -> None:
    names = [field.metadata["name"] for field in knob_fields()]
    assert len(set(names)) == len(names) == len(dataclasses.fields(read_knobs({})))
    for field in knob_fields():
        assert field.metadata["meaning"].endswith(".")
        assert field.metadata["kind"].name


def test_a_relative_home_is_below_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_knobs({"WIKI_HOME": "data"}).home == tmp_path / "data"
