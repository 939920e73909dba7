"""Labels, watches, likes, templates, drafts, comments on words and archived pages of imported spaces, as rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from accounts.batches import batches
from wiki.models import (
    ArrivalTraceKind,
    ContentKind,
    Draft,
    InlineComment,
    Label,
    Labelling,
    LabelNamespace,
    PageArchive,
    PageTemplate,
    Reaction,
    ReactionKind,
    Space,
    Watch,
)
from wiki.services.imports.prepared import (
    PreparedContent,
    PreparedDraft,
    PreparedLabel,
    PreparedSpace,
    PreparedTemplate,
    content_id_of,
    user_id_of,
)
from wiki.services.imports.rows import insert
from wiki.services.imports.steps import Steps
from wiki.storage_format.references import fold_title, storable

_AT_ONCE = 500
_TEXTS_AT_ONCE = 50

_LONGEST_REF = 255

LabelKey = tuple[str, str, int | None]


def write_inline_comments(steps: Steps, prepared: PreparedSpace) -> None:
    """Note which of the comments that are written are on words of their page."""
    found = (_inline(one) for one in prepared.contents if one.kind == ContentKind.COMMENT and one.current is None)
    _insert(steps, (row for row in found if row is not None))


def _inline(one: PreparedContent) -> InlineComment | None:
    ref = one.properties.get("inline-marker-ref", "").strip()
    # Replies name the words as well; they belong to the comment at the top.
    if not ref or len(ref) > _LONGEST_REF or one.parent is not None:
        return None
    return InlineComment(
        comment_id=one.id,
        ref=storable(ref),
        original=storable(one.properties.get("inline-original-selection", "")),
        resolved=one.properties.get("status", "").strip().lower() == "resolved",
    )


def write_archives(steps: Steps, prepared: PreparedSpace) -> None:
    """Note which of the pages that are written are archived."""
    _insert(
        steps,
        (
            PageArchive(
                page_id=one.id,
                at=one.archived.at,
                by_id=user_id_of(one.archived.by),
                note=one.archived.note,
                along=one.archived.along,
            )
            for one in prepared.contents
            if one.archived is not None
        ),
    )


def write_labels(steps: Steps, space: Space, prepared: PreparedSpace) -> None:
    """Put labels on contents that are written, and on the space."""
    labels = _labels(steps, {_key(one) for one in prepared.labels})
    rows: dict[tuple[int, int | None], Labelling] = {}
    for one in prepared.labels:
        content_id = content_id_of(one.content)
        label_id = labels[_key(one)]
        rows[label_id, content_id] = Labelling(
            label_id=label_id,
            content_id=content_id,
            space=None if one.content is not None else space,
            user_id=user_id_of(one.by),
            created=one.created,
        )
    _insert(steps, rows.values())


def _key(one: PreparedLabel) -> LabelKey:
    return one.namespace, one.name, user_id_of(one.owner)


def _labels(steps: Steps, wanted: set[LabelKey]) -> dict[LabelKey, int]:
    """Give the ids of labels; those that are not there are made."""
    found: dict[LabelKey, int] = {}
    for batch in batches(sorted(wanted, key=lambda key: (key[0], key[1], key[2] or 0)), _AT_ONCE):
        found |= _known(batch)
        missing = [key for key in batch if key not in found]
        if not missing:
            continue
        with steps.step():
            Label.objects.bulk_create(
                [Label(namespace=LabelNamespace(kind), name=name, owner_id=owner) for kind, name, owner in missing],
                # Somebody may put one of them on a page of another space at this very moment.
                ignore_conflicts=True,
            )
            made = _known(missing)
            steps.made(ArrivalTraceKind.LABEL, list(made.values()))
        found |= made
    return found


def _known(keys: list[LabelKey]) -> dict[LabelKey, int]:
    of_names = Label.objects.filter(name__in={name for _, name, _ in keys})
    rows = of_names.filter(Q(owner__isnull=True) | Q(owner_id__in={owner for _, _, owner in keys if owner}))
    wanted = set(keys)
    known = {(kind, name, owner): pk for pk, kind, name, owner in rows.values_list("pk", "namespace", "name", "owner")}
    return {key: pk for key, pk in known.items() if key in wanted}


def write_watches(steps: Steps, space: Space, prepared: PreparedSpace) -> None:
    """Have people watch contents that are written, and the space."""
    watches = {
        (user_id_of(one.person), content_id_of(one.content), one.content_kind): Watch(
            user_id=user_id_of(one.person) or 0,
            content_id=content_id_of(one.content),
            space=None if one.content is not None else space,
            content_kind=one.content_kind,
            created=one.created,
        )
        for one in prepared.watches
    }
    _insert(steps, watches.values())


def write_likes(steps: Steps, prepared: PreparedSpace) -> None:
    """Have people like contents that are written."""
    _insert(
        steps,
        (
            Reaction(
                user_id=user_id_of(one.person) or 0,
                content_id=one.content.id,
                kind=ReactionKind.LIKE,
                created=one.created,
            )
            for one in prepared.likes
        ),
    )


def write_templates(steps: Steps, space: Space, prepared: PreparedSpace) -> None:
    """Write the templates of the space."""
    for batch in batches(prepared.templates, _TEXTS_AT_ONCE):
        rows = [template_row(one, space) for one in batch]
        with steps.step():
            insert(rows)


def template_row(one: PreparedTemplate, space: Space | None) -> PageTemplate:
    """Give the row of a template of a space, or for all spaces."""
    return PageTemplate(
        space=space,
        name=one.name,
        name_folded=fold_title(one.name),
        description=one.description,
        storage=one.storage,
        version=one.version,
        creator_id=user_id_of(one.creator),
        created=one.created,
        modifier_id=user_id_of(one.modifier),
        modified=one.modified,
    )


def write_drafts(steps: Steps, space: Space, prepared: PreparedSpace) -> None:
    """Write what people have not published."""
    for batch in batches(prepared.drafts, _TEXTS_AT_ONCE):
        rows = [_draft(one, space) for one in batch]
        with steps.step():
            insert(rows)


def _draft(one: PreparedDraft, space: Space) -> Draft:
    return Draft(
        user_id=user_id_of(one.owner) or 0,
        space=space,
        content_id=content_id_of(one.content),
        parent_id=content_id_of(one.parent),
        kind=one.kind,
        title=one.title,
        storage=one.text(),
        base_version=one.content.version if one.content is not None else 0,
        created=one.created,
        modified=one.modified,
    )


def _insert(steps: Steps, rows: Iterable[Any]) -> None:
    for batch in batches(rows, _AT_ONCE):
        with steps.step():
            insert(batch)
