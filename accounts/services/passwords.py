"""Passwords are changed, by their owner, by an administrator, or with a mailed link."""

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadPassword, BadValue, NotPermitted
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import LoginFailure, User, can_be_stored
from accounts.queries import active_people
from accounts.services import throttle
from accounts.services.frame import locked_user, require_administer_user, service

PASSWORD_LENGTH = 4096


def check_new_password(password: str, user: User) -> None:
    """Let pass a password that the site's rules allow.

    Raises:
        BadPassword: it is empty, too long, or one of the configured validators refuses it.
    """
    if not password:
        raise BadPassword(gettext("A password can't be empty."))
    if not can_be_stored(password):
        raise BadPassword(gettext("A password can't hold NUL characters or lone surrogates."))
    if len(password) > PASSWORD_LENGTH:
        raise BadPassword(
            gettext("A password can't be longer than {password_length} characters.").format(
                password_length=PASSWORD_LENGTH
            )
        )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadPassword(" ".join(error.messages)) from None


def change_my_password(actor: Actor, *, old: str, new: str) -> User:
    """Change one's own password; all other sessions and tokens end.

    A wrong old password counts as a failed log-in.

    Raises:
        NotPermitted: nobody is logged in.
        BadPassword: the old password is wrong, or the new one breaks the rules.
        TooManyFailures: the old password was wrong too often.
    """
    if actor.user is None or not actor.is_active:
        raise NotPermitted(gettext("Only somebody who is logged in can change their password."))
    # Outside the transaction of the change: the count must stay although nothing else does.
    throttle.refuse_when_throttled(actor.username, address="")
    if not actor.user.check_password(old):
        throttle.count_failure(actor.username, address="")
        raise BadPassword(gettext("The current password is not right."), "old_password")
    return _change_own_password(actor, new=new)


@service
def _change_own_password(actor: Actor, *, new: str) -> User:
    user = locked_user(actor.username)
    _set_password(user, new)
    events.publish_people_changed(actor, "change_my_password", user.username)
    return user


@service
def change_user_password(actor: Actor, *, username: str, new: str) -> User:
    """Set somebody's password; their sessions and tokens end.

    Args:
        actor: an administrator.
        username: whose.
        new: the new password.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchUser: there is no such person.
        BadPassword: the password breaks the rules.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    require_administer_user(actor, user)
    _set_password(user, new)
    events.publish_people_changed(actor, "change_user_password", user.username)
    return user


def _set_password(user: User, new: str) -> None:
    check_new_password(new, user)
    user.set_password(new)
    user.password_changed = timezone.now()
    user.session_round += 1
    user.save(update_fields=["password", "password_changed", "session_round"])
    LoginFailure.objects.filter(kind=LoginFailure.Kind.NAME, subject=throttle.subject_of(user.username)).delete()
    events.publish_credentials_changed(user.pk)


def request_password_link(actor: Actor, *, name: str, address: str) -> None:
    """Have a link to set a new password mailed to whoever has this username or mail address.

    It answers nothing, whether there is such a person or not; how often it may be asked is limited.

    Args:
        actor: anybody.
        name: a username or a mail address.
        address: where the request came from.

    Raises:
        TooManyFailures: it was asked too often for the name or from the address.
    """
    throttle.refuse_when_throttled(name, address=address, name_kind=LoginFailure.Kind.LINK)
    throttle.count_failure(name, address=address, name_kind=LoginFailure.Kind.LINK)
    with transaction.atomic():
        if not can_be_stored(name):
            return
        wanted = name.strip()
        found = active_people().exclude(email="")
        found = found.filter(email__iexact=wanted) if "@" in wanted else found.filter(username=wanted.lower())
        for user in found[:5]:
            events.publish_password_link_wanted(user.pk, is_new=False)
            events.publish_people_changed(actor, "request_password_link", user.username)


@service
def send_password_link(actor: Actor, *, username: str) -> None:
    """Have a link to set a password mailed to somebody.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchUser: there is no such person.
        BadValue: the person is deactivated or has no mail address.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    require_administer_user(actor, user)
    if not user.is_active or not user.email:
        raise BadValue(
            "email",
            gettext("The user '{username}' is deactivated or has no mail address.").format(username=user.username),
        )
    events.publish_password_link_wanted(user.pk, is_new=False)
    events.publish_people_changed(actor, "send_password_link", user.username)


def user_of_password_link(*, key: str, token: str) -> User | None:
    """Give the active person whom a link to set a password was made for, or None when it is not valid any more."""
    user = active_people().filter(key=key).first() if can_be_stored(key) else None
    return user if user is not None and default_token_generator.check_token(user, token) else None


@service
def set_password_with_link(actor: Actor, *, key: str, token: str, new: str) -> User:
    """Set a password with a mailed link, which is used up by it.

    Args:
        actor: anybody who has the link.
        key: the user key in the link.
        token: the token in the link.
        new: the new password.

    Raises:
        NotPermitted: the link is wrong, used or too old.
        BadPassword: the password breaks the rules.
    """
    linked = user_of_password_link(key=key, token=token)
    user = locked_user(linked.username) if linked is not None else None
    if user is None or not default_token_generator.check_token(user, token):
        raise NotPermitted(gettext("This link to set a password is not valid any more. Please ask for a new one."))
    _set_password(user, new)
    events.publish_people_changed(actor, "set_password_with_link", user.username)
    return user
