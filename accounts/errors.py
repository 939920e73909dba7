"""What can go wrong with people, groups and permissions, as one class for each kind of refusal."""


class AccountError(Exception):
    """A request about people that is refused; `str(error)` says why."""


class NotPermitted(AccountError):
    """The actor may not do what was asked."""

    def __init__(self, message: str = "You are not permitted to perform this operation.") -> None:
        super().__init__(message)


class AuthenticationFailed(AccountError):
    """A name and password that do not open an account, for whatever reason."""

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(f"Attempt to log in user '{username}' failed - incorrect username/password combination.")


class TooManyFailures(AuthenticationFailed):
    """Too many wrong passwords for a name or from an address: nothing is looked at for a while."""

    def __init__(self, username: str, seconds: int) -> None:
        super().__init__(username)
        self.seconds = seconds
        wait = f"{seconds} seconds" if seconds < 120 else f"{-(-seconds // 60)} minutes"
        self.args = (
            f"Attempt to log in user '{username}' failed. The maximum number of failed login attempts has been "
            f"reached. Please try again in {wait}.",
        )


class NoSuchUser(AccountError):
    """No person of this name or key."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no user '{name}'.")


class UserExists(AccountError):
    """Another person has this name, key or id."""

    def __init__(self, name: str, what: str = "name") -> None:
        self.name = name
        super().__init__(f"A user with the {what} '{name}' already exists.")


class NoSuchGroup(AccountError):
    """No group of this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no group '{name}'.")


class GroupExists(AccountError):
    """Another group has this name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"A group with the name '{name}' already exists.")


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
            f"You're trying to edit an outdated version of this profile: you edited version {given}, "
            f"the current version is {current}. Nothing was changed."
        )


class StillInUse(AccountError):
    """A person can't be removed while something names them."""


class LastAdministrator(AccountError):
    """The change would leave the site without anybody who can administer it."""
