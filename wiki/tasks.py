"""What Celery workers do for the wiki: each task hands its ids to a service."""

from contextlib import suppress
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from celery import Task, shared_task
from django.conf import settings

from accounts.actor import SYSTEM_BACKUP, SYSTEM_FETCH, SYSTEM_INDEX, SYSTEM_LINKS, SYSTEM_NOTIFICATIONS, SYSTEM_VIEWS
from jobs.errands import errand
from jobs.errors import AlreadyUnderWay
from wiki.fetching.wanted import Wanted
from wiki.models import ContentKind
from wiki.notifications import digest, ended_job, inbox, sending, told_share
from wiki.notifications.change import Change, labelling_of
from wiki.queries.email_preferences import people_mailed_daily
from wiki.services import link_following, name_following, unused_files, view_counts
from wiki.services.attachments import text
from wiki.services.fetched.feed import refresh_feed
from wiki.services.fetched.page import refresh_page
from wiki.services.notifications import note
from wiki.services.pages import copy_in_job  # noqa: F401  as below
from wiki.services.shares import share
from wiki.transfer import exports, files, imports, unfinished_imports  # noqa: F401  the worker has to know the kinds of jobs

FOLLOW_RELOCATION = "follow a content that was renamed or moved"
FOLLOW_PAGES = "follow pages that came to another space"
FOLLOW_SPACE_KEY = "follow a space with another key"
FOLLOW_USERNAME = "follow a renamed person"
TAKE_FILE_TEXT = "take the text out of a file"
TELL_JOB_ENDED = "tell how a job ended"


@errand(FOLLOW_RELOCATION)
def follow_relocation(
    content_id: int, kind: str, old_space_key: str, old_title: str, old_container_id: int | None = None
) -> int:
    """Rewrite links to a content that was renamed or moved; running it twice changes nothing more."""
    if kind == ContentKind.PAGE:
        return link_following.follow_page(
            SYSTEM_LINKS, content_id=content_id, old_space_key=old_space_key, old_title=old_title
        )
    if kind == ContentKind.BLOGPOST:
        return link_following.follow_blogpost(
            SYSTEM_LINKS, content_id=content_id, old_space_key=old_space_key, old_title=old_title
        )
    return link_following.follow_attachment(
        SYSTEM_LINKS, content_id=content_id, old_title=old_title, old_container_id=old_container_id or 0
    )


@errand(FOLLOW_PAGES)
def follow_pages(titles: list[tuple[int, str]], old_space_key: str) -> int:
    """Rewrite links to pages that came to another space together."""
    return link_following.follow_pages(SYSTEM_LINKS, titles=titles, old_space_key=old_space_key)


@errand(FOLLOW_SPACE_KEY)
def follow_space_key(old_key: str, new_key: str) -> int:
    """Rewrite links to a space that has another key now."""
    return link_following.follow_space_key(SYSTEM_LINKS, old_key=old_key, new_key=new_key)


@errand(TAKE_FILE_TEXT)
def take_file_text(content_id: int) -> bool:
    """Take the text out of an attachment; running it twice reads the file once."""
    return text.take_file_text(SYSTEM_INDEX, content_id=content_id)


@shared_task(name="wiki.tasks.take_missing_file_texts")
def take_missing_file_texts() -> int:
    """Take the text out of attachments that were not read yet."""
    return text.take_missing_file_texts(SYSTEM_INDEX)


@shared_task(name="wiki.tasks.sweep_unused_files")
def sweep_unused_files() -> int:
    """Delete files that no attachment names."""
    return unused_files.sweep_unused_files()


@shared_task(name="wiki.tasks.remove_lost_imports")
def remove_lost_imports() -> int:
    """Remove what imports have left that were killed and that nobody takes up again."""
    return unfinished_imports.remove_lost_imports()


@errand(FOLLOW_USERNAME)
def follow_username(old_name: str, user_key: str) -> int:
    """Have texts name a renamed person by their key; running it twice changes nothing more."""
    return name_following.follow_username(SYSTEM_LINKS, old_name=old_name, user_key=user_key)


@shared_task(name="wiki.tasks.fetch_wanted", soft_time_limit=60, time_limit=90)
def fetch_wanted(what: str, url: str) -> bool:
    """Fetch a feed or a page that a reader wants to see; running it again soon does nothing."""
    refresh = refresh_feed if what == Wanted.FEED else refresh_page
    return refresh(SYSTEM_FETCH, url=url)


