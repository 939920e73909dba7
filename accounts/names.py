"""The rules for names of users and groups, full names and addresses."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

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
        raise BadUsername(gettext("A username can't be empty."))
    if len(folded) > USERNAME_LENGTH:
        raise BadUsername(
            gettext("A username can't be longer than {username_length} characters.").format(
                username_length=USERNAME_LENGTH
            )
        )
    if any(character.isspace() for character in folded) or _holds_unprintable(folded):
        raise BadUsername(gettext("A username can't hold blanks or control characters."))
    if not FORBIDDEN_IN_USERNAMES.isdisjoint(folded):
        raise BadUsername(gettext("A username can't hold any of \\ , + < > ' \"."))
    if folded == settings.ANONYMOUS_USER_NAME:
        raise BadUsername(gettext("The name '{folded}' stands for people who are not logged in.").format(folded=folded))
    return folded


def checked_group_name(name: str) -> str:
    """Give a group name as it is kept: lower case.

    Raises:
        BadGroupName: it is empty, too long, or holds a control character.
    """
    folded = fold_name(name)
    if not folded:
        raise BadGroupName(gettext("A group name can't be empty."))
    if len(folded) > GROUP_NAME_LENGTH:
        raise BadGroupName(
            gettext("A group name can't be longer than {group_name_length} characters.").format(
                group_name_length=GROUP_NAME_LENGTH
            )
        )
    if _holds_unprintable(folded):
        raise BadGroupName(gettext("A group name can't hold control characters."))
    return folded


def checked_user_key(key: str) -> str:
    """Give a user key as it is kept.

    Raises:
        BadValue: it is not 32 hex digits.
    """
    folded = fold_name(key)
    if not _USER_KEY.fullmatch(folded):
        raise BadValue("key", gettext("A user key is 32 hex digits."))
    return folded


def checked_full_name(name: str) -> str:
    """Give a full name without outer blanks.

    Raises:
        BadValue: it is too long or holds a control character.
    """
    name = name.strip()
    if len(name) > FULL_NAME_LENGTH:
        raise BadValue(
            "full_name",
            gettext("A full name can't be longer than {full_name_length} characters.").format(
                full_name_length=FULL_NAME_LENGTH
            ),
        )
    if _holds_unprintable(name):
        raise BadValue("full_name", gettext("A full name can't hold control characters."))
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
        raise BadValue("email", gettext("'{address}' is not a mail address.").format(address=address)) from None
    if len(address) > EMAIL_LENGTH:
        raise BadValue(
            "email",
            gettext("A mail address can't be longer than {email_length} characters.").format(email_length=EMAIL_LENGTH),
        )
    return address
