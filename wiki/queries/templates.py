"""Templates that new pages begin with."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from wiki.errors import NoSuchTemplate
from wiki.models import PageTemplate, Space
from wiki.permissions.visible import visible_spaces
from wiki.storage_format.references import fold_title

_ID_LIMIT = 2**63


def visible_templates(actor: Actor) -> QuerySet[PageTemplate]:
    """Give the templates that an actor may see: those for all spaces, and those of spaces that they may view."""
    if not actor.may_use:
        return PageTemplate.objects.none()
    seen = PageTemplate.objects.filter(Q(space__isnull=True) | Q(space__in=visible_spaces(actor)))
    return seen.select_related("space", "modifier")


def templates_of(actor: Actor, space: Space) -> list[PageTemplate]:
    """Give the templates that a page of a space may begin with: the space's own first, then those for all, by name."""
    own_and_global = visible_templates(actor).filter(Q(space=space) | Q(space__isnull=True))
    return sorted(own_and_global, key=lambda template: (template.space_id is None, template.name_folded))


def own_templates(actor: Actor, space: Space | None) -> QuerySet[PageTemplate]:
    """Give the templates of a space alone, or those for all spaces, by name."""
    return visible_templates(actor).filter(space=space).order_by("name_folded")


def template_by_id(actor: Actor, template_id: int) -> PageTemplate:
    """Give a template by its id.

    Raises:
        NoSuchTemplate: there is none that the actor may see.
    """
    found = visible_templates(actor).filter(pk=template_id).first() if 0 < template_id < _ID_LIMIT else None
    if found is None:
        raise NoSuchTemplate(template_id)
    return found


def template_for(actor: Actor, space: Space, template_id: int) -> PageTemplate:
    """Give a template that a page of a space may begin with, by its id.

    Raises:
        NoSuchTemplate: there is none for this space.
    """
    template = template_by_id(actor, template_id)
    if template.space_id not in (None, space.pk):
        raise NoSuchTemplate(template_id)
    return template


def template_named(actor: Actor, space: Space, name: str) -> PageTemplate:
    """Give a template that a page of a space may begin with, by its name in any case; the space's own come first.

    Raises:
        NoSuchTemplate: there is none of this name.
    """
    wanted = fold_title(name)
    for template in templates_of(actor, space):
        if template.name_folded == wanted:
            return template
    raise NoSuchTemplate(name)
