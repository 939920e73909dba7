"""A person who can log in."""

import unicodedata
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, gettext_lazy

# Below everything that a sequence gives out, and the same on every site and after every flush of the tables.
ANONYMOUS_USER_ID = -1


def new_user_key() -> str:
    """Give a fresh user key: 32 hex digits."""
    return uuid.uuid4().hex


def fold_name(name: str) -> str:
    """Give the form in which the name of a user or group is kept and looked up: lower case, without outer blanks."""
    return unicodedata.normalize("NFC", name.strip().lower())


def can_be_stored(text: str) -> bool:
    """Say whether a text can be in the database at all: NUL characters and lone surrogates can't, nor be asked for."""
    return "\0" not in text and can_be_encoded(text)


def can_be_encoded(text: str) -> bool:
    """Say whether a text has no lone surrogates, which JSON can send and no encoding can write."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


class UserManager(BaseUserManager["User"]):
    """Looks people up by name without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Give the person of a name, in whatever case it is written."""
        return self.get(username=fold_name(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person: the name may change, the key stays. One row stands for everybody who is not logged in."""

    username = models.CharField(
        max_length=255,
        unique=True,
        help_text=gettext_lazy("Lower case. Digits alone are fine, blanks and \\ , + < > ' \" are not."),
    )
    key = models.CharField(
        max_length=32,
        unique=True,
        default=new_user_key,
        editable=False,
        help_text=gettext_lazy("Stays when the name changes."),
    )
    full_name = models.CharField(max_length=255, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    is_active = models.BooleanField(
        "active",
        default=True,
        db_index=True,
        help_text=gettext_lazy("A deactivated person can't log in and has no rights."),
    )
    language = models.CharField(
        max_length=16, blank=True, default="", help_text=gettext_lazy("Empty: as the browser asks, or the site's.")
    )
    date_joined = models.DateTimeField(default=timezone.now)
    password_changed = models.DateTimeField(default=timezone.now)
    session_round = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text=gettext_lazy("Part of what sessions are checked against: a new number ends them all."),
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Say whether this is the password; text that can't be encoded never is, and takes as long to find out."""
        can_be_right = raw_password is not None and can_be_encoded(raw_password)
        return super().check_password(raw_password if can_be_right else "") and can_be_right

    @property
    def display_name(self) -> str:
        """What the person is called on pages: the full name, or the username where there is none."""
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Give what the person is called on pages."""
        return self.display_name

    def get_short_name(self) -> str:
        """Give what the person is called where there is little room."""
        return self.display_name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        # Django's own hash knows the password alone; sessions must also be able to end without a new password.
        return salted_hmac(
            "accounts.models.User.get_session_auth_hash",
            f"{self.password}:{self.session_round}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


def make_anonymous_user(user_model: type[User]) -> User:
    """Build the row that stands for everybody who is not logged in, to be made anew after a flush of the tables."""
    user = user_model(
        pk=ANONYMOUS_USER_ID, username=settings.ANONYMOUS_USER_NAME, full_name=gettext("Anonymous"), is_active=False
    )
    user.set_unusable_password()
    return user
