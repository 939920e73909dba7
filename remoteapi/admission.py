"""Who may use the remote APIs at all: from a token to a caller who has been let in."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.global_permissions import GlobalPermissionType, has_global
from remoteapi.personal_tokens import is_personal, live_personal_token
from remoteapi.tokens import user_of_token


@dataclass(frozen=True)
class Caller:
    """Somebody who calls.

    Attributes:
        actor: who it is.
        token: the session's or personal token that said so; empty for the anonymous user and for other credentials.
        reads_only: the token opens only what reads.
    """

    actor: Actor
    token: str = ""
    reads_only: bool = False

    def anew(self) -> "Caller":
        """The same caller with nothing remembered of their groups and permissions, as for a new call."""
        return Caller(
            Actor.for_user(self.actor.user) if self.actor.user else Actor.anonymous(), self.token, self.reads_only
        )


def caller_of_token(token: str) -> Caller:
    """Whom a token stands for: a session's, a personal one, or the empty one, which is the anonymous user's.

    Raises:
        InvalidSession: the token is unknown or dead.
    """
    if not token:
        return Caller(Actor.anonymous())
    if is_personal(token):
        found = live_personal_token(token)
        return Caller(Actor.for_user(found.user), token, reads_only=not found.may_change)
    return Caller(Actor.for_user(user_of_token(token)), token)


def may_use_remotely(actor: Actor) -> bool:
    """Whether somebody may use both the wiki and its remote APIs."""
    return actor.may_use and has_global(actor, GlobalPermissionType.USEREMOTEAPI)


def require_remote_use(actor: Actor) -> None:
    """Let only those pass who may use both the wiki and its remote APIs: the one place where all wires ask.

    Raises:
        NotPermitted: the actor may not.
    """
    if may_use_remotely(actor):
        return
    if actor.is_anonymous:
        raise NotPermitted("Anonymous RPC access is disabled on this server")
    raise NotPermitted(f"User '{actor.username}' is not permitted to use the remote API of this server")


def require_change(caller: Caller) -> None:
    """Let only those pass whose token is good for changes.

    Raises:
        NotPermitted: it is one for reading.
    """
    if caller.reads_only:
        raise NotPermitted("This token is one for reading only, and the call may change something.")
