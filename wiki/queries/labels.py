"""Labels, and what is labelled with them."""

from collections.abc import Iterable

from django.db.models import Count, Max, Q, QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchLabel
from wiki.models import Content, ContentStatus, Label, Labelling, LabelNamespace, Space
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.storage_format.references import fold_title, storable


def labels_for(actor: Actor) -> QuerySet[Label]:
    """Give the labels that an actor may know: everybody's, and their own personal ones."""
    if not actor.may_use:
        return Label.objects.none()
    return Label.objects.filter(~Q(namespace=LabelNamespace.MY) | Q(owner_id=actor.user_id)).select_related("owner")


def labels_of(actor: Actor, content: Content) -> QuerySet[Label]:
    """Give the labels of a content that the actor may view, by name."""
    return labels_for(actor).filter(labellings__content_id=content.pk).order_by("name", "pk")


def labels_by_content(actor: Actor, ids: Iterable[int]) -> dict[int, list[Label]]:
    """Give the labels of several contents that the actor may view, by their ids; personal ones are not among them."""
    found: dict[int, list[Label]] = {}
    shared = Labelling.objects.filter(content_id__in=list(ids), label__in=labels_for(actor))
    for labelling in shared.exclude(label__namespace=LabelNamespace.MY).select_related("label").order_by("label__name"):
        if labelling.content_id is not None:
            found.setdefault(labelling.content_id, []).append(labelling.label)
    return found


def labels_of_space(actor: Actor, space: Space) -> QuerySet[Label]:
    """Give the labels of a space that the actor may view, by name."""
    return labels_for(actor).filter(labellings__space_id=space.pk).order_by("name", "pk")


def label_by_id(actor: Actor, label_id: int) -> Label:
    """Give a label by its id.

    Raises:
        NoSuchLabel: there is none that the actor may know.
    """
    label = labels_for(actor).filter(pk=label_id).first() if 0 < label_id < 2**63 else None
    if label is None:
        raise NoSuchLabel(label_id)
    return label


def label_by_name(actor: Actor, namespace: str, name: str) -> Label:
    """Give a label by namespace and name; in the namespace `my` that is the actor's own.

    Raises:
        NoSuchLabel: there is none that the actor may know.
    """
    label = labels_for(actor).filter(namespace=storable(namespace), name=storable(name.lower())).first()
    if label is None:
        raise NoSuchLabel(name)
    return label


def contents_with_label(actor: Actor, label: Label) -> QuerySet[Content]:
    """Give the visible current contents that have a label, the last changed first."""
    return (
        visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT))
        .filter(labellings__label=label)
        .select_related("space", "container", "host")
        .order_by("-modified", "-pk")
    )


def spaces_with_label(actor: Actor, label: Label) -> QuerySet[Space]:
    """Give the visible spaces that have a label themselves, by name."""
    return visible_spaces(actor).filter(labellings__label=label).order_by("name", "key")


def spaces_with_labelled_content(actor: Actor, label: Label) -> QuerySet[Space]:
    """Give the spaces that hold visible content with a label, by name."""
    contents = contents_with_label(actor, label).order_by().values("space_id")
    return visible_spaces(actor).filter(pk__in=contents).order_by("name", "key")


def popular_labels(actor: Actor, space: Space | None = None, limit: int = 0) -> list[Label]:
    """Give the labels that most visible contents have, with that number as `uses`; 0 or less gives all."""
    labels = (
        Label.objects.filter(namespace=LabelNamespace.GLOBAL)
        .filter(labellings__in=_visible_labellings(actor, space))
        .annotate(uses=Count("labellings", filter=Q(labellings__in=_visible_labellings(actor, space))))
        .order_by("-uses", "name")
    )
    return list(labels[:limit] if limit > 0 else labels)


def recently_used_labels(actor: Actor, space: Space | None = None, limit: int = 0) -> list[Label]:
    """Give the labels that were put on visible content last; 0 or less gives all."""
    labels = (
        labels_for(actor)
        .filter(labellings__in=_visible_labellings(actor, space))
        .annotate(last_used=Max("labellings__created", filter=Q(labellings__in=_visible_labellings(actor, space))))
        .order_by("-last_used", "name")
    )
    return list(labels[:limit] if limit > 0 else labels)


def related_labels(actor: Actor, label: Label, space: Space | None = None, limit: int = 0) -> list[Label]:
    """Give the labels that stand together with a label on visible content, the most frequent first."""
    together = contents_with_label(actor, label).order_by()
    if space is not None:
        together = together.filter(space=space)
    labels = (
        Label.objects.filter(namespace=LabelNamespace.GLOBAL, labellings__content__in=together)
        .exclude(pk=label.pk)
        .annotate(uses=Count("labellings"))
        .order_by("-uses", "name")
    )
    return list(labels[:limit] if limit > 0 else labels)


def labels_by_detail(
    actor: Actor, *, name: str = "", namespace: str = "", space_key: str = "", owner: str = ""
) -> list[Label]:
    """Give the labels that fit all of what is given; empty arguments fit all."""
    labels = labels_for(actor)
    if name:
        labels = labels.filter(name=storable(name.lower()))
    if namespace:
        labels = labels.filter(namespace=storable(namespace.lower()))
    if owner:
        labels = labels.filter(owner__username=storable(owner.lower()))
    if space_key:
        spaces = visible_spaces(actor).filter(key_folded=fold_title(space_key))
        labels = labels.filter(
            Q(labellings__in=_visible_labellings(actor, None).filter(content__space__in=spaces))
            | Q(labellings__space__in=spaces)
        )
    return list(labels.distinct().order_by("name", "pk"))


def _visible_labellings(actor: Actor, space: Space | None) -> QuerySet[Labelling]:
    contents = visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT))
    if space is not None:
        contents = contents.filter(space=space)
    return Labelling.objects.filter(content__in=contents)
