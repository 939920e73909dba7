"""The macro create-from-template."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from wiki.errors import NoSuchTemplate
from wiki.macros.base import Freshness, MacroFailure, MacroUse
from wiki.macros.naming.named_space import named_space
from wiki.macros.parameters import Parameter, ParameterKind
from wiki.macros.registry import macro
from wiki.macros.safe_html import escape_text, safe
from wiki.permissions.decide import may_in_space
from wiki.permissions.vocabulary import Action
from wiki.queries.blueprints import blueprint_named

TEMPLATE_ADDRESS = "/pages/createpage-entervariables.action"


@macro(
    "create-from-template",
    title="Create from template",
    freshness=Freshness.WIKI,
    parameters=(
        Parameter("templateId", "The id of the template, or the key of one that comes with the wiki.",
                  aliases=("templateName", "template", "")),
        Parameter("buttonLabel", "The words on the button.", default="Create from template",
                  aliases=("createButtonLabel", "label")),
        Parameter("spaceKey", "The key of the space of the new page; without one, this space.", ParameterKind.SPACE,
                  None, ("space",)),
        Parameter("title", "The title that the new page begins with; @spaceName and @spaceKey stand for the space."),
        Parameter("blueprintModuleCompleteKey", "The blueprint to begin with: its key here or in Confluence."),
    ),
)  # fmt: skip
def create_from_template(use: MacroUse) -> SafeString:
    """Shows a button that begins a new page with a template, to those who may make pages in the space."""
    begun_with = _begun_with(use)
    space = named_space(use, "spaceKey")
    if use.context.target.is_static or not may_in_space(use.actor, Action.CREATE_PAGE, space):
        return safe("")
    query = {**begun_with, "spaceKey": space.key}
    if use.context.content_id is not None:
        query["fromPageId"] = str(use.context.content_id)
    title = use.text("title").replace("@spaceName", space.name).replace("@spaceKey", space.key)
    if title:
        query["title"] = title
    address = escape_text(use.context.address(f"{TEMPLATE_ADDRESS}?{urlencode(query)}"))
    return safe(
        f'<div class="create-from-template {use.classes}"{use.marks}><a class="button primary" href="{address}">'
        f"{escape_text(use.text('buttonLabel'))}</a></div>"
    )


def _begun_with(use: MacroUse) -> dict[str, str]:
    """Say in the words of an address which template or blueprint is meant.

    Raises:
        MacroFailure: it names none, or a blueprint that is not offered here.
    """
    template = use.text("templateId")
    if template.isascii() and template.isdigit() and len(template) < 19:
        return {"templateId": template}
    name = use.text("blueprintModuleCompleteKey") or template
    if not name:
        raise MacroFailure(gettext("it does not say which template."))
    try:
        return {"blueprint": blueprint_named(name).key}
    except NoSuchTemplate:
        told = gettext("there is no blueprint “{blueprint}” here. Name a template by its id instead.")
        raise MacroFailure(told.format(blueprint=name)) from None
