"""One mail of several notifications: those of a day, or the one of a change that is not watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actor import SYSTEM_NOTIFICATIONS, Actor
from accounts.languages import speaking_to
from accounts.models import User
from accounts.queries import active_people
from wiki.models import Notification, NotificationKind
from wiki.notifications import addresses
from wiki.notifications.change import Change, story_of
from wiki.notifications.message import Telling
from wiki.notifications.sending import send_once
from wiki.queries.email_preferences import email_preferences_of
from wiki.queries.notifications import notifications_for
from wiki.services.notifications.note import note_mailed

SINCE = timedelta(days=2)
"""What is older is in no mail any more."""

MOST = 50
"""How many notifications one mail has."""


@dataclass(frozen=True)
class _Item:
    """One notification, and what happened."""

    told: Notification
    telling: Telling
    address: str
    shows_difference: bool


def mail_told(user_id: int, content_id: int | None = None) -> int:
    """Mail somebody what they have not read and no mail told them yet, as far as they may view it now.

    Args:
        content_id: only what is told of this content, unless they want one mail a day; None for everything.

    Returns:
        how many notifications the mail has; 0 where none was sent.

    Raises:
        SMTPException, OSError: the mail server can't take it now.
    """
    person = active_people().filter(pk=user_id).exclude(email="").first()
    if person is None:
        return 0
    preferences = email_preferences_of([user_id])[user_id]
    if content_id is not None and preferences.daily:
        return 0
    items = _items(person, content_id, preferences.show_difference)
    if not items:
        return 0
    connection = get_connection()
    try:
        with speaking_to(person):
            message = _message(person, items, is_daily=content_id is None)
        send_once(connection, message)
    finally:
        connection.close()
    note_mailed(SYSTEM_NOTIFICATIONS, notification_ids=[item.told.pk for item in items])
    return len(items)


def _items(person: User, content_id: int | None, shows_difference: bool) -> list[_Item]:
    rows = notifications_for(Actor.for_user(person), unread=True)
    rows = rows.filter(mailed__isnull=True, created__gt=timezone.now() - SINCE, content__isnull=False)
    if content_id is not None:
        rows = rows.filter(content_id=content_id)
    items = []
    for told in rows[:MOST]:
        label = told.subject if told.kind == NotificationKind.LABEL else ""
        story = story_of(Change(told.content_id or 0, told.version, told.actor_id, label))
        if story is not None:
            items.append(_Item(told, Telling(story), addresses.address_of_change(story), shows_difference))
    return items


def _message(person: User, items: Sequence[_Item], *, is_daily: bool) -> EmailMultiAlternatives:
    first = items[0].told
    subject = ngettext("%(count)s notification", "%(count)s notifications", len(items)) % {"count": len(items)}
    if not is_daily:
        subject = _("You are named on %(title)s") % {"title": items[0].telling.story.host.title}
    site, _address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    name = f"digest-{timezone.now():%Y%m%d}" if is_daily else f"told-{first.pk}"
    return EmailMultiAlternatives(
        subject=" ".join(f"[{site or 'Oxbow'}] {subject}".split()),
        body=render_to_string(
            "mail/digest.txt",
            {"items": items, "is_daily": is_daily, "settings_address": addresses.address_of_settings()},
        ),
        to=[formataddr((" ".join(person.display_name.split()), person.email))],
        headers={
            "Message-ID": f"<{name}.{person.key}@{addresses.site_host()}>",
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
        },
    )
