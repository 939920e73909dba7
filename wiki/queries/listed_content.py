"""Lists of content by conditions, which can be combined: labels, spaces, kinds, people, days, places in the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from wiki.models import (
    Content,
    ContentKind,
    ContentStatus,
    Label,
    Labelling,
    LabelNamespace,
    SpaceKind,
    SpaceStatus,
)
from wiki.permissions.visible import visible_contents
from wiki.queries.archived_pages import without_archived
from wiki.queries.labels import labels_for
from wiki.queries.spaces import favourite_spaces
from wiki.storage_format.references import fold_title, storable

LISTED_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST, ContentKind.ATTACHMENT, ContentKind.COMMENT)
MOST_WORDS = 128
"""Different words that a title can have."""

ENTRY_NEEDS = ("space", "creator", "modifier", "container", "host")
"""What a list shows of each content besides its own row."""


class SpaceSet(StrEnum):
    """Spaces that go by a word instead of a key."""

    ALL = "all"
    GLOBAL = "global"
    PERSONAL = "personal"
    FAVOURITE = "favourite"


class Part(StrEnum):
    """What somebody did to a content."""

    CREATED = "created"
    CHANGED_LAST = "changed last"
    TOOK_PART = "took part"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Contents with at least one of these labels."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InSpaces:
    """Contents of any of these spaces."""

    keys: tuple[str, ...] = ()
    sets: tuple[SpaceSet, ...] = ()


@dataclass(frozen=True, slots=True)
class OfKinds:
    """Contents of any of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class By:
    """Contents that any of these people made, changed last, or had a part in."""

    usernames: tuple[str, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class Since:
    """Contents made, or else changed, at or after a moment."""

    moment: datetime
    created: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """Pages anywhere below one of these pages; with `directly`, their children alone."""

    page_ids: tuple[int, ...]
    directly: bool = False


@dataclass(frozen=True, slots=True)
class HostedBelow:
    """Pages anywhere below a page, and what hangs on them."""

    page_id: int


@dataclass(frozen=True, slots=True)
class Before:
    """Contents made, or else changed, before a moment."""

    moment: datetime
    created: bool = False


@dataclass(frozen=True, slots=True)
class Titled:
    """Contents whose title holds all words of a text; with `phrase`, the text as a whole."""

    text: str
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Entitled:
    """Contents with this title."""

    title: str


@dataclass(frozen=True, slots=True)
class WithIds:
    """These contents."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Contents that fit all of these conditions; none fit all."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Contents that fit one of these conditions at least."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Contents that don't fit a condition."""

    part: Condition


Condition = (
    Labelled
    | InSpaces
    | OfKinds
    | By
    | Since
    | Before
    | Below
    | HostedBelow
    | Titled
    | Entitled
    | WithIds
    | AllOf
    | AnyOf
    | Not
)

EVERYTHING = Not(AnyOf(()))
"""The condition that all contents fit."""

ORDERS: dict[str, tuple[str, ...]] = {
    "created": ("created", "pk"),
    "modified": ("modified", "pk"),
    "title": ("title_folded", "pk"),
    "space": ("space__key_folded", "title_folded", "pk"),
    "posted": ("posting_day", "created", "pk"),
}
"""The columns of each order, the lowest first."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list, by its name in `ORDERS`."""

    name: str
    falling: bool = False


def listed_content(
    actor: Actor, condition: Condition, order: Sequence[Order] = (Order("modified", falling=True),)
) -> QuerySet[Content]:
    """Give the visible current contents that fit a condition.

    Contents of archived spaces are among them only where the condition names spaces by their keys, those of archived
    pages never. People, the space
    and what a comment or a file hangs on are at hand.

    Args:
        condition: which contents.
        order: what they are sorted by, the first counting most.
    """
    contents = without_archived(Content.objects.filter(_condition(actor, condition), status=ContentStatus.CURRENT))
    if not _names_spaces(condition):
        contents = contents.filter(space__status=SpaceStatus.CURRENT)
    columns = [f"-{column}" if each.falling else column for each in order for column in ORDERS[each.name]]
    return visible_contents(actor, contents).select_related(*ENTRY_NEEDS).order_by(*columns)


def labels_of_each(actor: Actor, contents: Iterable[Content]) -> dict[int, list[Label]]:
    """Give the labels of some visible contents by the ids of the contents, each by name, in one query."""
    found: dict[int, list[Label]] = defaultdict(list)
    known = labels_for(actor).exclude(namespace=LabelNamespace.MY)
    rows = Labelling.objects.filter(content__in=[content.pk for content in contents], label__in=known)
    for labelling in rows.select_related("label").order_by("label__name", "label_id"):
        if labelling.content_id is not None:
            found[labelling.content_id].append(labelling.label)
    return dict(found)


def _names_spaces(condition: Condition) -> bool:
    match condition:
        case InSpaces(keys=keys):
            return bool(keys)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return any(_names_spaces(part) for part in parts)
    return False


def _condition(actor: Actor, condition: Condition) -> Q:
    match condition:
        case Labelled(names=names):
            return Q(pk__in=_labelled(actor, names))
        case InSpaces():
            return _in_spaces(actor, condition)
        case OfKinds(kinds=kinds):
            return Q(kind__in=kinds)
        case By():
            return _by(actor, condition)
        case Since(moment=moment, created=created):
            return Q(created__gte=moment) if created else Q(modified__gte=moment)
        case Below():
            return _below(condition)
        case Before(moment=moment, created=created):
            return Q(created__lt=moment) if created else Q(modified__lt=moment)
        case HostedBelow(page_id=page_id):
            return Q(host__path__contains=f"/{page_id}/")
        case Titled():
            return _titled(condition)
        case Entitled(title=title):
            return Q(title_folded=fold_title(title))
        case WithIds(ids=ids):
            return Q(pk__in=ids)
        case AllOf(parts=parts):
            return _all(_condition(actor, part) for part in parts)
        case AnyOf(parts=parts):
            return _any(_condition(actor, part) for part in parts)
        case Not(part=part):
            return ~_condition(actor, part)


def _labelled(actor: Actor, names: Collection[str]) -> QuerySet[Labelling, int | None]:
    words: dict[str, list[str]] = defaultdict(list)
    for name in names:
        prefix, colon, word = storable(name.strip().lower()).partition(":")
        if not colon:
            words[LabelNamespace.GLOBAL].append(prefix)
        elif prefix == f"~{actor.username}":
            words[LabelNamespace.MY].append(word)
        elif prefix in LabelNamespace.values:
            words[prefix].append(word)
    wanted = _any(Q(namespace=namespace, name__in=chosen) for namespace, chosen in words.items())
    labels = labels_for(actor).filter(wanted)
    return Labelling.objects.filter(label__in=labels, content__isnull=False).values_list("content_id", flat=True)


def _in_spaces(actor: Actor, condition: InSpaces) -> Q:
    chosen = Q(space__key_folded__in=[fold_title(key) for key in condition.keys])
    for each in condition.sets:
        match each:
            case SpaceSet.ALL:
                return Q()
            case SpaceSet.GLOBAL:
                chosen |= Q(space__kind=SpaceKind.GLOBAL, space__status=SpaceStatus.CURRENT)
            case SpaceSet.PERSONAL:
                chosen |= Q(space__kind=SpaceKind.PERSONAL, space__status=SpaceStatus.CURRENT)
            case SpaceSet.FAVOURITE:
                chosen |= Q(space__in=favourite_spaces(actor).order_by().values("pk"))
    return chosen


def _by(actor: Actor, condition: By) -> Q:
    names = [storable(name.strip().lower()) for name in condition.usernames]
    match condition.part:
        case Part.CREATED:
            return Q(creator__username__in=names)
        case Part.CHANGED_LAST:
            return Q(modifier__username__in=names)
        case Part.TOOK_PART:
            earlier = Content.objects.filter(modifier__username__in=names, current__isnull=False)
            now = Q(creator__username__in=names) | Q(modifier__username__in=names)
            return now | Q(pk__in=earlier.values("current_id"))


def _titled(condition: Titled) -> Q:
    folded = fold_title(condition.text)
    words = {folded} if condition.phrase else set(folded.split())
    # No title has room for more, and databases read no condition of any depth.
    return _all(Q(title_folded__contains=word) for word in words) if len(words) <= MOST_WORDS else Q(pk__in=[])


def _below(condition: Below) -> Q:
    if condition.directly:
        return Q(kind=ContentKind.PAGE, parent_id__in=condition.page_ids)
    return Q(kind=ContentKind.PAGE) & _any(Q(path__contains=f"/{page_id}/") for page_id in condition.page_ids)


def _all(conditions: Iterable[Q]) -> Q:
    combined = Q()
    for condition in conditions:
        combined &= condition
    return combined


def _any(conditions: Iterable[Q]) -> Q:
    combined = Q(pk__in=[])
    for condition in conditions:
        combined |= condition
    return combined
