"""A name and a password become a person."""

from accounts import events
from accounts.actor import Actor
from accounts.backends import UsernameBackend
from accounts.errors import AuthenticationFailed
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User
from accounts.services import throttle
from accounts.services.frame import locked_user, require_administer_user, service


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


@service
def lift_login_delay(actor: Actor, *, username: str) -> None:
    """Let somebody try to log in at once again after too many failures for their name.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchUser: there is no such person.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    require_administer_user(actor, user)
    throttle.forget_failures(user.username)
    events.publish_people_changed(actor, "lift_login_delay", user.username)
