"""What others are told when people change: plain lists of listeners, filled by the apps above.

Listeners of `user_renamed` and `people_changed` run inside the transaction of the change, so that what follows a name
follows it, and the audit log has it, or nothing happens at all; the others run on commit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User


@dataclass(frozen=True, kw_only=True)
class PeopleChange:
    """One change that was made: by whom, what (the verb of the service), and to whom or which group."""

    actor_id: int | None
    actor_name: str
    what: str
    subject: str


# Called with the user id after a new password, a deactivation or an order to end all sessions: remote tokens must end.
credentials_changed: list[Callable[[int], None]] = []

# Called with every change of people, groups and global permissions.
people_changed: list[Callable[[PeopleChange], None]] = []

# Called with the user, who has the new name already, and the old name.
user_renamed: list[Callable[[User, str], None]] = []


def publish_credentials_changed(user_id: int) -> None:
    """Tell, on commit, that what the user logged in with before is to be void."""
    for listener in credentials_changed:
        transaction.on_commit(partial(listener, user_id))


def publish_people_changed(actor: Actor, what: str, subject: str) -> None:
    """Tell that a service changed people, groups or permissions, in the transaction of the change: both or neither."""
    change = PeopleChange(actor_id=actor.user_id, actor_name=actor.username, what=what, subject=subject)
    for listener in people_changed:
        listener(change)


def publish_user_renamed(user: User, old_name: str) -> None:
    """Let everything follow a user's new name, at once and in the same transaction."""
    for listener in user_renamed:
        listener(user, old_name)


# Called with the user id and whether the account is new, when somebody is to be mailed a link to set their password.
password_link_wanted: list[Callable[[int, bool], None]] = []


def publish_password_link_wanted(user_id: int, *, is_new: bool) -> None:
    """Have a link to set a password mailed, on commit."""
    for listener in password_link_wanted:
        transaction.on_commit(partial(listener, user_id, is_new))


# Called with the id of an invitation whose link is to be mailed.
invitation_wanted: list[Callable[[int], None]] = []


def publish_invitation_wanted(invitation_id: int) -> None:
    """Have the link of an invitation mailed, on commit."""
    for listener in invitation_wanted:
        transaction.on_commit(partial(listener, invitation_id))
