"""People and what they say about themselves to their data objects."""

from collections.abc import Iterable
from urllib.parse import quote

from accounts.models import User, UserInformation
from remoteapi.rpc.presenters.addresses import absolute
from remoteapi.rpc.presenters.authors import username
from remoteapi.rpc.types import RemoteConfluenceUser, RemoteUser, RemoteUserInformation
from remoteapi.rpc.versions import ApiVersion


def profile_address(name: str) -> str:
    """The address of a profile."""
    return absolute(f"/users/viewuserprofile.action?username={quote(name, safe='')}")


def present_user(user: User) -> RemoteUser:
    """One person; without a full name, they go by the username."""
    return RemoteUser(
        email=user.email, fullname=user.display_name, name=user.username, url=profile_address(user.username)
    )


def present_users(users: Iterable[User], *, with_email: bool) -> list[RemoteUser]:
    """People, in the order they come.

    Args:
        with_email: whether the caller may view what their profiles say.
    """
    found = [present_user(user) for user in users]
    if not with_email:
        for user in found:
            user.email = None
    return found


def present_user_with_key(user: User) -> RemoteConfluenceUser:
    """One person with the key that stays when the name changes."""
    return RemoteConfluenceUser(
        email=user.email,
        fullname=user.display_name,
        key=user.key,
        name=user.username,
        url=profile_address(user.username),
    )


def present_information(information: UserInformation, version: ApiVersion) -> RemoteUserInformation:
    """A profile, read with its people; its version is 0 as long as nothing was stored."""
    return RemoteUserInformation(
        content=version.body_of(information.storage),
        creation_date=information.created,
        creator_name=username(information.creator),
        id=information.pk or 0,
        last_modification_date=information.modified,
        last_modifier_name=username(information.modifier),
        username=information.user.username,
        version=information.version,
    )
