"""Passwords that scripts put into addresses do not come into the log."""

import logging

import pytest

from config.log_filter import WithoutPasswords

ASKED = "/download/export/1/a.zip?os_username=ann&os_password=pass%20word&x=1"


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("Error handling request %s %s", ("GET", ASKED)),
        ("at %(address)s", ({"address": ASKED},)),
        (f"Error at {ASKED}", ()),
    ],
)
def test_a_password_is_taken_out(message: str, arguments: tuple[object, ...], caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("test_log_filter")
    caplog.handler.addFilter(WithoutPasswords())
    log.warning(message, *arguments)
    (said,) = caplog.messages
    assert "os_password=***&x=1" in said and "word" not in said.replace("os_password", "")
    assert "os_username=ann" in said


def test_what_else_is_logged_stays_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(WithoutPasswords())
    logging.getLogger("test_log_filter").warning("100%% of %s", "it")
    assert caplog.messages == ["100% of it"]
    assert caplog.records[0].args == ("it",)


def test_the_log_of_the_wiki_and_of_its_web_server_goes_through_it() -> None:
    assert any(isinstance(one, WithoutPasswords) for one in logging.getLogger("gunicorn.error").filters)
    handlers = [one for one in logging.getLogger("django").handlers if type(one) is logging.StreamHandler]
    assert handlers and all(any(isinstance(each, WithoutPasswords) for each in one.filters) for one in handlers)
