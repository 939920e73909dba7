"""What an export holds: one reader's view of spaces, or everything for a backup."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Max, QuerySet

from accounts.actor import Actor
from accounts.batches import batches
from wiki.models import (
    Content,
    ContentKind,
    ContentStatus,
    Labelling,
    LabelNamespace,
    PageTemplate,
    Space,
    Watch,
)
from wiki.permissions.decide import may_in_space
from wiki.permissions.visible import visible_contents, visible_spaces
from wiki.permissions.vocabulary import Action
from wiki.queries.templates import own_templates

HOSTS_AT_ONCE = 100

_HOST_KINDS = (ContentKind.PAGE, ContentKind.BLOGPOST)


def highest_content_id() -> int:
    """Give the highest id that a content has now."""
    return Content.objects.aggregate(highest=Max("pk"))["highest"] or 0


@dataclass(frozen=True)
class Exported:
    """What of the wiki goes into an export; each list is asked for anew, so that what is closed meanwhile stays out.

    Attributes:
        actor: whose view it is.
        everything: the trash too, and what belongs to other people alone; for those who see everything.
        highest_id: contents that are made while the export is written have higher ids, and stay out.
    """

    actor: Actor
    everything: bool
    highest_id: int

    def spaces(self) -> QuerySet[Space]:
        """Give the spaces that may be exported at all."""
        return visible_spaces(self.actor).order_by("pk")

    def contents(self, found: QuerySet[Content]) -> QuerySet[Content]:
        """Narrow contents to those that belong into the export."""
        found = found.filter(pk__lte=self.highest_id)
        if self.everything:
            return found
        return visible_contents(self.actor, found).exclude(status=ContentStatus.TRASHED)

    def hosts(self, space: Space) -> QuerySet[Content]:
        """Give the pages and blog posts of a space, current ones and, where all is exported, those in the trash."""
        return self.contents(Content.objects.filter(space=space, kind__in=_HOST_KINDS, current=None))

    def hosts_in_batches(self, space: Space) -> Iterator[list[Content]]:
        """Give the pages and blog posts of a space, some at a time, by their ids."""
        # The ids alone take little room, and each batch is then found by its primary keys.
        rows = self.hosts(space).order_by("pk").values_list("pk", flat=True)
        ids = array("q", rows.iterator(chunk_size=2000))
        for some in batches(ids, HOSTS_AT_ONCE):
            yield [one for one in self.hosts_by_id(some).order_by("pk") if one.space_id == space.pk]

    def hosts_by_id(self, ids: list[int]) -> QuerySet[Content]:
        """Give those pages and blog posts of some ids that belong into the export."""
        # A page is its own host. By that column SQLite finds them; by the space it would read all of it each time.
        return self.contents(Content.objects.filter(host_id__in=ids, kind__in=_HOST_KINDS, current=None))

    def hanging_on(self, host_ids: list[int]) -> QuerySet[Content]:
        """Give all that hangs on some pages and blog posts: comments, attachments, and earlier versions of all."""
        found = Content.objects.filter(host_id__in=host_ids).exclude(pk__in=host_ids)
        return self.contents(found).order_by("pk")

    def children_of(self, page_ids: list[int]) -> list[tuple[int, int]]:
        """Give the pages right below some pages, in the order of the tree: each parent's id with the child's."""
        children = Content.objects.filter(parent_id__in=page_ids, kind=ContentKind.PAGE, status=ContentStatus.CURRENT)
        ordered = children.order_by(F("position").asc(nulls_last=True), "title_folded")
        rows = [(parent, pk) for parent, pk in ordered.values_list("parent_id", "pk") if parent is not None]
        seen: set[int] = set()
        for some in batches((pk for _, pk in rows), 1000):
            seen.update(
                self.contents(Content.objects.filter(host_id__in=some, current=None)).values_list("pk", flat=True)
            )
        return [row for row in rows if row[1] in seen]

    def labellings(self, found: QuerySet[Labelling]) -> QuerySet[Labelling]:
        """Narrow labellings to those that belong into the export: of people's own labels, the reader's."""
        found = found.select_related("label").order_by("pk")
        if self.everything:
            return found
        others = found.filter(label__namespace=LabelNamespace.MY)
        if self.actor.user_id is not None:
            others = others.exclude(label__owner_id=self.actor.user_id)
        return found.exclude(pk__in=others.values("pk"))

    def watches(self, found: QuerySet[Watch], space: Space) -> QuerySet[Watch]:
        """Narrow watches of a space to those that belong into the export: the reader's; all for its administrators."""
        found = found.order_by("pk")
        if self.everything or self.administers(space):
            return found
        return found.filter(user_id=self.actor.user_id) if self.actor.user_id is not None else found.none()

    def administers(self, space: Space) -> bool:
        """Say whether the permissions of a space belong into the export."""
        return self.everything or may_in_space(self.actor, Action.ADMINISTER, space)

    def templates(self, space: Space | None) -> QuerySet[PageTemplate]:
        """Give the templates of a space, or those for all spaces."""
        return own_templates(self.actor, space)
