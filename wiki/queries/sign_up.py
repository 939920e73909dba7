"""Whether people may sign up, as the settings of the site say."""

from accounts.services.joining import SignUp
from wiki.site_settings.now import settings_now


def sign_up_rule() -> SignUp:
    """Give whether people may sign up, and from which domains."""
    now = settings_now()
    return SignUp(is_open=now.flag("sign_up"), domains=now.lines("sign_up_domains"))
