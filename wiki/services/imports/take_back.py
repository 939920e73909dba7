"""Remove what an import has written that came to no end: nobody has seen it, and nothing of it stays."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.services.arriving import take_groups_back, take_people_back
from accounts.whole_change import whole_change
from jobs.models import LIVE_STATES, Job
from wiki.models import Arrival, ArrivalTrace, ArrivalTraceKind, Content, Label, Labelling, Space
from wiki.permissions.grants import given_anything
from wiki.services.purge import BATCH, purge_rows

SILENT_FOR = timedelta(minutes=10)
"""An import that no job holds, and that was not heard of this long, was killed."""

_TRACES_AT_ONCE = 200


def take_back(number: UUID) -> list[str]:
    """Remove what the attempts at an import have written, in short transactions; it may be called twice.

    An attempt that is still under way writes nothing more from here on.

    Returns:
        what stays because somebody uses it: names of people and groups.
    """
    kept = []
    for arrival in Arrival.objects.filter(number=number):
        # Waits for the step that is under way, if there is one; the next one sees this.
        Arrival.objects.filter(pk=arrival.pk).update(given_up=True)
        for space in Space.objects.filter(arrival=arrival):
            _remove_space(space)
        kept += _remove_traces(arrival)
        Arrival.objects.filter(pk=arrival.pk).delete()
    return kept


def lost_imports() -> set[UUID]:
    """Give the numbers of imports that were killed and that no job takes up again, but have left something."""
    silent = Arrival.objects.filter(beat__lt=timezone.now() - SILENT_FOR)
    numbers = set(silent.values_list("number", flat=True))
    return numbers - set(Job.objects.filter(pk__in=numbers, state__in=LIVE_STATES).values_list("pk", flat=True))


def _remove_space(space: Space) -> None:
    contents = Content.objects.filter(space=space)
    # Earlier versions first: they are the ones that can't be without another row.
    _remove(contents.filter(current__isnull=False))
    _remove(contents)
    with whole_change():
        Space.objects.filter(pk=space.pk).delete()


def _remove(contents: QuerySet[Content]) -> None:
    last = 0
    while ids := list(contents.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        purge_rows(ids)
        last = ids[-1]


def _remove_traces(arrival: Arrival) -> list[str]:
    kept = []
    while traces := list(arrival.traces.order_by("pk")[:_TRACES_AT_ONCE]):
        numbers = {kind: {trace.number for trace in traces if trace.kind == kind} for kind in ArrivalTraceKind}
        people, groups = numbers[ArrivalTraceKind.PERSON], numbers[ArrivalTraceKind.GROUP]
        with whole_change():
            used_people, used_groups = given_anything(people, groups)
            kept += take_people_back(people, used_people)
            kept += take_groups_back(groups, used_groups)
            in_use = Labelling.objects.filter(label_id__in=numbers[ArrivalTraceKind.LABEL]).values("label_id")
            Label.objects.filter(pk__in=numbers[ArrivalTraceKind.LABEL]).exclude(pk__in=in_use).delete()
            ArrivalTrace.objects.filter(pk__in=[trace.pk for trace in traces]).delete()
    return kept