@shared_task(name="wiki.tasks.note_in_inboxes")
def note_in_inboxes(change: dict[str, Any]) -> None:
    """Have those whom a change concerns find it among their notifications; running it twice tells nobody twice."""
    for user_id in inbox.note_in_inboxes(Change(**change)):
        if sending.is_mail_sent():
            mail_told.delay(user_id, change["content_id"])


@shared_task(name="wiki.tasks.note_reaction")
def note_reaction(content_id: int, by: int) -> None:
    """Have who wrote something find among their notifications that somebody reacted to it."""
    inbox.note_reaction(content_id, by)


@shared_task(name="wiki.tasks.mail_told", bind=True, acks_late=False, max_retries=6)
def mail_told(self: Task, user_id: int, content_id: int | None = None) -> None:
    """Mail somebody what they have not read: of one content at once, or of all of a day."""
    try:
        digest.mail_told(user_id, content_id)
    except (SMTPException, OSError) as error:
        raise self.retry(exc=error, countdown=60 * 2**self.request.retries) from error


@shared_task(name="wiki.tasks.send_daily_mails")
def send_daily_mails() -> None:
    """Have those mailed who want one mail a day."""
    for user_id in people_mailed_daily() if sending.is_mail_sent() else ():
        mail_told.delay(user_id)


@shared_task(name="wiki.tasks.collect_views")
def collect_views() -> int:
    """Bring the views that were noted into the database."""
    return view_counts.collect_views(SYSTEM_VIEWS)


@shared_task(name="wiki.tasks.forget_old_notifications")
def forget_old_notifications() -> int:
    """Forget what people were told in the wiki long ago, and what was shared."""
    share.forget_old_shares(SYSTEM_NOTIFICATIONS)
    return note.forget_old_notifications(SYSTEM_NOTIFICATIONS)


@shared_task(name="wiki.tasks.note_shared")
def note_shared(share_id: int) -> None:
    """Have those with whom something was shared find it among their notifications."""
    told_share.note_shared(share_id)


@shared_task(name="wiki.tasks.mail_shared", bind=True, acks_late=False, max_retries=6)
def mail_shared(self: Task, share_id: int) -> None:
    """Mail those with whom something was shared; running it twice sends no second mail."""
    try:
        told_share.mail_shared(share_id)
    except (SMTPException, OSError) as error:
        raise self.retry(exc=error, countdown=60 * 2**self.request.retries) from error


@shared_task(name="wiki.tasks.tell_of_label")
def tell_of_label(content_id: int, label: str, actor_id: int | None) -> None:
    """Have those told who watch a label that a page or blog post got."""
    change = labelling_of(content_id, label, actor_id)
    if change is not None:
        note_in_inboxes.delay(change.as_task_argument())
        if sending.is_mail_sent():
            tell_watchers.delay(change.as_task_argument())


@shared_task(name="wiki.tasks.tell_watchers")
def tell_watchers(change: dict[str, Any]) -> None:
    """Find out who is told of a change, and have them mailed."""
    for pairs in sending.chunks_to_tell(Change(**change)):
        mail_watchers.delay(change, pairs)


# Taken out of the queue before it is done: mails that are lost with a worker are better than mails that come twice.
@shared_task(name="wiki.tasks.mail_watchers", bind=True, acks_late=False, max_retries=6)
def mail_watchers(self: Task, change: dict[str, Any], pairs: list[tuple[int, int]]) -> None:
    """Mail some watchers; those whom the mail server can't take now are tried again for about an hour."""
    later = sending.tell(Change(**change), pairs)
    if later:
        raise self.retry(args=(change, later), countdown=60 * 2**self.request.retries)


@errand(TELL_JOB_ENDED)
def tell_job_ended(job_id: str) -> int:
    """Mail the owner of a job how it ended; running it twice sends no second mail."""
    return ended_job.tell_ended(UUID(job_id))


@shared_task(name="wiki.tasks.make_daily_backup")
def make_daily_backup() -> None:
    """Start the backup of the day, unless the wiki makes none or is at one."""
    if settings.WIKI_BACKUPS_KEPT:
        with suppress(AlreadyUnderWay):
            exports.start_backup(SYSTEM_BACKUP, attachments=True)


@shared_task(name="wiki.tasks.remove_old_exports")
def remove_old_exports() -> int:
    """Remove exports that were there to be fetched long enough."""
    return files.remove_old_exports()
