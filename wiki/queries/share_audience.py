"""Whom somebody wants to share a page with, and who of them may view it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.models import User, can_be_stored
from accounts.queries import active_people, group_by_name, require_profile_view, user_by_name
from wiki.errors import BadValue
from wiki.models import Content
from wiki.permissions.audience import who_may_view
from wiki.site_settings.now import site_setting

_LONGEST_ADDRESS = 254
_LINE_ENDS = re.compile(r"[\r\n]")


@dataclass(frozen=True)
class ShareAudience:
    """Whom a page is to be shared with.

    Attributes:
        people: who may view the page, each once.
        barred: who is named, and may not view it.
        barred_members: how many members of groups may not view it, besides.
        addresses: mail addresses of nobody in the wiki.
    """

    people: list[User]
    barred: list[User]
    barred_members: int
    addresses: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many are told."""
        return len(self.people) + len(self.addresses)


def takes_outside_addresses() -> bool:
    """Say whether pages are shared with addresses outside of the wiki, too."""
    return bool(site_setting("share_outside"))


def share_audience(
    actor: Actor, content: Content, *, usernames: Iterable[str], groups: Iterable[str], addresses: Iterable[str] = ()
) -> ShareAudience:
    """Look up whom somebody wants to share a page or blog post with; themselves left out.

    Args:
        usernames, groups: whose names they chose.
        addresses: mail addresses; that of a person in the wiki stands for the person.

    Raises:
        NotPermitted: the actor may not view profiles.
        NoSuchUser, NoSuchGroup: somebody is not there.
        BadValue: an address is none, or addresses are not taken.
    """
    require_profile_view(actor, username="")
    named = {user.pk: user for user in map(user_by_name, usernames)}
    outside = []
    for address in dict.fromkeys(map(_address, addresses)):
        known = list(active_people().filter(email__iexact=address))
        named |= {user.pk: user for user in known}
        outside += [] if known else [address]
    members = {group.pk for group in map(group_by_name, groups)}
    wanted = active_people().filter(groups__in=members) | active_people().filter(pk__in=named)
    wanted = wanted.exclude(pk=actor.user_id or 0).distinct()
    may_view = list(who_may_view(content, wanted))
    seeing = {user.pk for user in may_view} | {actor.user_id or 0}
    barred = [user for pk, user in named.items() if pk not in seeing]
    others = set(wanted.values_list("pk", flat=True)) - seeing - {user.pk for user in barred}
    return ShareAudience(may_view, barred, len(others), outside)


def _address(given: str) -> str:
    address = given.strip()
    if not takes_outside_addresses():
        raise BadValue("addresses", gettext("This wiki shares with people of the wiki only."))
    try:
        validate_email(address)
    except ValidationError:
        is_address = False
    else:
        is_address = len(address) <= _LONGEST_ADDRESS and can_be_stored(address) and not _LINE_ENDS.search(address)
    if not is_address:
        raise BadValue("addresses", gettext("“{address}” is no mail address.").format(address=address[:80]))
    return address
