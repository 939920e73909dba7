"""What every page shows of the settings: the name of the site, its colour, a banner, and whether it is read only.

Every page asks for it, so a process remembers it for a few seconds (`WIKI_SITE_LOOK_SECONDS`).
"""

import time
from dataclasses import dataclass

from django.conf import settings

from wiki.models import SiteSetting
from wiki.site_settings.now import settings_now

READ_ONLY = "read_only"
SET_UP = "set_up_pending"
SITE_LOGO = "site_logo"


@dataclass(frozen=True)
class SiteLook:
    """The settings that every page shows.

    Attributes:
        name: what the site is called.
        accent: the colour of buttons and links as `#rrggbb`; empty for the wiki's own.
        logo: the digest of the site's logo; empty for the wiki's own sign.
        banner: a text for everybody; empty for none.
        read_only: whether changes are refused.
        is_new: whether the first page of a system administrator is the set-up.
        language: the language of the pages of who chose none.
        follows_browser: whether that is the browser's, where the wiki speaks it.
    """

    name: str
    accent: str
    logo: str
    banner: str
    read_only: bool
    is_new: bool
    language: str
    follows_browser: bool


_kept: tuple[float, SiteLook] | None = None


def site_look() -> SiteLook:
    """Give what every page shows, as it was a few seconds ago at most."""
    global _kept
    moment = time.monotonic()
    if _kept is not None and moment < _kept[0]:
        return _kept[1]
    now = settings_now()
    look = SiteLook(
        now.text("site_name"),
        now.text("accent"),
        now.text(SITE_LOGO),
        now.text("banner"),
        now.flag(READ_ONLY),
        now.flag(SET_UP),
        now.text("interface_language"),
        now.flag("browser_language"),
    )
    _kept = (moment + settings.WIKI_SITE_LOOK_SECONDS, look)
    return look


def forget_site_look() -> None:
    """Have the next page look anew, after a change in this process."""
    global _kept
    _kept = None


def is_read_only() -> bool:
    """Say whether the wiki is read only at this very moment; one query."""
    return SiteSetting.objects.filter(name=READ_ONLY, value=True).exists()
