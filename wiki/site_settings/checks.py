"""The checks of settings: what a value must be like, and the sentence for one that is not."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext

from wiki.site_settings.shades import is_colour

_HOST_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:\*\.)?(?:{_HOST_LABEL}\.)+{_HOST_LABEL}(?::[0-9]{{1,5}})?|localhost(?::[0-9]{{1,5}})?")
_KEY = re.compile(r"[^\s=@|\[\]{}^#]{1,60}")
_DIGEST = re.compile(r"[0-9a-f]{64}|")
_NAME_LENGTH = 60
_FEATURE = re.compile(r"[A-Za-z0-9._-]{1,100}")


class BadSettingValue(ValueError):
    """A value that a setting can't have; `str(error)` says why."""


def anything(_value: str) -> None:
    """Take every text."""


def short_name(value: str) -> None:
    """Want a name of one to sixty characters.

    Raises:
        BadSettingValue: it is none.
    """
    if not 1 <= len(value) <= _NAME_LENGTH:
        raise BadSettingValue(gettext("A name has 1 to {name_length} characters.").format(name_length=_NAME_LENGTH))


def accent_colour(value: str) -> None:
    """Want a colour as `#0b6a68`; nothing at all will do, too. Shades of it are made that can be read.

    Raises:
        BadSettingValue: it is none.
    """
    if value and not is_colour(value):
        raise BadSettingValue(gettext("“{value}” is no colour: write it as #0b6a68.").format(value=value))


def digest(value: str) -> None:
    """Want the digest of something that is kept; nothing at all will do, too.

    Raises:
        BadSettingValue: it is none.
    """
    if not _DIGEST.fullmatch(value):
        raise BadSettingValue(gettext("A logo is uploaded, and not named."))


def host(value: str) -> None:
    """Want the name of a host, in small letters: `images.example.org`, `*.example.org`, each with a port or without.

    Raises:
        BadSettingValue: it is none.
    """
    if not _HOST.fullmatch(value):
        raise BadSettingValue(
            gettext("“{value}” is no host: write it as images.example.org or *.example.org.").format(value=value)
        )


def web_address(value: str) -> None:
    """Want an `http` or `https` address without a name or password in it; nothing at all will do, too.

    Raises:
        BadSettingValue: it is none.
    """
    if not value:
        return
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc or _has_blanks(value):
        raise BadSettingValue(
            gettext("“{value}” is no address that begins with https:// or http://.").format(value=value)
        )


def shortcut(value: str) -> None:
    """Want a line as `key = https://host/path?q=%s`, and if wanted ` = text of the link`.

    Raises:
        BadSettingValue: it is none.
    """
    key, address, _alias = shortcut_parts(value)
    if not key or not _KEY.fullmatch(key):
        raise BadSettingValue(
            gettext("“{value}” is no shortcut: it begins with a key of one word, as in wiki = https://…/%s.").format(
                value=value
            )
        )
    try:
        web_address(address)
    except BadSettingValue:
        address = ""
    if not address:
        raise BadSettingValue(
            gettext("The shortcut “{key}” needs an address that begins with https:// or http://.").format(key=key)
        )


def shortcut_parts(value: str) -> tuple[str, str, str]:
    """Take the line of a shortcut apart: key, address and the text that its links show (empty: what was asked for)."""
    key, _, rest = value.partition("=")
    address, separator, alias = rest.rpartition(" = ")
    if not separator:
        address, alias = rest, ""
    return key.strip().lower(), address.strip(), alias.strip()


def feature_key(value: str) -> None:
    """Want the key of a feature: letters, digits, points and hyphens.

    Raises:
        BadSettingValue: it is none.
    """
    if not _FEATURE.fullmatch(value):
        raise BadSettingValue(
            gettext("“{value}” is no key of a feature: it has letters, digits, points and hyphens only.").format(
                value=value
            )
        )


def _has_blanks(value: str) -> bool:
    return any(character.isspace() or ord(character) < 0x20 for character in value)
