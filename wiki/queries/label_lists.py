"""Lists of labels for readers: of one space, used by one person, and what stands together with several."""

from django.db.models import Count, Max, Q, QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentStatus, Label, Labelling, LabelNamespace, Space
from wiki.permissions.visible import visible_contents
from wiki.queries.labels import labels_for
from wiki.storage_format.references import storable


def labels_in_space(actor: Actor, space: Space, limit: int) -> list[Label]:
    """Give the labels that visible content of a space has, by name."""
    labels = Label.objects.filter(namespace=LabelNamespace.GLOBAL, labellings__content__in=_visible(actor, space))
    return list(labels.distinct().order_by("name")[:limit])


def labels_used_by(actor: Actor, limit: int) -> list[Label]:
    """Give the labels that the actor put on content that is still visible, the last used first.

    Each has the moment as `last_used`.
    """
    if actor.user_id is None:
        return []
    own = Labelling.objects.filter(user_id=actor.user_id, content__in=_visible(actor, None))
    labels = labels_for(actor).filter(labellings__in=own)
    last = Max("labellings__created", filter=Q(labellings__in=own))
    return list(labels.annotate(last_used=last).order_by("-last_used", "name")[:limit])


def labels_beside(actor: Actor, names: list[str], space: Space | None, limit: int) -> list[Label]:
    """Give the labels that stand together with any of some labels on visible content, the most frequent first.

    Args:
        names: the labels that they stand with; they are not among the answer.
        space: where; None looks everywhere.
    """
    wanted = {storable(name.lower()) for name in names}
    given = Label.objects.filter(namespace=LabelNamespace.GLOBAL, name__in=wanted)
    together = _visible(actor, space).filter(
        pk__in=Labelling.objects.filter(label__in=given, content__isnull=False).values("content_id")
    )
    labels = (
        Label.objects.filter(namespace=LabelNamespace.GLOBAL, labellings__content__in=together)
        .exclude(name__in=wanted)
        .annotate(uses=Count("labellings"))
        .order_by("-uses", "name")
    )
    return list(labels[:limit])


def _visible(actor: Actor, space: Space | None) -> QuerySet[Content]:
    contents = visible_contents(actor, Content.objects.filter(status=ContentStatus.CURRENT))
    return contents.filter(space=space) if space is not None else contents
