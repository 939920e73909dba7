"""Which names people and groups may have."""

import pytest

from accounts.errors import BadGroupName, BadUsername, BadValue
from accounts.names import checked_email, checked_full_name, checked_group_name, checked_user_key, checked_username


@pytest.mark.parametrize(
    ("given", "kept"),
    [("Anna", "anna"), (" anna ", "anna"), ("12345", "12345"), ("Ädä@x.org", "ädä@x.org"), ("a" * 255, "a" * 255)],
)
def test_usernames_are_kept_in_lower_case(given: str, kept: str) -> None:
    assert checked_username(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "  ",
        "a b",
        "a\tb",
        "a\u00a0b",
        "a\0b",
        "a\ud800",
        *(f"a{mark}b" for mark in "\\,+<>'\""),
        "*Anonymous*",
        "a" * 256,
    ],
)
def test_bad_usernames_are_refused(given: str) -> None:
    with pytest.raises(BadUsername):
        checked_username(given)


def test_group_names() -> None:
    assert checked_group_name(" The Writers ") == "the writers"
    for bad in ("", " ", "a\nb", "a" * 151):
        with pytest.raises(BadGroupName):
            checked_group_name(bad)


def test_keys_full_names_and_addresses() -> None:
    assert checked_user_key("A" * 32) == "a" * 32
    assert checked_full_name(" Anna O'Neil ") == "Anna O'Neil"
    assert checked_email(" ") == ""
    assert checked_email("a@b.org") == "a@b.org"
    with pytest.raises(BadValue):
        checked_user_key("xyz")
    with pytest.raises(BadValue):
        checked_full_name("a\0b")
    with pytest.raises(BadValue):
        checked_full_name("a" * 256)
    with pytest.raises(BadValue):
        checked_email("nobody")
    with pytest.raises(BadValue):
        checked_email("a" * 250 + "@example.org")
