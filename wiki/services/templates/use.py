"""Begin a page with a template."""

from collections.abc import Mapping

from django.utils.translation import gettext

from accounts.actor import Actor
from wiki.errors import BadValue
from wiki.models import Content, PageTemplate
from wiki.permissions.access import space_for
from wiki.permissions.vocabulary import Action
from wiki.queries.templates import template_named
from wiki.services.frame import service
from wiki.services.pages.store import create_page
from wiki.storage_format.parser import parse
from wiki.storage_format.template_variables import TemplateVariable, VariableKind, filled, variables_of


@service
def add_page_from_template(
    actor: Actor,
    *,
    space_key: str,
    template_name: str,
    title: str,
    parent_id: int | None = None,
    variables: Mapping[str, str] | None = None,
) -> Content:
    """Create a page that begins with a template.

    Args:
        space_key: where.
        template_name: a template of the space or, where the space has none of that name, one for all spaces.
        title: of the page.
        parent_id: a page of the same space; None puts the page at the top level.
        variables: the values by the names of the template's variables; one without a value leaves nothing.

    Raises:
        NoSuchSpace, NoSuchTemplate, NoSuchPage: space, template or parent are not there for the actor.
        NotPermitted: the actor may not create pages there.
        BadValue: a value is for a variable that the template has not, or that a list does not offer.
        BadTitle, TitleTaken, BadBody, MalformedStorage: the page can't be stored so.
    """
    space = space_for(actor, space_key, Action.CREATE_PAGE)
    template = template_named(actor, space, template_name)
    storage = text_from(template, variables or {})
    return create_page(actor, space_key=space.key, title=title, storage=storage, parent_id=parent_id)


def text_from(template: PageTemplate, values: Mapping[str, str]) -> str:
    """Give the text of a page that begins with a template.

    Args:
        values: the values by the names of variables.

    Raises:
        BadValue: a value is for a variable that the template has not, or that a list does not offer.
        MalformedStorage: a value that stands as markup is not well formed.
    """
    document = parse(template.storage)
    variables = {variable.name: variable for variable in variables_of(document)}
    for name, value in values.items():
        _check(template, variables, name, value)
    return filled(document, values)


def _check(template: PageTemplate, variables: Mapping[str, TemplateVariable], name: str, value: str) -> None:
    variable = variables.get(name)
    if variable is None:
        known = ", ".join(f"'{known}'" for known in variables) or "none"
        raise BadValue(
            "variables",
            gettext("The template '{name}' has no variable '{name_2}'. Its variables are: {known}.").format(
                name=template.name, name_2=name[:80], known=known
            ),
        )
    if variable.kind is VariableKind.LIST and value and value not in variable.options:
        offered = ", ".join(f"'{option}'" for option in variable.options)
        raise BadValue(
            "variables",
            gettext("The variable '{name}' can't be '{value}'. It is one of: {offered}.").format(
                name=name, value=value[:80], offered=offered
            ),
        )
