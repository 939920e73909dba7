"""Remote methods of sessions: login and logout."""

from functools import partial

from accounts.actor import Actor
from accounts.services.login import authenticate
from remoteapi import tokens
from remoteapi.admission import require_remote_use
from remoteapi.faults import FaultClass
from remoteapi.rpc import registry
from remoteapi.rpc.registry import Call
from remoteapi.rpc.spec import Access, Group

remote_method = partial(registry.remote_method, group=Group.AUTHENTICATION)


# Not in one transaction: a failure must be counted, although the call ends in a fault.
@remote_method("login", access=Access.NO_TOKEN, faults=(FaultClass.AUTHENTICATION_FAILED,), changes=False)
def login(call: Call, username: str, password: str) -> str:
    """Open a session and return its token, the first argument of every other call.

    The token dies when it has not been used for as long as the site's setting says (60 minutes by default), at logout,
    at a change of the password, and when the user is deactivated. Repeated failures for a name or from an address are
    refused for a while.
    """
    user = authenticate(username, password, call.address)
    require_remote_use(Actor.for_user(user))
    return tokens.issue_token(user, address=call.address)


@remote_method("logout", access=Access.ANY_TOKEN)
def logout(call: Call) -> bool:
    """Close the session. True if the token was alive, false if it was not."""
    return tokens.forget_token(call.token)
