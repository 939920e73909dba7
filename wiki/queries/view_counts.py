"""How often pages were looked at lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Q, Sum
from django.utils import timezone

from accounts.actor import Actor
from wiki.models import Content, ViewCount
from wiki.queries.dashboard import POPULAR_DAYS, visible_in_order

_CANDIDATES = 100
_KEPT_SECONDS = 300
_KEY = "most-viewed"


@dataclass(frozen=True)
class Views:
    """How often something was looked at: in the last 30 days, and in a year."""

    lately: int
    in_a_year: int


def views_of(content: Content) -> Views:
    """Count the views of a page or blog post that was opened for somebody."""
    counted = ViewCount.objects.filter(content=content).aggregate(
        lately=Sum("views", filter=Q(day__gt=_first_day())), in_a_year=Sum("views")
    )
    return Views(counted["lately"] or 0, counted["in_a_year"] or 0)


def most_viewed(actor: Actor, limit: int) -> list[Content]:
    """Give the pages and blog posts that were looked at most in the last 30 days, as far as the actor may view them.

    What is most viewed in the whole wiki is found out every few minutes; only that many are looked at.
    """
    ids: Sequence[int] | None = cache.get(_KEY)
    if ids is None:
        counted = ViewCount.objects.filter(day__gt=_first_day()).order_by().values_list("content_id")
        ids = [
            content_id
            for content_id, _ in counted.annotate(sum=Sum("views")).order_by("-sum", "content_id")[:_CANDIDATES]
        ]
        cache.set(_KEY, ids, _KEPT_SECONDS)
    return visible_in_order(actor, ids)[:limit] if ids else []


def _first_day() -> date:
    return timezone.localdate() - timedelta(days=POPULAR_DAYS)
