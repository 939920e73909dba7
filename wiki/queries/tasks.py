"""Tasks in pages, blog posts and comments."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentStatus, InlineTask, Labelling, LabelNamespace
from wiki.permissions.inheritance import subtree
from wiki.permissions.visible import visible_contents
from wiki.storage_format.references import fold_title


@dataclass(frozen=True, kw_only=True)
class WantedTasks:
    """Which tasks are wanted: those for which all holds that is said; what is empty or None says nothing.

    Attributes:
        space_keys: in one of these spaces, in any case.
        pages: in one of these pages or blog posts, or a comment on it.
        below: in one of these pages or any page below it, or a comment there.
        labels: on a page or blog post with one of these labels.
        assignees: for one of these people, by name.
        creators: brought by one of these people, by name.
        complete: ticked, or not.
        due_from, due_until: due on these days or between.
        created_from, created_until: brought on these days or between.
    """

    space_keys: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    below: tuple[Content, ...] = ()
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    complete: bool | None = None
    due_from: date | None = None
    due_until: date | None = None
    created_from: date | None = None
    created_until: date | None = None


EVERY_TASK = WantedTasks()


def tasks_of(actor: Actor, wanted: WantedTasks = EVERY_TASK) -> QuerySet[InlineTask]:
    """Give the tasks that an actor may see: open ones first, by the day they are due, those without a day last.

    With each come its content, with its space and the page or post that this hangs on, and the people it names.

    Args:
        wanted: which of them; pages named in it count only where the actor may see them.
    """
    texts = visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT))
    found = InlineTask.objects.filter(content__in=texts.filter(_places(wanted)))
    return (
        found.filter(_of_people(wanted) & _at_times(wanted))
        .select_related("content__space", "content__host__space", "assignee", "creator", "completer")
        .order_by("complete", F("due").asc(nulls_last=True), "created", "content_id", "position")
    )


def _places(wanted: WantedTasks) -> Q:
    where = Q()
    if wanted.space_keys:
        where &= Q(space__key_folded__in=[fold_title(key) for key in wanted.space_keys])
    if wanted.pages or wanted.below:
        named = Q(host_id__in=[*wanted.pages, *(page.pk for page in wanted.below)])
        for page in wanted.below:
            named |= Q(host_id__in=subtree(page).values("pk"))
        where &= named
    if wanted.labels:
        names = [name.strip().lower() for name in wanted.labels]
        labellings = Labelling.objects.filter(label__namespace=LabelNamespace.GLOBAL, label__name__in=names)
        where &= Q(host_id__in=labellings.filter(content__isnull=False).values("content_id"))
    return where


def _of_people(wanted: WantedTasks) -> Q:
    people = Q()
    if wanted.assignees:
        people &= Q(assignee__username__in=[name.lower() for name in wanted.assignees])
    if wanted.creators:
        people &= Q(creator__username__in=[name.lower() for name in wanted.creators])
    return people


def _at_times(wanted: WantedTasks) -> Q:
    times = Q()
    if wanted.complete is not None:
        times &= Q(complete=wanted.complete)
    for lookup, day in (
        ("due__gte", wanted.due_from),
        ("due__lte", wanted.due_until),
        ("created__date__gte", wanted.created_from),
        ("created__date__lte", wanted.created_until),
    ):
        if day is not None:
            times &= Q(**{lookup: day})
    return times
