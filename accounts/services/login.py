"""A name and a password become a person."""

from accounts.backends import UsernameBackend
from accounts.errors import AuthenticationFailed
from accounts.models import User
from accounts.services import throttle


def authenticate(username: str, password: str, address: str) -> User:
    """Give the active person of this name and password.

    An unknown name, a wrong password and a deactivated person look the same and take as long. Failures are counted
    by name and by address; too many and nothing is looked at for a while. The counts are rows, so this must not be
    called inside a transaction that the error rolls back.

    Args:
        username: in any case.
        password: as it was typed.
        address: where the request came from; "" when that is not known.

    Raises:
        AuthenticationFailed: they do not fit.
        TooManyFailures: (an AuthenticationFailed) there were too many failures.
    """
    throttle.refuse_when_throttled(username, address=address)
    user = UsernameBackend().authenticate(None, username=username, password=password)
    if user is None:
        throttle.count_failure(username, address=address)
        raise AuthenticationFailed(username)
    throttle.forget_failures(username)
    return user
