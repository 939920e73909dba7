"""Who made a change and when, where that is not simply the actor and now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Authors and times to be kept from another system; what is None is the actor, or now."""

    creator: User | None = None
    created: datetime | None = None
    modifier: User | None = None
    modified: datetime | None = None


@dataclass(frozen=True)
class Authorship:
    """Authors and times as they go into a row."""

    creator_id: int | None
    created: datetime
    modifier_id: int | None
    modified: datetime


def authorship(actor: Actor, attribution: Attribution | None) -> Authorship:
    """Decide what authors and times a change gets.

    Raises:
        NotPermitted: an attribution is given by somebody who is no system administrator.
    """
    now = timezone.now()
    if attribution is None:
        return Authorship(actor.user_id, now, actor.user_id, now)
    require_global(actor, GlobalPermissionType.SYSTEMADMINISTRATOR)
    created = attribution.created or attribution.modified or now
    return Authorship(
        attribution.creator.pk if attribution.creator else actor.user_id,
        created,
        attribution.modifier.pk if attribution.modifier else actor.user_id,
        attribution.modified or created,
    )
