"""Personal tokens: made by their owner for a script, shown once, good for reading or for all that the owner may do."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from accounts import events
from accounts.actor import Actor
from accounts.errors import BadValue, NotPermitted
from accounts.models import User, can_be_stored
from accounts.services.frame import service
from remoteapi.errors import InvalidSession, NoSuchPersonalToken
from remoteapi.models import PersonalToken

# What every personal token begins with: people, and programs that search texts for secrets, know it by that.
PREFIX = "oxp_"
TOKEN_BYTES = 24
NAME_LENGTH = 100
MOST_LIVE_TOKENS = 50
# Reads stay reads: the time of the last use is written only when the kept one is this old.
TOUCH_AFTER = timedelta(hours=1)
KEPT_AFTER_REVOKING = timedelta(days=30)


def is_personal(token: str) -> bool:
    """Whether a token is, by its looks, a personal one and no session's."""
    return token.startswith(PREFIX)


def live_personal_token(token: str) -> PersonalToken:
    """The row of a personal token, with its user, and a note that it was used.

    Raises:
        InvalidSession: it is unknown, revoked or expired, or its owner is not active.
    """
    found = PersonalToken.objects.select_related("user").filter(digest=_digest(token)).first()
    now = timezone.now()
    if found is None or not found.is_live_at(now) or not found.user.is_active:
        raise InvalidSession
    if found.last_used is None or found.last_used < now - TOUCH_AFTER:
        PersonalToken.objects.filter(pk=found.pk).update(last_used=now)
    return found


def personal_tokens_of(actor: Actor) -> QuerySet[PersonalToken]:
    """The actor's own tokens that were not revoked, expired ones too, the newest first.

    Raises:
        NotPermitted: nobody is logged in.
    """
    return PersonalToken.objects.filter(user=_owner(actor), revoked=None).order_by("-created", "-pk")


@service
def create_personal_token(
    actor: Actor, *, name: str, may_change: bool, expires: datetime | None = None
) -> tuple[str, PersonalToken]:
    """Make a token for a script of the actor's own.

    Args:
        actor: whose it will be.
        name: what its owner calls it; up to 100 characters.
        may_change: whether it is good for all that its owner may do, and not only for reading.
        expires: from when on it opens nothing; None: never.

    Returns:
        the token, which can't be had again, and its row.

    Raises:
        NotPermitted: nobody is logged in.
        BadValue: the name is empty, too long or in use, the time is past, or there are too many tokens already.
    """
    user = _owner(actor)
    name = _checked_name(user, name)
    now = timezone.now()
    if expires is not None and expires <= now:
        raise BadValue("expires", gettext("The token would have expired already."))
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    row = PersonalToken.objects.create(
        digest=_digest(token), user=user, name=name, may_change=may_change, created=now, expires=expires
    )
    events.publish_people_changed(actor, "create_personal_token", f"'{name}' of {user.username}")
    return token, row


@service
def revoke_personal_token(actor: Actor, *, token_id: int) -> None:
    """End one of the actor's own tokens; what uses it has no session any more.

    Raises:
        NotPermitted: nobody is logged in.
        NoSuchPersonalToken: the actor has no such token, or revoked it already.
    """
    user = _owner(actor)
    found = PersonalToken.objects.select_for_update().filter(pk=token_id, user=user, revoked=None).first()
    if found is None:
        raise NoSuchPersonalToken
    found.revoked = timezone.now()
    found.save(update_fields=["revoked"])
    events.publish_people_changed(actor, "revoke_personal_token", f"'{found.name}' of {user.username}")


def end_tokens_of_the_inactive(user_id: int) -> None:
    """Revoke all tokens of a user whose credentials changed, if it is because they were deactivated.

    A new password leaves them alone: each is a secret of its own, which its owner can revoke.
    """
    PersonalToken.objects.filter(user_id=user_id, user__is_active=False, revoked=None).update(revoked=timezone.now())


def forget_ended_tokens() -> int:
    """Remove the tokens that were revoked some time ago; say how many they were."""
    forgotten, _ = PersonalToken.objects.filter(revoked__lt=timezone.now() - KEPT_AFTER_REVOKING).delete()
    return forgotten


def _owner(actor: Actor) -> User:
    if actor.user is None or not actor.is_active:
        raise NotPermitted(gettext("Only somebody who is logged in can have personal tokens."))
    return actor.user


def _checked_name(user: User, name: str) -> str:
    name = " ".join(name.split()) if can_be_stored(name) else ""
    if not name:
        raise BadValue("name", gettext("A token needs a name that tells what it is for."))
    if len(name) > NAME_LENGTH:
        raise BadValue(
            "name",
            gettext("The name of a token can't be longer than {name_length} characters.").format(
                name_length=NAME_LENGTH
            ),
        )
    # The row is held, so that two requests at once can't both find the name free.
    User.objects.select_for_update().get(pk=user.pk)
    live = PersonalToken.objects.filter(user=user, revoked=None)
    if live.filter(name=name).exists():
        raise BadValue("name", gettext("You have a token '{name}' already.").format(name=name))
    if live.count() >= MOST_LIVE_TOKENS:
        raise BadValue(
            "name",
            gettext("You have {most_live_tokens} tokens already. Revoke one first.").format(
                most_live_tokens=MOST_LIVE_TOKENS
            ),
        )
    return name


def _digest(token: str) -> str:
    """What is kept of a token; it is random enough for a plain hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
