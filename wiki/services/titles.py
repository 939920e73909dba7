"""What a title, a space key and a file name may be, and whether they are free."""

import re
from datetime import date

from django.utils.translation import gettext

from wiki.errors import BadFileName, BadKey, BadTitle, BadValue, FileNameTaken, TitleTaken
from wiki.models import Content, ContentKind, ContentStatus, Space
from wiki.storage_format.references import fold_title, storable

TITLE_LENGTH = 255
KEY_LENGTH = 255
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_GLOBAL_KEY = re.compile(r"[A-Za-z0-9]+\Z")


def clean_title(title: str) -> str:
    """Take blanks off the ends of a title and check it.

    Raises:
        BadTitle: it is empty, longer than 255 characters, or holds control characters.
    """
    title = title.strip()
    if not title:
        raise BadTitle(gettext("A title can't be empty."))
    if len(title) > TITLE_LENGTH:
        raise BadTitle(
            gettext("A title can't be longer than {title_length} characters; this one has {count}.").format(
                title_length=TITLE_LENGTH, count=len(title)
            )
        )
    _refuse_control_characters(title, BadTitle, gettext("A title"))
    return title


def clean_global_key(key: str) -> str:
    """Check the key of a global space: letters and digits of ASCII only, 255 at most.

    Raises:
        BadKey: it is something else.
    """
    key = key.strip()
    if not key:
        raise BadKey(gettext("A space key can't be empty."))
    if len(key) > KEY_LENGTH:
        raise BadKey(
            gettext("A space key can't be longer than {key_length} characters; this one has {count}.").format(
                key_length=KEY_LENGTH, count=len(key)
            )
        )
    if not _GLOBAL_KEY.match(key):
        raise BadKey(
            gettext("A space key consists of letters (A-Z, a-z) and digits only; '{key}' doesn't.").format(key=key)
        )
    return key


def clean_space_name(name: str) -> str:
    """Take blanks off the ends of a space's name and check it.

    Raises:
        BadTitle: it is empty, longer than 255 characters, or holds control characters.
    """
    name = name.strip()
    if not name:
        raise BadTitle(gettext("The name of a space can't be empty."))
    if len(name) > TITLE_LENGTH:
        raise BadTitle(
            gettext("The name of a space can't be longer than {title_length} characters.").format(
                title_length=TITLE_LENGTH
            )
        )
    _refuse_control_characters(name, BadTitle, gettext("The name of a space"))
    return name


def clean_file_name(name: str) -> str:
    """Check the name of a file.

    Raises:
        BadFileName: it is empty, `.` or `..`, longer than 255 characters, or holds slashes or control characters.
    """
    name = name.strip()
    if not name or name in (".", ".."):
        raise BadFileName(gettext("A file needs a name."))
    if len(name) > TITLE_LENGTH:
        raise BadFileName(
            gettext("A file name can't be longer than {title_length} characters; this one has {count}.").format(
                title_length=TITLE_LENGTH, count=len(name)
            )
        )
    if "/" in name or "\\" in name:
        raise BadFileName(gettext("A file name can't hold slashes: '{name}'.").format(name=name))
    _refuse_control_characters(name, BadFileName, gettext("A file name"))
    return name


def clean_text(text: str, field: str) -> str:
    """Check free text such as a version comment or a description.

    Args:
        field: what the text is, for the error.

    Raises:
        BadValue: it holds NUL or half a character, which no database keeps.
    """
    if storable(text) != text:
        raise BadValue(field, gettext("The {field} holds a character that can't be stored.").format(field=field))
    return text


def require_free_page_title(space: Space, title: str, *, except_id: int | None = None) -> None:
    """Check that no other current page of a space has a title.

    Raises:
        TitleTaken: one has.
    """
    taken = Content.objects.filter(
        space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT, title_folded=fold_title(title)
    ).exclude(pk__in=_ids(except_id))
    if taken.exists():
        raise TitleTaken(title, gettext("the space {key}").format(key=space.key))


def require_free_post_title(space: Space, day: date, title: str, *, except_id: int | None = None) -> None:
    """Check that no other current blog post of a day has a title.

    Raises:
        TitleTaken: one has.
    """
    taken = Content.objects.filter(
        space=space,
        kind=ContentKind.BLOGPOST,
        status=ContentStatus.CURRENT,
        posting_day=day,
        title_folded=fold_title(title),
    ).exclude(pk__in=_ids(except_id))
    if taken.exists():
        raise TitleTaken(
            title, gettext("the blog of the space {key} on {day}").format(key=space.key, day=day.isoformat())
        )


def require_free_file_name(container: Content, name: str, *, except_id: int | None = None) -> None:
    """Check that no other attachment of a content has a name.

    Raises:
        FileNameTaken: one has.
    """
    taken = Content.objects.filter(
        container=container, kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT, title_folded=fold_title(name)
    ).exclude(pk__in=_ids(except_id))
    if taken.exists():
        raise FileNameTaken(name)


def free_page_title(space: Space, title: str) -> str:
    """Give a title that no current page of a space has: the wanted one, or the same with a number behind it."""
    candidate, number = title, 1
    while Content.objects.filter(
        space=space, kind=ContentKind.PAGE, status=ContentStatus.CURRENT, title_folded=fold_title(candidate)
    ).exists():
        number += 1
        suffix = f" ({number})"
        candidate = title[: TITLE_LENGTH - len(suffix)] + suffix
    return candidate


def _ids(content_id: int | None) -> tuple[int, ...]:
    return () if content_id is None else (content_id,)


def _refuse_control_characters(text: str, error: type[BadTitle] | type[BadFileName], what: str) -> None:
    found = _CONTROL.search(text)
    if found:
        code = f"{ord(found[0]):04X}"
        raise error(gettext("{what} can't hold the character U+{code}.").format(what=what, code=code))
