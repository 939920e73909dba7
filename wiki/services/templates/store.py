"""Make, change and remove templates: a space's own by its administrators, those for all spaces by the site's."""

from typing import TypeVar

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.global_permissions import GlobalPermissionType, require_global
from accounts.whole_change import whole_change
from wiki.errors import BadValue, NoSuchTemplate, TemplateTaken, VersionConflict
from wiki.events import TemplateRemoved, TemplateStored
from wiki.models import PageTemplate, Space
from wiki.permissions.access import space_by_id, space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.templates import template_by_id
from wiki.services.bodies import read_storage
from wiki.services.frame import record, service
from wiki.services.titles import TITLE_LENGTH, clean_text
from wiki.storage_format.references import fold_title

DESCRIPTION_LENGTH = 1000

Told = TypeVar("Told", TemplateStored, TemplateRemoved)


@service
def store_template(
    actor: Actor,
    *,
    name: str,
    storage: str,
    description: str = "",
    space_key: str = "",
    template_id: int | None = None,
    version: int | None = None,
) -> PageTemplate:
    """Make a template, or change one.

    Args:
        name: unique in its space, or among those for all spaces, whatever its case.
        storage: the text in storage format, with variables as `at:var`.
        description: what it is for.
        space_key: whose it becomes; empty for one for all spaces. Only for a new one.
        template_id: the template to change; None makes a new one.
        version: the version that the change started from; None changes whatever is there.

    Raises:
        NoSuchSpace, NoSuchTemplate: the space or template is not there for the actor.
        NotPermitted: the actor does not administer the space, or the site where it is for all.
        VersionConflict: somebody changed it meanwhile.
        BadValue, TemplateTaken, BadBody, MalformedStorage: what is to be stored can't be.
    """
    if template_id is None:
        template = PageTemplate(space=_administered(actor, space_key), version=0, creator_id=actor.user_id)
    else:
        template = _held(actor, template_id)
    if version is not None and version != template.version:
        raise VersionConflict(version, template.version)
    template.name = _checked_name(name)
    template.name_folded = fold_title(template.name)
    template.description = clean_text(description, "description")[:DESCRIPTION_LENGTH]
    read_storage(storage)
    template.storage = storage
    template.version += 1
    template.modifier_id, template.modified = actor.user_id, timezone.now()
    same = PageTemplate.objects.filter(space=template.space, name_folded=template.name_folded)
    if same.exclude(pk=template.pk).exists():
        raise TemplateTaken(template.name)
    try:
        with whole_change():
            template.save()
    except IntegrityError:
        raise TemplateTaken(template.name) from None
    record(actor, _event(TemplateStored, actor, template))
    return template


@service
def remove_template(actor: Actor, *, template_id: int) -> None:
    """Remove a template; the pages that began with it stay as they are.

    Raises:
        NoSuchTemplate: it is not there for the actor.
        NotPermitted: the actor does not administer its space, or the site where it is for all.
    """
    template = _held(actor, template_id)
    event = _event(TemplateRemoved, actor, template)
    template.delete()
    record(actor, event)


def _administered(actor: Actor, space_key: str) -> Space | None:
    if space_key:
        return space_for(actor, space_key, Action.ADMINISTER)
    require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    return None


def _held(actor: Actor, template_id: int) -> PageTemplate:
    seen = template_by_id(actor, template_id)
    if seen.space_id is None:
        require_global(actor, GlobalPermissionType.ADMINISTRATECONFLUENCE)
    else:
        space_by_id(actor, seen.space_id, Action.ADMINISTER)
    held = PageTemplate.objects.select_for_update(of=("self",)).select_related("space").filter(pk=seen.pk).first()
    if held is None:
        raise NoSuchTemplate(template_id)
    return held


def _checked_name(name: str) -> str:
    cleaned = " ".join(clean_text(name, "name").split())
    if not cleaned:
        raise BadValue("name", gettext("A template needs a name."))
    if len(cleaned) > TITLE_LENGTH or len(fold_title(cleaned)) > TITLE_LENGTH:
        raise BadValue(
            "name",
            gettext("The name of a template can't be longer than {title_length} characters.").format(
                title_length=TITLE_LENGTH
            ),
        )
    return cleaned


def _event(kind: type[Told], actor: Actor, template: PageTemplate) -> Told:
    space = template.space
    return kind(
        actor_id=actor.user_id,
        space_id=template.space_id,
        space_key=space.key if space is not None else "",
        subject=template.name,
    )
