"""People come, change, are renamed, deactivated and removed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.default_groups import users_group_name
from accounts.errors import AccountError, BadValue, NotPermitted, StillInUse, UserExists
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User, UserInformation, fold_name, new_user_key
from accounts.names import checked_email, checked_full_name, checked_user_key, checked_username
from accounts.queries import group_by_name
from accounts.services.frame import is_self, locked_user, require_administer_group, require_administer_user, service
from accounts.services.last_administrator import keeping_administrators
from accounts.services.passwords import check_new_password

RemovalRule = Callable[[User], str | None]

_removal_rules: list[RemovalRule] = []


def refuse_removal_when(rule: RemovalRule) -> None:
    """Have removals refused by a rule of another app.

    Args:
        rule: called with the user; gives the reason why they can't be removed as a sentence, or None or "".
    """
    if rule not in _removal_rules:
        _removal_rules.append(rule)


@service
def add_user(
    actor: Actor,
    *,
    username: str,
    full_name: str = "",
    email: str = "",
    password: str | None = None,
    key: str | None = None,
    user_id: int | None = None,
    groups: Iterable[str] | None = None,
    date_joined: datetime | None = None,
    notify: bool = False,
) -> User:
    """Add a person.

    Args:
        actor: an administrator.
        username: kept in lower case.
        full_name: what pages call the person; empty: the username.
        email: may be empty.
        password: None for an account that can't be logged in to with a password.
        key: the user key to keep, of an import; None for a fresh one.
        user_id: the row id to keep, of an import; None for the next one.
        groups: names of the groups to join; None for the default group of new people.
        date_joined: None for now.
        notify: mail the person a link to set their password with.

    Raises:
        NotPermitted: the actor is no administrator, or a group is for system administrators to fill.
        BadValue: the name, full name, address, password, key or id can't be taken.
        UserExists: the name, key or id is in use.
        NoSuchGroup: a group is not there.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = made_user(
        username=username,
        full_name=full_name,
        email=email,
        password=password,
        key=key,
        user_id=user_id,
        date_joined=date_joined,
        needs_address=notify,
    )
    if groups is None:
        user.groups.add(*Group.objects.filter(name=users_group_name()))
    else:
        joined = [group_by_name(name) for name in groups]
        for group in joined:
            require_administer_group(actor, group)
        user.groups.add(*joined)
    events.publish_people_changed(actor, "add_user", user.username)
    if notify:
        events.publish_password_link_wanted(user.pk, is_new=True)
    return user


def made_user(
    *,
    username: str,
    full_name: str = "",
    email: str = "",
    password: str | None = None,
    key: str | None = None,
    user_id: int | None = None,
    date_joined: datetime | None = None,
    needs_address: bool = False,
) -> User:
    """Make the row of a person who joins; a step of services that have found that they may.

    Args:
        needs_address: whether a mail is to be sent to them.

    Raises:
        BadValue, UserExists: as `add_user`.
    """
    user = User(
        username=checked_username(username),
        full_name=checked_full_name(full_name),
        email=checked_email(email),
        key=new_user_key() if key is None else checked_user_key(key),
        date_joined=date_joined or timezone.now(),
    )
    if user_id is not None and user_id < 1:
        raise BadValue("id", gettext("A user id is a positive number."))
    if needs_address and not user.email:
        raise BadValue(
            "email",
            gettext("The user '{username}' can't be notified without a mail address.").format(username=user.username),
        )
    _refuse_taken(username=user.username, key=user.key, user_id=user_id)
    if password is None:
        user.set_unusable_password()
    else:
        check_new_password(password, user)
        user.set_password(password)
    user.pk = user_id
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise UserExists(user.username) from None
    if user_id is not None:
        _move_sequence_past(user_id)
    return user


def _refuse_taken(*, username: str, key: str, user_id: int | None) -> None:
    if User.objects.filter(username=username).exists():
        raise UserExists(username)
    if User.objects.filter(key=key).exists():
        raise UserExists(key, "key")
    if user_id is not None and User.objects.filter(pk=user_id).exists():
        raise UserExists(str(user_id), "id")


def _move_sequence_past(user_id: int) -> None:
    # PostgreSQL's sequence does not notice an id that was given, and would hand it out again.
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(s, GREATEST(%s, COALESCE(pg_sequence_last_value(s), 1)))"
            " FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS s) AS q",
            [user_id, User._meta.db_table],
        )


@service
def edit_user(actor: Actor, *, username: str, full_name: str | None = None, email: str | None = None) -> User:
    """Change a person's full name and address: one's own or, for administrators, anybody's.

    Args:
        actor: the person, or an administrator.
        username: whose.
        full_name: None to leave it.
        email: None to leave it.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
        BadValue: the full name or address can't be taken.
    """
    user = _locked_for_change(actor, username)
    if full_name is not None:
        user.full_name = checked_full_name(full_name)
    if email is not None:
        user.email = checked_email(email)
    user.save(update_fields=["full_name", "email"])
    events.publish_people_changed(actor, "edit_user", user.username)
    return user


