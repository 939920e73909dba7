"""Remote methods of people: who they are, and how they come, change and go."""

from functools import partial

from accounts import queries
from accounts.services import passwords
from accounts.services import users as services
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.presenters.users import present_user, present_user_with_key
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group
from remoteapi.rpc.types import RemoteConfluenceUser, RemoteUser

remote_method = partial(registry.remote_method, group=Group.USERS)

_READING = (FaultClass.INVALID_SESSION,)
_CHANGING = (FaultClass.INVALID_SESSION, FaultClass.NOT_PERMITTED)


@remote_method("getUser", access=Access.READ, faults=_READING)
def get_user(call: Call, username: str) -> RemoteUser:
    """Return a user, deactivated ones too. For those who may view profiles; one's own is always there."""
    return present_user(queries.person_for(call.actor, username))


@remote_method("getUserByName", access=Access.READ, faults=_READING)
def get_user_by_name(call: Call, username: str) -> RemoteConfluenceUser:
    """Return a user with the key that stays when the user is renamed. For those who may view profiles."""
    return present_user_with_key(queries.person_for(call.actor, username))


@remote_method("getUserByKey", access=Access.READ, faults=_READING)
def get_user_by_key(call: Call, user_key: str) -> RemoteConfluenceUser:
    """Return the user of a key, which stays when the user is renamed. For those who may view profiles."""
    return present_user_with_key(queries.person_for_key(call.actor, user_key))


@remote_method("hasUser", access=Access.READ, faults=_READING)
def has_user(call: Call, username: str) -> bool:
    """Return whether there is a user of this name, deactivated or not. For those who may view profiles."""
    queries.require_profile_view(call.actor, username=username)
    return queries.user_exists(username)


@remote_method("isActiveUser", access=Access.READ, faults=(FaultClass.NOT_PERMITTED,))
def is_active_user(call: Call, username: str) -> bool:
    """Return whether a user is active, that is: not deactivated. For those who may view profiles."""
    return queries.person_for(call.actor, username).is_active


@remote_method("getActiveUsers", access=Access.READ, faults=_READING)
def get_active_users(call: Call, view_all: bool) -> list[str]:
    """Return the names of users, however many they are. For those who may view profiles.

    viewAll false: the active users who have the permission to use the wiki. viewAll true: everybody who is registered,
    deactivated users too.
    """
    return queries.usernames(call.actor, registered=view_all)


@remote_method("addUser", access=Access.ADMINISTRATOR, faults=_CHANGING)
def add_user_and_notify(call: Call, user: RemoteUser, password: str, notify_user: bool) -> None:
    """Add a user as the call without notifyUser does. With notifyUser, mail the user a link to set the password.

    The mail never has the password itself. A user who is notified may be added with an empty password: the link is
    then the only way in.
    """
    services.add_user(
        call.actor,
        username=user.name or "",
        full_name=user.fullname or "",
        email=user.email or "",
        password=None if notify_user and not password else password,
        notify=notify_user,
    )


@remote_method("addUser", access=Access.ADMINISTRATOR, faults=_CHANGING)
def add_user(call: Call, user: RemoteUser, password: str) -> None:
    r"""Add a user with name, fullname and email to the group of all users. For administrators.

    Usernames are kept in lower case. Digits alone are fine; blanks and \ , + < > ' " are not. On XML-RPC, where there
    is no void, the answer is true.
    """
    services.add_user(
        call.actor,
        username=user.name or "",
        full_name=user.fullname or "",
        email=user.email or "",
        password=password,
    )


@remote_method("editUser", access=Access.LOGGED_IN, faults=_CHANGING)
def edit_user(call: Call, user: RemoteUser) -> bool:
    """Change fullname and email of the user of this name: one's own or, for administrators, anybody's.

    A field that is left out stays as it is.
    """
    services.edit_user(call.actor, username=user.name or "", full_name=user.fullname, email=user.email)
    return True


@remote_method("renameUser", access=Access.ADMINISTRATOR)
def rename_user(call: Call, old_username: str, new_username: str) -> bool:
    """Give a user another name. For administrators.

    Content and permissions stay theirs and the personal space gets the key of the new name at once; mentions and links
    that name the user by the old name follow in the background.
    """
    services.rename_user(call.actor, old_name=old_username, new_name=new_username)
    return True


@remote_method("renameUsers", access=Access.ADMINISTRATOR)
def rename_users(call: Call, old_usernames_to_new_usernames: dict[str, str]) -> list[str]:
    """Rename several users, given as a map of new names by old ones, and return the old names that could not be.

    For administrators. A name may be passed on, as bob's to ann and ann's to eve; two users can't just swap theirs.
    """
    return services.rename_users(call.actor, new_names=old_usernames_to_new_usernames)


@remote_method("removeUser", access=Access.ADMINISTRATOR, faults=_CHANGING)
def remove_user(call: Call, username: str) -> bool:
    """Remove a user. For administrators.

    Refused, with the reason, as long as content or a space names the user; deactivate the user instead.
    """
    services.remove_user(call.actor, username=username)
    return True


@remote_method("deactivateUser", access=Access.ADMINISTRATOR, faults=_CHANGING)
def deactivate_user(call: Call, username: str) -> bool:
    """Take every right and the way in from a user; sessions and tokens end at once. For administrators."""
    services.deactivate_user(call.actor, username=username)
    return True


@remote_method("reactivateUser", access=Access.ADMINISTRATOR, faults=_CHANGING)
def reactivate_user(call: Call, username: str) -> bool:
    """Give a deactivated user the rights and the way in again. For administrators."""
    services.reactivate_user(call.actor, username=username)
    return True


# Not in one transaction: a wrong old password must be counted, although the call ends in a fault.
@remote_method("changeMyPassword", access=Access.LOGGED_IN, faults=_READING, atomic=False)
def change_my_password(call: Call, old_pass: str, new_pass: str) -> bool:
    """Change one's own password. All sessions end, this one too: log in again.

    A wrong old password counts as a failed log-in.
    """
    passwords.change_my_password(call.actor, old=old_pass, new=new_pass)
    return True


@remote_method("changeUserPassword", access=Access.ADMINISTRATOR, faults=_CHANGING)
def change_user_password(call: Call, username: str, new_pass: str) -> bool:
    """Set a user's password; the user's sessions end. For administrators."""
    passwords.change_user_password(call.actor, username=username, new=new_pass)
    return True
