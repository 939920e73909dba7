"""The tables of people."""

from accounts.models.global_permission import GlobalPermission
from accounts.models.invitation import Invitation
from accounts.models.login_failure import LoginFailure
from accounts.models.preference import UserPreference
from accounts.models.profile import UserInformation
from accounts.models.user import (
    ANONYMOUS_USER_ID,
    User,
    can_be_stored,
    fold_name,
    make_anonymous_user,
    new_user_key,
)

__all__ = [
    "ANONYMOUS_USER_ID",
    "GlobalPermission",
    "Invitation",
    "LoginFailure",
    "User",
    "UserInformation",
    "UserPreference",
    "can_be_stored",
    "fold_name",
    "make_anonymous_user",
    "new_user_key",
]
