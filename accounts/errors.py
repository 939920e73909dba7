"""What can go wrong with people, groups and permissions, as one class for each kind of refusal."""

from django.utils.translation import gettext, ngettext


class AccountError(Exception):
    """A request about people that is refused; `str(error)` says why."""


class NotPermitted(AccountError):
    """The actor may not do what was asked."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or gettext("You are not permitted to perform this operation."))


class ReadOnly(AccountError):
    """Nothing can be changed for a while: an administrator has set the wiki to be read only."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or gettext("The wiki is read only for a while. Nothing was changed."))


class AuthenticationFailed(AccountError):
    """A name and password that do not open an account, for whatever reason."""

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(
            gettext("Attempt to log in user '{username}' failed - incorrect username/password combination.").format(
                username=username
            )
        )


class TooManyFailures(AuthenticationFailed):
    """Too many wrong passwords for a name or from an address: nothing is looked at for a while."""

    def __init__(self, username: str, seconds: int) -> None:
        super().__init__(username)
        self.seconds = seconds
        minutes = -(-seconds // 60)
        wait = (
            ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)
            if seconds < 120
            else ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
        )
        self.args = (
            gettext(
                "Attempt to log in user '{username}' failed. The maximum number of failed login attempts has been "
                "reached. Please try again in {wait}."
            ).format(username=username, wait=wait),
        )


class NoSuchUser(AccountError):
    """No person of this name or key."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(gettext("There is no user '{name}'.").format(name=name))


class UserExists(AccountError):
    """Another person has this name, key or id."""

    def __init__(self, name: str, what: str = "name") -> None:
        self.name = name
        super().__init__(gettext("A user with the {what} '{name}' already exists.").format(what=what, name=name))


class NoSuchGroup(AccountError):
    """No group of this name, or neither a person nor a group."""

    def __init__(self, name: str, what: str = "group") -> None:
        self.name = name
        super().__init__(gettext("There is no {what} '{name}'.").format(what=what, name=name))


class GroupExists(AccountError):
    """Another group has this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(gettext("A group with the name '{name}' already exists.").format(name=name))


class BadValue(AccountError):
    """A value that can't be taken; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


class BadUsername(BadValue):
    """A username that breaks the rule for usernames."""

    def __init__(self, message: str) -> None:
        super().__init__("username", message)


class BadGroupName(BadValue):
    """A group name that breaks the rule for group names."""

    def __init__(self, message: str) -> None:
        super().__init__("name", message)


class BadPassword(BadValue):
    """A new password that the site's rules refuse, or an old one that is wrong."""

    def __init__(self, message: str, field: str = "password") -> None:
        super().__init__(field, message)


class BadPicture(BadValue):
    """A profile picture that is too large or is no image."""

    def __init__(self, message: str) -> None:
        super().__init__("picture", message)


class BadGlobalPermission(BadValue):
    """A global permission name that is not one, or that can't be given to this grantee."""

    def __init__(self, message: str) -> None:
        super().__init__("permission", message)


class InformationConflict(AccountError):
    """Somebody else changed the profile text since the version that the edit started from."""

    def __init__(self, given: int, current: int) -> None:
        self.given = given
        self.current = current
        super().__init__(
            gettext(
                "You're trying to edit an outdated version of this profile: you edited version {given}, the "
                "current version is {current}. Nothing was changed."
            ).format(given=given, current=current)
        )


class StillInUse(AccountError):
    """A person can't be removed while something names them."""


class LastAdministrator(AccountError):
    """The change would leave the site without anybody who can administer it."""
