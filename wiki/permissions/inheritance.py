"""View restrictions that pages inherit from their ancestors, kept as rows so that lists need no walk up the tree."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q, QuerySet

from wiki.models import Content, ContentKind, ContentStatus, Restriction, RestrictionType, ViewGate

GrantsCopier = Callable[[Restriction, Sequence[Restriction]], None]


def subtree(page: Content) -> QuerySet[Content]:
    """Give the current pages below a page; the page itself is not among them."""
    return Content.objects.filter(
        space_id=page.space_id,
        kind=ContentKind.PAGE,
        status=ContentStatus.CURRENT,
        path__startswith=page.subtree_path,
    )


def gate_subtree(page: Content, restrictions: Iterable[Restriction]) -> None:
    """Close a page and all below it by view restrictions.

    Args:
        page: the page at the top of what is closed.
        restrictions: view restrictions, of the page itself or of an ancestor.
    """
    restriction_ids = [restriction.pk for restriction in restrictions if restriction.type == RestrictionType.VIEW]
    if not restriction_ids:
        return
    content_ids = [page.pk]
    if page.kind == ContentKind.PAGE:
        content_ids += subtree(page).values_list("pk", flat=True)
    _gate((content_id, restriction_id) for content_id in content_ids for restriction_id in restriction_ids)


def inherited_restrictions(page: Content) -> QuerySet[Restriction]:
    """Give the view restrictions that close a page but belong to an ancestor."""
    return Restriction.objects.filter(gates__content_id=page.pk).exclude(content_id=page.pk)


def regate_after_move(page: Content, old_ancestor_ids: Iterable[int]) -> None:
    """Bring the gates of a moved page and its descendants in line with its new place.

    Args:
        page: the moved page, its parent and path set and saved, and so for its descendants.
        old_ancestor_ids: the pages that it stood under before; what they closed no longer counts.
    """
    moved = Q(content_id=page.pk) | Q(content_id__in=subtree(page).values("pk"))
    ViewGate.objects.filter(moved, restriction__content_id__in=list(old_ancestor_ids)).delete()
    inherit_gates(page)


def inherit_gates(page: Content) -> None:
    """Close a page and all below it by whatever closes its parent."""
    if page.parent_id is not None:
        gate_subtree(page, Restriction.objects.filter(gates__content_id=page.parent_id))


def keep_for_itself(page: Content, copy_grants: GrantsCopier) -> None:
    """Make what closes a page from above its own, so that it stays closed while it is in the trash and after.

    Args:
        page: a page that is about to go to the trash; what is below it has other ancestors already.
        copy_grants: copies who passes from one restriction to others.
    """
    for origin in list(inherited_restrictions(page)):
        kept = _keep({page.pk}, origin, copy_grants)
        _gate((page.pk, restriction_id) for restriction_id in kept.values())
    # In the trash nothing is above it: what its former ancestors close from now on does not touch it.
    ViewGate.objects.filter(content_id=page.pk).exclude(restriction__content_id=page.pk).delete()


def keep_for_children(page: Content, copy_grants: GrantsCopier) -> None:
    """Give the children of a page what it closes them by, so that they stay closed without it.

    Args:
        page: a page that is about to go to the trash, its children still below it.
        copy_grants: copies who passes from one restriction to others.
    """
    own = list(Restriction.objects.filter(content_id=page.pk, type=RestrictionType.VIEW))
    if not own:
        return
    start = len(page.subtree_path)
    below = [
        (content_id, int(path[start:].partition("/")[0] or content_id))
        for content_id, path in subtree(page).values_list("pk", "path")
    ]
    for origin in own:
        kept = _keep({child_id for _, child_id in below}, origin, copy_grants)
        _gate((content_id, kept[child_id]) for content_id, child_id in below if child_id in kept)
    ViewGate.objects.filter(restriction__in=own).exclude(content_id=page.pk).delete()


def _keep(page_ids: set[int], origin: Restriction, copy_grants: GrantsCopier) -> dict[int, int]:
    """Give pages copies of a restriction, but for those that have one; the ids of the copies by those of the pages."""
    kept_from = origin.kept_from or origin.pk
    kept = Restriction.objects.filter(type=RestrictionType.VIEW, kept_from=kept_from)
    have = set(kept.values_list("content_id", flat=True))
    copies = Restriction.objects.bulk_create(
        [
            Restriction(content_id=page_id, type=RestrictionType.VIEW, kept_from=kept_from)
            for page_id in sorted(page_ids - have)
        ],
        batch_size=1000,
    )
    copy_grants(origin, copies)
    return {copy.content_id: copy.pk for copy in copies}


def _gate(gates: Iterable[tuple[int, int]]) -> None:
    ViewGate.objects.bulk_create(
        [ViewGate(content_id=content_id, restriction_id=restriction_id) for content_id, restriction_id in gates],
        batch_size=1000,
        ignore_conflicts=True,
    )


def forget_kept_where_inherited(page: Content) -> None:
    """Drop the kept restrictions of a page whose origin closes it from above again."""
    inherited = {
        restriction_id
        for restriction in inherited_restrictions(page)
        for restriction_id in (restriction.pk, restriction.kept_from)
        if restriction_id is not None
    }
    Restriction.objects.filter(content_id=page.pk, kept_from__in=inherited).delete()
