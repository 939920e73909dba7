"""Remote methods of what belongs to one user: profile, preferences, picture and favourites."""

from functools import partial

from accounts.pictures import picture_of
from accounts.queries import information_of, person_for
from accounts.services import preferences
from accounts.services import profiles as services
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.search import present_results
from remoteapi.rpc.presenters.users import present_information
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import Long, RemoteSearchResult, RemoteUserInformation
from wiki.queries.categories import favourites_of

remote_method = partial(registry.remote_method, group=Group.USERS)

_READING = (FaultClass.INVALID_SESSION,)
_CHANGING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)


@remote_method("getUserInformation", access=Access.READ, faults=_READING)
def get_user_information(call: Call, username: str) -> RemoteUserInformation:
    """Return what a user says about himself or herself, in storage format. For those who may view profiles.

    The version is 0 and the content empty as long as nothing was ever stored.
    """
    return present_information(information_of(person_for(call.actor, username)), call.version)


@remote_method("setUserInformation", access=Access.LOGGED_IN, faults=_CHANGING)
def set_user_information(call: Call, user_info: RemoteUserInformation) -> bool:
    """Store the content of a user's profile: one's own or, for administrators, anybody's.

    Given are username, content and version, which is the version that was read, so that nobody's change is overwritten
    by mistake. With a version of 0, or none, nothing is compared.
    """
    services.set_user_information(
        call.actor,
        username=user_info.username or "",
        storage=call.storage_of(user_info.content),
        version=user_info.version or None,
    )
    return True


@remote_method("getUserPreferenceBoolean", access=Access.READ, faults=_READING)
def get_user_preference_boolean(call: Call, username: str, key: str) -> bool:
    """Return a preference that is true or false: one's own or, for administrators, anybody's. Unset, it is false."""
    return preferences.boolean_preference(call.actor, username=username, key=key)


@remote_method("getUserPreferenceLong", access=Access.READ, faults=_READING)
def get_user_preference_long(call: Call, username: str, key: str) -> Long:
    """Return a preference that is a number: one's own or, for administrators, anybody's. Unset, it is 0."""
    return preferences.long_preference(call.actor, username=username, key=key)


@remote_method("getUserPreferenceString", access=Access.READ, faults=_READING)
def get_user_preference_string(call: Call, username: str, key: str) -> str:
    """Return a preference as text: one's own or, for administrators, anybody's. Unset, it is empty."""
    return preferences.string_preference(call.actor, username=username, key=key)


@remote_method("setUserPreferenceBoolean", access=Access.LOGGED_IN, faults=_READING)
def set_user_preference_boolean(call: Call, username: str, key: str, value: bool) -> bool:
    """Keep a preference that is true or false: one's own or, for administrators, anybody's."""
    preferences.set_user_preference(call.actor, username=username, key=key, value=value)
    return True


@remote_method("setUserPreferenceLong", access=Access.LOGGED_IN, faults=_READING)
def set_user_preference_long(call: Call, username: str, key: str, value: Long) -> bool:
    """Keep a preference that is a number: one's own or, for administrators, anybody's."""
    preferences.set_user_preference(call.actor, username=username, key=key, value=value)
    return True


@remote_method("setUserPreferenceString", access=Access.LOGGED_IN, faults=_READING)
def set_user_preference_string(call: Call, username: str, key: str, value: str) -> bool:
    """Keep a preference that is text: one's own or, for administrators, anybody's."""
    preferences.set_user_preference(call.actor, username=username, key=key, value=value)
    return True


@remote_method("addProfilePicture", access=Access.LOGGED_IN, faults=_CHANGING)
def add_profile_picture(call: Call, username: str, file_name: str, mime_type: str, picture_data: bytes) -> bool:
    """Give a user a profile picture: oneself or, for administrators, anybody.

    PNG, JPEG, GIF, WEBP or BMP of up to 5 MB. It is decoded and written anew as a small square PNG, so nothing else
    that was in the file is kept.
    """
    services.add_profile_picture(
        call.actor, username=username, file_name=file_name, media_type=mime_type, data=picture_data
    )
    return True


@remote_method("getProfilePicture", access=Access.READ, null_reason="This user has no profile picture.", extra=True)
def get_profile_picture(call: Call, username: str) -> bytes | None:
    """Return a user's profile picture, a PNG. For those who may view profiles.

    Where there is none, SOAP and JSON-RPC give null and XML-RPC a fault.
    """
    return picture_of(person_for(call.actor, username))


@remote_method("getFavourites", access=Access.READ, extra=True)
def get_favourites(call: Call, username: str) -> list[RemoteSearchResult]:
    """Return the pages and blog posts that a user marked as favourites, as far as the caller can view them.

    One's own or, for administrators, anybody's.
    """
    return present_results(favourites_of(call.actor, username))
