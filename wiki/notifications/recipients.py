"""Who is told of a change: the watchers of the content and its space, and who follows its author; each once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from accounts.queries import active_people
from wiki.models import ContentKind, LabelNamespace, Watch
from wiki.notifications.change import Change, Story
from wiki.permissions.audience import who_may_view
from wiki.queries.email_preferences import EmailPreferences, email_preferences_of

_FOLLOWED = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.COMMENT)
"""What people hear of who follow somebody."""

_WIDEST = 3

Pair = tuple[int, int]
"""The id of a person and that of the watch by which they are told."""


@dataclass(frozen=True)
class Recipient:
    """Somebody to be mailed, the watch that is the reason, and what they want to be told."""

    user: User
    watch: Watch
    preferences: EmailPreferences


def watchers_told_of(story: Story) -> list[Pair]:
    """List who watches what changed, by whom it was changed left out; whether they may view it is asked at sending.

    Somebody with several watches is told by the narrowest.
    """
    return watchers_of(story, with_address=True)


def watchers_of(story: Story, *, with_address: bool = False) -> list[Pair]:
    """List who watches what changed, each by their narrowest watch; see `watchers_told_of`.

    Args:
        with_address: leaves out whoever has no mail address.
    """
    rows = Watch.objects.filter(_watching(story), user__is_active=True)
    if with_address:
        rows = rows.exclude(user__email="")
    if story.change.actor_id is not None and not wants_own(story.change):
        rows = rows.exclude(user_id=story.change.actor_id)
    narrowest: dict[int, tuple[int, int]] = {}
    for watch in rows:
        narrowest[watch.user_id] = min(narrowest.get(watch.user_id, (_WIDEST + 1, 0)), (_width(watch), watch.pk))
    return [(user_id, watch_id) for user_id, (_, watch_id) in sorted(narrowest.items())]


def _watching(story: Story) -> Q:
    """Say which watches are of what changed: of the label that it got, or of the content, its space, who changed it."""
    change, content = story.change, story.content
    if change.label:
        return Q(label__name=change.label, label__namespace=LabelNamespace.GLOBAL)
    watching = Q(content_id=story.host.pk) | Q(space_id=content.space_id, content_kind__in=("", content.kind))
    if change.actor_id is not None and content.kind in _FOLLOWED:
        watching |= Q(person_id=change.actor_id)
    return watching


def _width(watch: Watch) -> int:
    """Say how much a watch is of: a content, a kind in a space, a space, or whatever a person does."""
    if watch.content_id is not None:
        return 0
    if watch.space_id is None:
        return _WIDEST
    return 1 if watch.content_kind else 2


def recipients_among(story: Story, pairs: Iterable[Pair]) -> list[Recipient]:
    """Give those of some watchers who may view the content now, have an address, watch still, and want it at once."""
    watch_ids = dict(pairs)
    people = active_people().filter(pk__in=watch_ids).exclude(email="")
    may_view = list(who_may_view(story.content, people))
    watches = Watch.objects.select_related("space", "label", "person").in_bulk(list(watch_ids.values()))
    preferences = email_preferences_of(user.pk for user in may_view)
    return [
        Recipient(user, watches[watch_ids[user.pk]], preferences[user.pk])
        for user in may_view
        if watch_ids[user.pk] in watches and not preferences[user.pk].daily
    ]


def wants_own(change: Change) -> bool:
    """Say whether whoever made a change is told of it, too."""
    return change.actor_id is not None and email_preferences_of([change.actor_id])[change.actor_id].tell_own
