"""Who may use the remote APIs at all: from a token to an actor who has been let in."""

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.global_permissions import GlobalPermissionType, has_global
from remoteapi.tokens import user_of_token


def admit(token: str) -> Actor:
    """The actor that a token stands for; the empty token is the anonymous user.

    Raises:
        InvalidSession: the token is unknown or dead.
        NotPermitted: whoever it is may not use the remote API.
    """
    actor = Actor.for_user(user_of_token(token)) if token else Actor.anonymous()
    require_remote_use(actor)
    return actor


def require_remote_use(actor: Actor) -> None:
    """Let only those pass who may use both the wiki and its remote API.

    Raises:
        NotPermitted: the actor may not.
    """
    if actor.may_use and has_global(actor, GlobalPermissionType.USEREMOTEAPI):
        return
    if actor.is_anonymous:
        raise NotPermitted("Anonymous RPC access is disabled on this server")
    raise NotPermitted(f"User '{actor.username}' is not permitted to use the remote API of this server")
