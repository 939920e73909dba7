"""How Django finds a person by name and password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend

from accounts.models import ANONYMOUS_USER_ID, User, can_be_stored, fold_name

if TYPE_CHECKING:
    from django.http import HttpRequest


class UsernameBackend(ModelBackend):
    """Knows names in any case, and only active people; gives no permission: those are asked of the actor.

    Wrong passwords are not counted here: log people in through `accounts.services.login`.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        """Give the active person of this name and password, taking as long for an unknown name."""
        if username is None or password is None:
            return None
        folded = fold_name(username)
        user = None
        if can_be_stored(folded):
            user = User.objects.filter(username=folded).exclude(pk=ANONYMOUS_USER_ID).first()
        if user is None:
            User().check_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """Give the person of a session, as long as they are active."""
        return User.objects.filter(pk=user_id, is_active=True).exclude(pk=ANONYMOUS_USER_ID).first()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Give nothing."""
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Give nothing."""
        return False

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Give nothing."""
        return set()
