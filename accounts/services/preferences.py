"""Settings of one person are kept and read."""

from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadValue
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User, UserPreference, can_be_stored, fold_name
from accounts.models.preference import PreferenceKind
from accounts.queries import user_by_name
from accounts.services.frame import service

KEY_LENGTH = 255
LONGEST_VALUE = 100_000
SMALLEST_LONG, LARGEST_LONG = -(2**63), 2**63 - 1


@service
def set_user_preference(actor: Actor, *, username: str, key: str, value: str | bool | int) -> None:
    """Keep a setting, of the type of the value: one's own or, for administrators, anybody's.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
        BadValue: the key is empty or too long, or the value is too large.
    """
    user = _whose(actor, username)
    if not key or len(key) > KEY_LENGTH or not can_be_stored(key):
        raise BadValue(
            "key", gettext("A preference key has 1 to {key_length} characters.").format(key_length=KEY_LENGTH)
        )
    if isinstance(value, bool):
        kind, text = PreferenceKind.BOOLEAN, "true" if value else "false"
    elif isinstance(value, int):
        if not SMALLEST_LONG <= value <= LARGEST_LONG:
            raise BadValue("value", gettext("The number {value} is too large for a preference.").format(value=value))
        kind, text = PreferenceKind.LONG, str(value)
    else:
        if len(value) > LONGEST_VALUE or not can_be_stored(value):
            raise BadValue(
                "value",
                gettext("A preference holds at most {longest_value} characters.").format(longest_value=LONGEST_VALUE),
            )
        kind, text = PreferenceKind.STRING, value
    UserPreference.objects.update_or_create(user=user, key=key, defaults={"kind": kind, "value": text})
    events.publish_people_changed(actor, "set_user_preference", f"{key} of {user.username}")


def string_preference(actor: Actor, *, username: str, key: str) -> str:
    """Give a setting as text; "" when it was never set. Numbers and truth values read as text too.

    Raises:
        NotPermitted: the setting is somebody else's and the actor no administrator.
        NoSuchUser: there is no such person.
    """
    found = _stored(actor, username, key)
    return found.value if found else ""


def long_preference(actor: Actor, *, username: str, key: str) -> int:
    """Give a setting as a number; 0 when it was never set.

    Raises:
        NotPermitted: the setting is somebody else's and the actor no administrator.
        NoSuchUser: there is no such person.
        BadValue: the setting is no number.
    """
    found = _stored(actor, username, key)
    if found is None:
        return 0
    if found.kind != PreferenceKind.LONG:
        raise BadValue(
            "key", gettext("The preference '{key}' is a {kind}, not a long.").format(key=key, kind=found.kind)
        )
    return int(found.value)


def boolean_preference(actor: Actor, *, username: str, key: str) -> bool:
    """Give a setting as true or false; false when it was never set.

    Raises:
        NotPermitted: the setting is somebody else's and the actor no administrator.
        NoSuchUser: there is no such person.
        BadValue: the setting is neither.
    """
    found = _stored(actor, username, key)
    if found is None:
        return False
    if found.kind != PreferenceKind.BOOLEAN:
        raise BadValue(
            "key", gettext("The preference '{key}' is a {kind}, not a boolean.").format(key=key, kind=found.kind)
        )
    return found.value == "true"


def _stored(actor: Actor, username: str, key: str) -> UserPreference | None:
    user = _whose(actor, username)
    return UserPreference.objects.filter(user=user, key=key).first() if can_be_stored(key) else None


def _whose(actor: Actor, username: str) -> User:
    if actor.user is None or not actor.is_active or actor.username != fold_name(username):
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    return user_by_name(username)
