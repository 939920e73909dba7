"""Share a page or blog post with people, who are told of it."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.errors import NotPermitted
from accounts.models import User
from wiki.errors import BadValue
from wiki.events import ContentShared
from wiki.models import ContentKind, Share
from wiki.permissions.access import content_for
from wiki.queries.share_audience import share_audience
from wiki.services.frame import about, record, service

MOST_AT_ONCE = 100
"""With how many one page is shared in one go."""

MOST_AN_HOUR = 200
"""With how many somebody shares within an hour."""

LONGEST_NOTE = 2000

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

KEPT = timedelta(days=7)
"""How long it is known what was shared."""


@service
def share_content(
    actor: Actor,
    *,
    content_id: int,
    usernames: Iterable[str] = (),
    groups: Iterable[str] = (),
    addresses: Iterable[str] = (),
    note: str = "",
) -> Share:
    """Have people told of a page or blog post; whoever may not view it is left out.

    Args:
        usernames, groups: the people.
        addresses: mail addresses outside of the wiki, where the site takes them; they get the title and the link.
        note: what the actor says about it.

    Raises:
        NoSuchContent: it is not there for the actor.
        NotPermitted: nobody is logged in, the actor may not view profiles, or has shared with many within an hour.
        NoSuchUser, NoSuchGroup: somebody is not there.
        BadValue: nobody is left to be told, they are too many, an address is none, or the note is too long.
    """
    content = content_for(actor, content_id, kinds=(ContentKind.PAGE, ContentKind.BLOGPOST))
    sharer = actor.user
    if sharer is None:
        raise NotPermitted(gettext("Please log in to share a page."))
    audience = share_audience(actor, content, usernames=usernames, groups=groups, addresses=addresses)
    if not audience.size:
        raise BadValue("people", gettext("There is nobody to share this with who may view it."))
    if audience.size > MOST_AT_ONCE:
        raise BadValue("people", gettext("A page is shared with {most} at most.").format(most=MOST_AT_ONCE))
    if len(note) > LONGEST_NOTE:
        raise BadValue("note", gettext("A note has {most} characters at most.").format(most=LONGEST_NOTE))
    _require_room(sharer, audience.size)
    share = Share.objects.create(
        content=content,
        sharer=sharer,
        addresses=audience.addresses,
        note=_CONTROL.sub("", note).strip(),
        recipients=audience.size,
    )
    share.people.set(audience.people)
    record(actor, ContentShared(**about(actor, content), share_id=share.pk))
    return share


@service
def forget_old_shares(actor: Actor) -> int:
    """Forget what was shared some time ago; the notifications and mails stay.

    Returns:
        how many rows went.
    """
    old = Share.objects.filter(created__lt=timezone.now() - KEPT)
    count = old.count()
    old.delete()
    return count


def _require_room(sharer: User, wanted: int) -> None:
    # Whoever shares twice at a time waits here for the first to be counted.
    User.objects.select_for_update(no_key=True).get(pk=sharer.pk)
    since = timezone.now() - timedelta(hours=1)
    told = Share.objects.filter(sharer=sharer, created__gt=since).aggregate(told=Sum("recipients"))["told"] or 0
    if told + wanted > MOST_AN_HOUR:
        said = gettext("You have shared with {told} within an hour, and {most} is the most. Please try again later.")
        raise NotPermitted(said.format(told=told, most=MOST_AN_HOUR))
