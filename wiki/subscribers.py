"""Which event leads to what: the one table of side effects."""

from functools import partial

from django.core.cache import cache
from django.db import transaction

from accounts import events as account_events
from accounts.actor import SYSTEM_LINKS, SYSTEM_NOTIFICATIONS, Actor
from accounts.errors import UserExists
from accounts.models import User
from accounts.queries import active_people
from jobs import events as job_events
from jobs.errands import send_errand
from jobs.models import Job
from search.extraction.sandbox import ending_of
from wiki import tasks
from wiki.errors import BadKey, KeyTaken
from wiki.events import (
    ContentAdded,
    ContentEdited,
    ContentRelocated,
    ContentShared,
    LabelAdded,
    PagesRelocated,
    ReactionChanged,
    SpaceRekeyed,
    subscribe,
    subscribe_within,
)
from wiki.fetching.wanted import Wanted, when_wanted
from wiki.models import ContentKind
from wiki.notifications.change import Change
from wiki.notifications.ended_job import is_worth_telling
from wiki.notifications.sending import is_mail_sent
from wiki.queries.fetched import digest_of
from wiki.services.frame import record_people_change
from wiki.services.notifications.note import note_job_end
from wiki.services.spaces.edit import follow_username
from wiki.services.watches.autowatch import watch_own_work

_FETCH_SECONDS = 60
_MOST_FETCHES = 6


def links_follow_content(event: ContentRelocated) -> None:
    """Have links to a renamed or moved content rewritten in the background."""
    send_errand(
        tasks.FOLLOW_RELOCATION,
        event.content_id,
        event.kind,
        event.old_space_key,
        event.old_title,
        event.old_container_id,
    )


def links_follow_pages(event: PagesRelocated) -> None:
    """Have links to pages that came to another space rewritten in the background."""
    send_errand(tasks.FOLLOW_PAGES, [list(pair) for pair in event.titles], event.old_space_key)


def links_follow_space(event: SpaceRekeyed) -> None:
    """Have links to a space with a new key rewritten in the background, where that was asked for."""
    if event.update_links:
        send_errand(tasks.FOLLOW_SPACE_KEY, event.old_key, event.space_key)


def text_is_taken_out(event: ContentAdded | ContentEdited) -> None:
    """Have the text taken out of a new file in the background, so that search finds it."""
    if event.kind == ContentKind.ATTACHMENT and event.content_id is not None and ending_of(event.subject):
        send_errand(tasks.TAKE_FILE_TEXT, event.content_id)


def personal_space_follows_name(user: User, old_name: str) -> None:
    """Give a renamed person's space its new key, in the transaction of the renaming.

    Raises:
        UserExists: a space has the key that goes with the new name.
    """
    try:
        follow_username(SYSTEM_LINKS, owner=user)
    except (KeyTaken, BadKey):
        raise UserExists(user.username, "personal space of the name") from None


def mentions_follow_person(user: User, old_name: str) -> None:
    """Have texts that name a renamed person by the old name rewritten in the background, once that is committed."""
    send_errand(tasks.FOLLOW_USERNAME, old_name, user.key, queue="long")


def fetch_what_is_wanted(what: Wanted, url: str) -> None:
    """Have something fetched that a reader wants, in the background: each address once a minute, and not too many."""
    if not cache.add(f"wanted-{what}-{digest_of(url)}", True, _FETCH_SECONDS):
        return
    # Places in a queue of this minute: whoever finds one free takes it.
    if any(cache.add(f"fetch-place-{place}", True, _FETCH_SECONDS) for place in range(_MOST_FETCHES)):
        transaction.on_commit(
            partial(tasks.fetch_wanted.apply_async, (str(what), url), expires=_FETCH_SECONDS), robust=True
        )


def people_watch_their_work(event: ContentAdded | ContentEdited) -> None:
    """Have whoever made, edited or commented on a page or blog post watch it, unless the change is a minor one."""
    if event.minor_edit or event.actor_id is None or event.content_id is None:
        return
    person = active_people().filter(pk=event.actor_id).first()
    if person is not None:
        watch_own_work(Actor.for_user(person), content_id=event.content_id)


def people_are_told(event: ContentAdded | ContentEdited) -> None:
    """Have those whom a change concerns told in the wiki and by mail, in the background, unless it is a minor one."""
    if event.minor_edit or event.content_id is None:
        return
    version = event.version if isinstance(event, ContentEdited) else 1
    change = Change(content_id=event.content_id, version=version, actor_id=event.actor_id).as_task_argument()
    tasks.note_in_inboxes.delay(change)
    if is_mail_sent():
        tasks.tell_watchers.delay(change)


def author_is_told(event: ReactionChanged) -> None:
    """Have who wrote something told in the wiki, in the background, that somebody reacted to it."""
    if event.on and event.content_id is not None and event.actor_id is not None:
        tasks.note_reaction.delay(event.content_id, event.actor_id)


def watchers_hear_of_label(event: LabelAdded) -> None:
    """Have those told, in the background, who watch a label that a content got; people's own labels concern nobody."""
    if event.content_id is not None and ":" not in event.label:
        tasks.tell_of_label.delay(event.content_id, event.label, event.actor_id)


def people_see_what_is_shared(event: ContentShared) -> None:
    """Have those with whom something was shared told in the wiki and by mail, in the background."""
    tasks.note_shared.delay(event.share_id)
    if is_mail_sent():
        tasks.mail_shared.delay(event.share_id)


def owner_is_told(job: Job) -> None:
    """Have the owner of a job told how it ended, where that is worth it: in the wiki, and by mail."""
    if not is_worth_telling(job):
        return
    note_job_end(SYSTEM_NOTIFICATIONS, job=job)
    if is_mail_sent():
        send_errand(tasks.TELL_JOB_ENDED, str(job.pk))


def connect() -> None:
    """Connect every event to its handlers."""
    if personal_space_follows_name not in account_events.user_renamed:
        account_events.user_renamed.append(personal_space_follows_name)
    if mentions_follow_person not in account_events.user_renamed:
        account_events.user_renamed.append(mentions_follow_person)
    if record_people_change not in account_events.people_changed:
        account_events.people_changed.append(record_people_change)
    if owner_is_told not in job_events.job_ended:
        job_events.job_ended.append(owner_is_told)
    when_wanted(fetch_what_is_wanted)
    subscribe_within(ContentRelocated, links_follow_content)
    subscribe_within(PagesRelocated, links_follow_pages)
    subscribe_within(SpaceRekeyed, links_follow_space)
    subscribe(ReactionChanged, author_is_told)
    subscribe(LabelAdded, watchers_hear_of_label)
    subscribe(ContentShared, people_see_what_is_shared)
    for what in (ContentAdded, ContentEdited):
        subscribe_within(what, text_is_taken_out)
        subscribe(what, people_watch_their_work)
        subscribe(what, people_are_told)
