"""What the remote API itself refuses, as one class for each kind of refusal."""

from django.utils.translation import gettext


class RemoteApiError(Exception):
    """A call that can't be carried out; `str(error)` says why."""


class InvalidSession(RemoteApiError):
    """The token was never given out, was logged out, or has died of old age."""

    def __init__(self) -> None:
        super().__init__("User not authenticated or session expired. Call login() to open a new session")


class BadCredentials(RemoteApiError):
    """An Authorization header that can't be read, or whose token opens nothing."""


class NoSuchPersonalToken(RemoteApiError):
    """The actor has no personal token of this id."""

    def __init__(self) -> None:
        super().__init__(gettext("You have no such token, or it was revoked already."))


class NoSuchMethod(RemoteApiError):
    """No method of this name takes so many arguments; the message names those that would fit."""


class BadArgument(RemoteApiError):
    """An argument that is not of the type its method declares."""


class UnsupportedInVersion(RemoteApiError):
    """A method or value that this version of the API does not take."""


class MalformedRequest(RemoteApiError):
    """A request that its wire can't be read from."""


class RequestTooLarge(MalformedRequest):
    """A request over the site's limit; it was not read to its end."""


class UnforeseenError(RemoteApiError):
    """Something failed that nobody foresaw; the log has it under the incident id."""

    def __init__(self, incident: str) -> None:
        self.incident = incident
        super().__init__(
            f"The server failed to carry out the call, and nothing was changed. The administrators find the reason in "
            f"the log under the incident id {incident}."
        )
