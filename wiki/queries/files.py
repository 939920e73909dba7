"""Attached files in lists: of several contents or of a space, by their labels, and with their earlier versions."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from accounts.actor import Actor
from wiki.models import Content, ContentKind, ContentStatus, Labelling, LabelNamespace, Space
from wiki.permissions.visible import visible_contents
from wiki.storage_format.references import fold_title, storable


def files_of(actor: Actor, container_ids: Collection[int]) -> QuerySet[Content]:
    """Give the current attachments of some pages, blog posts or comments, by name."""
    return _files(actor).filter(container_id__in=container_ids)


def files_in_space(actor: Actor, space: Space, *, ending: str = "", label: str = "") -> QuerySet[Content]:
    """Give the current attachments in a space, the last changed first.

    Args:
        ending: what their names end in, without the dot; empty for any.
        label: a label that they have; empty for any.
    """
    files = _files(actor).filter(space=space)
    if ending.strip(" ."):
        files = files.filter(title_folded__endswith=fold_title("." + ending.strip(" .")))
    if label.strip():
        files = having_labels(files, [label])
    return files.order_by("-modified", "-pk")


def having_labels(contents: QuerySet[Content], names: Iterable[str]) -> QuerySet[Content]:
    """Narrow contents to those that have all of some labels of everybody's."""
    for name in names:
        labelled = Labelling.objects.filter(
            label__namespace=LabelNamespace.GLOBAL, label__name=storable(name.strip().lower())
        )
        contents = contents.filter(pk__in=labelled.values("content_id"))
    return contents


def without_labels(contents: QuerySet[Content], names: Collection[str]) -> QuerySet[Content]:
    """Narrow contents to those that have none of some labels of everybody's."""
    labelled = Labelling.objects.filter(
        label__namespace=LabelNamespace.GLOBAL, label__name__in=[storable(name.strip().lower()) for name in names]
    )
    return contents.exclude(pk__in=labelled.filter(content__isnull=False).values("content_id"))


def versions_by_content(actor: Actor, content_ids: Collection[int]) -> dict[int, list[Content]]:
    """Give the earlier versions of contents, by the id of the current one, each list newest first."""
    found: dict[int, list[Content]] = defaultdict(list)
    earlier = visible_contents(actor, Content.objects.filter(current_id__in=content_ids))
    for version in earlier.select_related("modifier").order_by("-version"):
        found[version.current_id or 0].append(version)
    return dict(found)


def _files(actor: Actor) -> QuerySet[Content]:
    files = Content.objects.filter(kind=ContentKind.ATTACHMENT, status=ContentStatus.CURRENT)
    return (
        visible_contents(actor, files)
        .select_related("space", "modifier", "container__space", "host__space")
        .order_by("title_folded", "pk")
    )
