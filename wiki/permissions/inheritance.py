"""View restrictions that pages inherit from their ancestors, kept as rows so that lists need no walk up the tree."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from wiki.models import Content, ContentKind, ContentStatus, Restriction, RestrictionType, ViewGate

GrantsCopier = Callable[[Restriction, Restriction], None]


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
    ViewGate.objects.bulk_create(
        [
            ViewGate(content_id=content_id, restriction_id=restriction_id)
            for content_id in content_ids
            for restriction_id in restriction_ids
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )


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


def keep_inherited(page: Content, copy_grants: GrantsCopier, *, only_from: int | None = None) -> None:
    """Make what closes a page from above its own, so that it stays closed wherever the page goes.

    Args:
        page: a page that is about to lose an ancestor, or to go to the trash.
        copy_grants: copies who passes from one restriction to another.
        only_from: the id of the one ancestor that goes away; None keeps what comes from every ancestor.
    """
    origins = inherited_restrictions(page)
    if only_from is not None:
        origins = origins.filter(content_id=only_from)
    for origin in origins:
        kept, made = Restriction.objects.get_or_create(
            content_id=page.pk, type=RestrictionType.VIEW, kept_from=origin.kept_from or origin.pk
        )
        if made:
            copy_grants(origin, kept)
            gate_subtree(page, [kept])


def forget_kept_where_inherited(page: Content) -> None:
    """Drop the kept restrictions of a page whose origin closes it from above again."""
    inherited = {
        restriction_id
        for restriction in inherited_restrictions(page)
        for restriction_id in (restriction.pk, restriction.kept_from)
        if restriction_id is not None
    }
    Restriction.objects.filter(content_id=page.pk, kept_from__in=inherited).delete()
