"""The rules for names of users and groups, full names and addresses."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.errors import BadGroupName, BadUsername, BadValue
from accounts.models import fold_name

FORBIDDEN_IN_USERNAMES = frozenset("\\,+<>'\"")
USERNAME_LENGTH = 255
GROUP_NAME_LENGTH = 150
FULL_NAME_LENGTH = 255
EMAIL_LENGTH = 254

_USER_KEY = re.compile(r"[0-9a-f]{32}")


def _holds_unprintable(text: str) -> bool:
    return any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text)


def checked_username(name: str) -> str:
    r"""Give a username as it is kept: lower case.

    Raises:
        BadUsername: it is empty, too long, or holds a blank or one of `\ , + < > ' "`.
    """
    folded = fold_name(name)
    if not folded:
        raise BadUsername("A username can't be empty.")
    if len(folded) > USERNAME_LENGTH:
        raise BadUsername(f"A username can't be longer than {USERNAME_LENGTH} characters.")
    if any(character.isspace() for character in folded) or _holds_unprintable(folded):
        raise BadUsername("A username can't hold blanks or control characters.")
    if not FORBIDDEN_IN_USERNAMES.isdisjoint(folded):
        raise BadUsername("A username can't hold any of \\ , + < > ' \".")
    if folded == settings.ANONYMOUS_USER_NAME:
        raise BadUsername(f"The name '{folded}' stands for people who are not logged in.")
    return folded


def checked_group_name(name: str) -> str:
    """Give a group name as it is kept: lower case.

    Raises:
        BadGroupName: it is empty, too long, or holds a control character.
    """
    folded = fold_name(name)
    if not folded:
        raise BadGroupName("A group name can't be empty.")
    if len(folded) > GROUP_NAME_LENGTH:
        raise BadGroupName(f"A group name can't be longer than {GROUP_NAME_LENGTH} characters.")
    if _holds_unprintable(folded):
        raise BadGroupName("A group name can't hold control characters.")
    return folded


def checked_user_key(key: str) -> str:
    """Give a user key as it is kept.

    Raises:
        BadValue: it is not 32 hex digits.
    """
    folded = fold_name(key)
    if not _USER_KEY.fullmatch(folded):
        raise BadValue("key", "A user key is 32 hex digits.")
    return folded


def checked_full_name(name: str) -> str:
    """Give a full name without outer blanks.

    Raises:
        BadValue: it is too long or holds a control character.
    """
    name = name.strip()
    if len(name) > FULL_NAME_LENGTH:
        raise BadValue("full_name", f"A full name can't be longer than {FULL_NAME_LENGTH} characters.")
    if _holds_unprintable(name):
        raise BadValue("full_name", "A full name can't hold control characters.")
    return name


def checked_email(address: str) -> str:
    """Give a mail address without outer blanks; an empty one is fine.

    Raises:
        BadValue: it is no mail address.
    """
    address = address.strip()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise BadValue("email", f"'{address}' is not a mail address.") from None
    if len(address) > EMAIL_LENGTH:
        raise BadValue("email", f"A mail address can't be longer than {EMAIL_LENGTH} characters.")
    return address
