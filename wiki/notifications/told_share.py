"""Telling those with whom somebody shared a page: in the wiki, and by mail."""

from dataclasses import dataclass
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM_NOTIFICATIONS
from accounts.languages import speaking_to
from accounts.models import User
from accounts.queries import active_people
from wiki.models import ContentStatus, NotificationKind, Share
from wiki.notifications.addresses import short_address_of, site_host
from wiki.notifications.sending import is_mail_sent, send_once
from wiki.permissions.audience import who_may_view
from wiki.queries.share_audience import takes_outside_addresses
from wiki.services.notifications.note import note_anew


@dataclass(frozen=True)
class _Addressee:
    """Who gets a mail: the address, a name for the mail itself, and the person, where it is one of the wiki."""

    address: str
    key: str
    user: User | None = None


def note_shared(share_id: int) -> int:
    """Have those with whom something was shared, and who may view it now, find it among their notifications.

    Returns:
        how many they are.
    """
    share = _share(share_id)
    if share is None:
        return 0
    people = _people(share)
    note_anew(
        SYSTEM_NOTIFICATIONS,
        kind=NotificationKind.SHARE,
        content_id=share.content_id,
        version=share.content.version,
        by=share.sharer_id,
        people=[user.pk for user in people],
        are_mailed=is_mail_sent(),
    )
    return len(people)


def mail_shared(share_id: int) -> int:
    """Mail those with whom something was shared, people only as far as they may view it now; each once.

    Returns:
        how many mails there are.

    Raises:
        SMTPException, OSError: the mail server can't take it now.
    """
    share = _share(share_id)
    if share is None:
        return 0
    addressees = [
        _Addressee(formataddr((_one_line(user.display_name), user.email)), user.key, user)
        for user in _people(share)
        if user.email
    ]
    if takes_outside_addresses():
        addressees += [_Addressee(address, f"outside-{number}") for number, address in enumerate(share.addresses)]
    connection = get_connection()
    try:
        for addressee in addressees:
            send_once(connection, _message(share, addressee))
    finally:
        connection.close()
    return len(addressees)


def _share(share_id: int) -> Share | None:
    shares = Share.objects.select_related("content__space", "sharer")
    return shares.filter(pk=share_id, content__status=ContentStatus.CURRENT).first()


def _people(share: Share) -> list[User]:
    named = active_people().filter(pk__in=share.people.values("pk"))
    return list(who_may_view(share.content, named))


def _message(share: Share, addressee: _Addressee) -> EmailMultiAlternatives:
    with speaking_to(addressee.user):
        return _in_their_language(share, addressee)


def _in_their_language(share: Share, addressee: _Addressee) -> EmailMultiAlternatives:
    title, sharer = share.content.title, share.sharer.display_name
    site, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    context = {"share": share, "address": short_address_of(share.content_id), "is_inside": addressee.user is not None}
    said = _("{name} shares “{title}” with you").format(name=sharer, title=title)
    message = EmailMultiAlternatives(
        subject=_one_line(f"[{site or 'Oxbow'}] {said}"),
        body=render_to_string("mail/share.txt", context),
        from_email=formataddr((_one_line(f"{sharer} ({site or 'Oxbow'})"), sender)),
        to=[addressee.address],
        headers={
            "Message-ID": f"<share-{share.pk}.{addressee.key}@{site_host()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("mail/share.html", context), "text/html")
    return message


def _one_line(text: str) -> str:
    return " ".join(text.split())
