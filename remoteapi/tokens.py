"""Login tokens: given out at login, checked with every call, dead by logout, idleness or changed credentials."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from remoteapi.errors import InvalidSession
from remoteapi.models import LoginToken

TOKEN_BYTES = 24
LONGEST_TOKEN = 200
# Reads stay reads: the time of the last use is written only when the kept one is this old.
TOUCH_AFTER = timedelta(minutes=1)


def issue_token(user: User, *, address: str) -> str:
    """Open a session for somebody who has proved who they are.

    Args:
        user: who.
        address: from where, for the record.

    Returns:
        The token, in URL-safe characters; it can't be had again.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    LoginToken.objects.create(digest=_digest(token), user=user, created=now, last_used=now, address=address[:64])
    return token


def user_of_token(token: str) -> User:
    """Whose session a token opens.

    Raises:
        InvalidSession: the token is unknown or dead.
    """
    if not token or len(token) > LONGEST_TOKEN:
        raise InvalidSession
    digest = _digest(token)
    found = LoginToken.objects.select_related("user").filter(digest=digest).first()
    if found is None:
        raise InvalidSession
    now = timezone.now()
    user: User = found.user
    if found.last_used < now - _life() or not user.is_active or found.created < user.password_changed:
        raise InvalidSession
    if found.last_used < now - TOUCH_AFTER:
        LoginToken.objects.filter(digest=digest).update(last_used=now)
    return user


def forget_token(token: str) -> bool:
    """Close the session of a token; say whether it was alive."""
    try:
        user_of_token(token)
    except InvalidSession:
        return False
    forgotten, _ = LoginToken.objects.filter(digest=_digest(token)).delete()
    return forgotten > 0


def forget_tokens_of(user_id: int) -> None:
    """Close all sessions of a user: their credentials are void."""
    LoginToken.objects.filter(user_id=user_id).delete()


def forget_expired_tokens() -> int:
    """Remove the sessions that have been idle for too long; say how many they were."""
    forgotten, _ = LoginToken.objects.filter(last_used__lt=timezone.now() - _life()).delete()
    return forgotten


def _life() -> timedelta:
    """How long a session lives without use."""
    return timedelta(minutes=settings.WIKI_SESSION_MINUTES)


def _digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