def _locked_for_change(actor: Actor, username: str) -> User:
    # Who may change nobody learns nothing about who is there.
    if actor.user is None or not actor.is_active or actor.username != fold_name(username):
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    if not is_self(actor, user):
        require_administer_user(actor, user)
    return user


@service
def rename_user(actor: Actor, *, old_name: str, new_name: str) -> User:
    """Give a person another username; key and id stay, and what is kept by name follows.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchUser: there is no such person.
        BadUsername: the new name can't be taken.
        UserExists: somebody else has the new name.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(old_name)
    require_administer_user(actor, user)
    former, user.username = user.username, checked_username(new_name)
    if user.username == former:
        return user
    if User.objects.filter(username=user.username).exists():
        raise UserExists(user.username)
    try:
        with transaction.atomic():
            user.save(update_fields=["username"])
    except IntegrityError:
        raise UserExists(user.username) from None
    events.publish_user_renamed(user, former)
    events.publish_people_changed(actor, "rename_user", f"{former} -> {user.username}")
    return user


@service
def rename_users(actor: Actor, *, new_names: Mapping[str, str]) -> list[str]:
    """Rename several people; those whose new name is held by one still to be renamed wait for it to become free.

    Args:
        actor: an administrator.
        new_names: new usernames by old ones.

    Returns:
        the old names that could not be renamed.

    Raises:
        NotPermitted: the actor is no administrator.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    left = dict(new_names)
    while True:
        failed = {old: new for old, new in left.items() if not _renamed(actor, old, new)}
        if not failed or len(failed) == len(left):
            return list(failed)
        left = failed


def _renamed(actor: Actor, old_name: str, new_name: str) -> bool:
    try:
        rename_user(actor, old_name=old_name, new_name=new_name)
    except AccountError:
        return False
    return True


@service
def deactivate_user(actor: Actor, *, username: str) -> User:
    """Take every right and the way in from a person, and end their sessions and tokens; what they wrote stays theirs.

    Raises:
        NotPermitted: the actor is no administrator, or the person themselves.
        NoSuchUser: there is no such person.
        LastAdministrator: nobody would be left to administer the site.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    require_administer_user(actor, user)
    if is_self(actor, user):
        raise NotPermitted(gettext("You can't deactivate yourself."))
    if not user.is_active:
        return user
    with keeping_administrators():
        user.is_active = False
        user.session_round += 1
        user.save(update_fields=["is_active", "session_round"])
    events.publish_credentials_changed(user.pk)
    events.publish_people_changed(actor, "deactivate_user", user.username)
    return user


@service
def reactivate_user(actor: Actor, *, username: str) -> User:
    """Give a deactivated person their rights and the way in again.

    Raises:
        NotPermitted: the actor is no administrator.
        NoSuchUser: there is no such person.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    require_administer_user(actor, user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        events.publish_people_changed(actor, "reactivate_user", user.username)
    return user


@service
def remove_user(actor: Actor, *, username: str) -> None:
    """Remove a person whom nothing names.

    Raises:
        NotPermitted: the actor is no administrator, or the person themselves.
        NoSuchUser: there is no such person.
        StillInUse: content names the person; the message says what.
        LastAdministrator: nobody would be left to administer the site.
    """
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    user = locked_user(username)
    require_administer_user(actor, user)
    if is_self(actor, user):
        raise NotPermitted(gettext("You can't remove yourself."))
    reasons = [reason.rstrip(".") for rule in _removal_rules if (reason := rule(user))]
    if reasons:
        text = "; ".join(reasons)
        raise StillInUse(
            gettext("The user '{username}' can't be removed: {text}. Deactivate them instead.").format(
                username=user.username, text=text
            )
        )
    pictures = list(UserInformation.objects.filter(user=user).exclude(picture_key="").values_list("picture_key"))
    user_id = user.pk
    with keeping_administrators():
        user.delete()
    for (picture_key,) in pictures:
        transaction.on_commit(partial(storages["profile-pictures"].delete, picture_key), robust=True)
    events.publish_credentials_changed(user_id)
    events.publish_people_changed(actor, "remove_user", user.username)


@service
def end_sessions(actor: Actor, *, username: str) -> None:
    """Log a person out everywhere, tokens included: oneself or, for administrators, anybody.

    Raises:
        NotPermitted: the actor is neither.
        NoSuchUser: there is no such person.
    """
    user = _locked_for_change(actor, username)
    user.session_round += 1
    user.save(update_fields=["session_round"])
    events.publish_credentials_changed(user.pk)
    events.publish_people_changed(actor, "end_sessions", user.username)
