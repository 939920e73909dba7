"""The mail with a link to set a password."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext

from accounts.languages import speaking_to
from accounts.models import User
from accounts.queries import active_people


def mail_password_link(user_id: int, *, is_new: bool) -> bool:
    """Mail somebody a link to set their password.

    Args:
        user_id: whose.
        is_new: whether the account was just made for them, rather than the password forgotten.

    Returns:
        whether a mail was sent: not to somebody who is gone, deactivated or without an address.
    """
    user = active_people().filter(pk=user_id).exclude(email="").first()
    if user is None:
        return False
    context = {"user": user, "link": password_link(user), "is_new": is_new, "base_url": settings.WIKI_BASE_URL}
    with speaking_to(user):
        text = render_to_string("accounts/mail/password_link.txt", context)
        subject = gettext("Your account in the wiki") if is_new else gettext("Set a new password for the wiki")
    send_mail(subject, text, None, [user.email])
    return True


def password_link(user: User) -> str:
    """Give a link, good for one use and a limited time, with which a person sets their password."""
    query = urlencode({"key": user.key, "token": default_token_generator.make_token(user)})
    return f"{settings.WIKI_BASE_URL.rstrip('/')}/users/setpassword.action?{query}"
