"""Settings of one person."""

import pytest

from accounts.actor import Actor
from accounts.errors import BadValue, NoSuchUser, NotPermitted
from accounts.services.preferences import (
    boolean_preference,
    long_preference,
    set_user_preference,
    string_preference,
)
from tests.factories.accounts import actor, administrator

pytestmark = pytest.mark.django_db


def test_settings_keep_their_type() -> None:
    anna = actor("anna")
    set_user_preference(anna, username="anna", key="text", value="blue")
    set_user_preference(anna, username="anna", key="number", value=2**63 - 1)
    set_user_preference(anna, username="anna", key="flag", value=True)
    assert string_preference(anna, username="anna", key="text") == "blue"
    assert long_preference(anna, username="anna", key="number") == 2**63 - 1
    assert boolean_preference(anna, username="Anna", key="flag") is True
    assert string_preference(anna, username="anna", key="flag") == "true"
    with pytest.raises(BadValue, match="is a string, not a long"):
        long_preference(anna, username="anna", key="text")
    with pytest.raises(BadValue, match="is a long, not a boolean"):
        boolean_preference(anna, username="anna", key="number")
    set_user_preference(anna, username="anna", key="flag", value="now text")
    assert string_preference(anna, username="anna", key="flag") == "now text"


def test_what_was_never_set_is_empty() -> None:
    anna = actor("anna")
    assert string_preference(anna, username="anna", key="x") == ""
    assert long_preference(anna, username="anna", key="x\0") == 0
    assert boolean_preference(anna, username="anna", key="x") is False


def test_refusals() -> None:
    anna = actor("anna")
    for stranger in (actor("bob"), Actor.anonymous()):
        with pytest.raises(NotPermitted):
            set_user_preference(stranger, username="anna", key="x", value="y")
        with pytest.raises(NotPermitted):
            string_preference(stranger, username="anna", key="x")
    set_user_preference(administrator(), username="anna", key="x", value="y")
    with pytest.raises(NoSuchUser):
        string_preference(administrator("other"), username="nobody", key="x")
    for key, value in (("", "x"), ("k" * 256, "x"), ("k\0", "x"), ("k", 2**63), ("k", "x\0"), ("k", "x" * 100_001)):
        with pytest.raises(BadValue):
            set_user_preference(anna, username="anna", key=key, value=value)
