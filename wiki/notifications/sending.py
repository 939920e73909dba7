"""Mails leave: who is told is looked up once for a change, and each is sent at most once."""

import logging
from collections.abc import Iterable, Iterator
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts.batches import batches
from wiki.notifications.change import Change, story_of
from wiki.notifications.message import Telling, message_for
from wiki.notifications.recipients import Pair, recipients_among, watchers_told_of

log = logging.getLogger(__name__)

CHUNK = 50
"""People told by one task."""

REMEMBERED_SECONDS = 2 * 86400


def is_mail_sent() -> bool:
    """Say whether the operator told how mail leaves; where it does not, nobody is told and nothing waits."""
    return bool(settings.WIKI_MAIL_IS_SET_UP)


def chunks_to_tell(change: Change) -> Iterator[list[Pair]]:
    """Give who is to be told of a change, in pieces that one task can do."""
    story = story_of(change)
    pairs = watchers_told_of(story) if story is not None else []
    return batches(pairs, CHUNK)


def tell(change: Change, pairs: Iterable[Pair]) -> list[Pair]:
    """Mail some watchers what changed, as far as they may view it now.

    Each is mailed once, even if this runs twice: a mail is marked before it is sent, and a mark is only taken back
    where the mail server is known not to have taken the mail.

    Returns:
        those who could not be mailed now, but perhaps later.
    """
    waiting = list(pairs)
    story = story_of(change)
    if story is None:
        return []
    telling = Telling(story)
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        log.info("the mail server can't be reached: %s", error)
        return waiting
    later: list[Pair] = []
    recipients = recipients_among(story, waiting)
    try:
        for number, recipient in enumerate(recipients):
            try:
                send_once(connection, message_for(telling, recipient))
            except SMTPRecipientsRefused:
                later.append((recipient.user.pk, recipient.watch.pk))
            except (SMTPException, OSError) as error:
                # The server has trouble, and with every further mail a worker would wait for it in vain.
                log.info("mails have to wait: %s", error)
                return later + [(one.user.pk, one.watch.pk) for one in recipients[number:]]
    finally:
        connection.close()
    return later


def send_once(connection: Any, message: EmailMultiAlternatives) -> None:
    """Send a mail, unless one of its name was sent before; what the server will never take is logged and done with.

    Args:
        connection: to the mail server; open, or it is opened for this mail.
        message: with its name in the header Message-ID.

    Raises:
        SMTPException, OSError: the server can't take it now.
    """
    mark = f"mail:{message.extra_headers['Message-ID']}"
    if not cache.add(mark, True, REMEMBERED_SECONDS):
        return
    message.connection = connection
    try:
        message.send()
    except (SMTPException, OSError) as error:
        if _is_final(error):
            log.warning("the mail server refused a mail to %s: %s", message.to[0], error)
            return
        cache.delete(mark)
        raise


def _is_final(error: Exception) -> bool:
    """Whether the mail server will never take the mail: its answer began with a 5."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= 500
